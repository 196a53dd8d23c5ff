// The project that documentation shows commands on: the sample application as a repository of its own, with one commit.

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function openShowcase(root) {
  const folder = mkdtempSync(join(tmpdir(), 'aispm-docs-'));
  const environment = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: folder,
      env: environment,
      stdio: 'ignore',
    });
  cpSync(join(root, 'test/samples/projects/chat-app/infra'), join(folder, 'infra'), { recursive: true });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'start');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');

  /** Runs a line of a shell in which `aispm` is the built product; standard output, then standard error. */
  function run(line) {
    const product = `${JSON.stringify(process.execPath)} ${JSON.stringify(join(root, 'dist/aispm.cjs'))}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `aispm() { ${product} "$@"; }; ${line}`], {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
    });
    return { status, text: stdout + stderr };
  }

  return {
    run,
    /** A line as a terminal shows it, with what it prints. `| first` shows the first finding and the last line only. */
    transcript: line => {
      const [command, short] = line.split(' | first');
      const { status, text } = run(command);
      if (status === 2 || status === null) throw new Error(`${command}: status ${status}\n${text}`);
      const shown = short === undefined ? text : shortened(text);
      return `\`\`\`console\n$ ${command}\n${shown.trimEnd()}\n\`\`\``;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function shortened(text) {
  const [first] = text.split('\n\n');
  return `${first}\n…\n${text.trimEnd().split('\n').at(-1)}`;
}
