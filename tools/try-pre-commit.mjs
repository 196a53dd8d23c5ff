// The hooks under the real pre-commit, which needs the network: `node tools/try-pre-commit.mjs [path of pre-commit]`. On a repository made
// for it: from these sources with `try-repo`, from the tree of a release as users have it, and with names split over many processes.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const preCommit = process.argv[2] ?? 'pre-commit';
const scratch = mkdtempSync(join(tmpdir(), 'aispm-hooks-'));
const project = join(scratch, 'project');
const release = join(scratch, 'release');
const environment = { ...process.env, PRE_COMMIT_HOME: join(scratch, 'home'), NO_COLOR: '1' };

const git = (folder, ...args) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();

/** Runs pre-commit in the project and says how it went. */
function run(what, args, expected) {
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync(preCommit, args, {
    cwd: project,
    encoding: 'utf8',
    env: environment,
  });
  const found = [...new Set(stdout.match(/azure-[a-z-]+(?= )/g) ?? [])].join(', ') || 'nothing';
  const fits = found === expected && (status === 0) === (expected === 'nothing');
  console.log(`${fits ? 'ok ' : 'BAD'} ${what}: ${found} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  if (!fits) {
    console.log(stdout + stderr);
    process.exitCode = 1;
  }
}

function write(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  git(project, 'add', '-A');
}

const MODULE = `param keyless bool
resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'ai'
  kind: 'OpenAI'
  identity: { type: 'SystemAssigned' }
  properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: keyless }
}
`;
const caller = keyless =>
  `module ai 'modules/ai.bicep' = {\n  name: 'ai'\n  params: { keyless: ${keyless} }\n}\n`;
const FOUND = 'azure-ai-local-auth-enabled';

try {
  mkdirSync(project);
  git(project, 'init', '-q', '-b', 'main');
  write({ 'infra/main.bicep': caller(false), 'infra/modules/ai.bicep': MODULE, 'notes.txt': 'nothing\n' });
  run('try-repo, from the sources', ['try-repo', root, 'aispm', '--all-files'], FOUND);

  execFileSync(process.execPath, [join(root, 'tools/release-tree.mjs'), release]);
  git(release, 'init', '-q', '-b', 'main');
  git(release, 'add', '-A', '--force');
  git(release, 'commit', '-q', '-m', 'v1');
  git(release, 'tag', 'v1.0.0');
  const hook = args =>
    `repos:\n- repo: ${release}\n  rev: v1.0.0\n  hooks:\n  - id: aispm\n    args: [-f, concise${args}]\n`;
  write({ '.pre-commit-config.yaml': hook('') });
  run('a release, first time', ['run', '--all-files'], FOUND);
  run('a release, installed', ['run', '--all-files'], FOUND);
  run('only the module is named', ['run', '--files', 'infra/modules/ai.bicep'], FOUND);
  run('only the caller is named', ['run', '--files', 'infra/main.bicep'], FOUND);
  run('no file of ours is named', ['run', '--files', 'notes.txt'], 'nothing');
  git(project, 'commit', '-q', '-m', 'start');
  write({ '.pre-commit-config.yaml': hook(', --staged'), 'infra/other.bicep': 'param unused string\n' });
  run('--staged, a change that harms nothing', ['run'], 'nothing');
  write({ 'infra/main.bicep': `${caller(false)}// touched below\n` });
  run('--staged, lines that nobody touched', ['run'], 'nothing');
  write({ 'infra/new.bicep': caller(false) });
  run('--staged, a new root that is bad', ['run'], FOUND);
  write({ 'infra/main.bicep': caller(true), 'infra/new.bicep': caller(true) });
  run('mended', ['run', '--all-files'], 'nothing');
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
