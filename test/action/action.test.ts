// The action as GitHub's runner starts it: environment files, the payload of an event, a real history, the bundle that is shipped.
// `NODE24=/path/to/node` runs it under the version that `action.yml` names.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { account, type Playground, playground } from '../cli/product.ts';

const ROOT = join(import.meta.dirname, '../..');
const MANIFEST = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));
const CLOSED = "publicNetworkAccess: 'Disabled', disableLocalAuth: true";

let play: Playground;
beforeEach(() => {
  play = playground();
  play.git('init', '-q', '-b', 'main');
  play.write({ 'infra/main.bicep': account('old') });
  commit('start');
});
afterEach(() => play.remove());

interface Step {
  readonly status: number | null;
  readonly log: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the step in a checkout; inputs that are not given have their defaults, as the runner does it. */
function runStep(
  inputs: Record<string, string>,
  context: Record<string, string> = {},
  folder = play.folder,
): Step {
  const files = {
    GITHUB_OUTPUT: join(play.folder, '.output'),
    GITHUB_STEP_SUMMARY: join(play.folder, '.summary'),
  };
  for (const file of Object.values(files)) writeFileSync(file, '');
  const defaults = Object.entries<{ default: unknown }>(MANIFEST.inputs).map(([name, each]) => [
    `INPUT_${name.toUpperCase()}`,
    inputs[name] ?? String(each.default),
  ]);
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.env.NODE24 ?? process.execPath,
    [join(ROOT, MANIFEST.runs.main)],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH, HOME, GITHUB_ACTIONS: 'true', ...files, ...Object.fromEntries(defaults), ...context },
    },
  );
  expect(stderr).toBe('');
  const outputs = [...readFileSync(files.GITHUB_OUTPUT, 'utf8').matchAll(/^(\S+)<<(\S+)\n(.*)\n\2$/gm)];
  return {
    status,
    log: stdout.split('\n'),
    outputs: Object.fromEntries(outputs.map(([, name, , value]) => [name, value])),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
}

/** A branch with a change, checked out as GitHub's merge of the pull request; returns what the runner says of it. */
function pullRequest(files: Record<string, string>): Record<string, string> {
  const base = play.git('rev-parse', 'main');
  play.git('checkout', '-q', '-b', 'feature');
  play.write(files);
  commit('change');
  play.git('checkout', '-q', 'main');
  play.write({ 'infra/meanwhile.bicep': account('meanwhile') });
  commit('meanwhile');
  play.git('checkout', '-q', '--detach');
  play.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
  const event = join(play.folder, '.git/event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, base: { sha: base, ref: 'main' } } }));
  return {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_REF: 'refs/pull/7/merge',
    GITHUB_SHA: play.git('rev-parse', 'HEAD'),
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'team/shop',
  };
}

function commit(message: string): void {
  play.git('add', 'infra');
  play.git('commit', '-q', '-m', message);
}

const annotations = ({ log }: Step) => log.filter(line => /^::(error|warning|notice) /.test(line));
const places = (step: Step) =>
  annotations(step).map(line => /file=([^,]*),line=(\d+)/.exec(line)?.slice(1).join(':'));

test('a push is judged whole: annotations, summary, outputs, SARIF, status', () => {
  const step = runStep({}, { GITHUB_EVENT_NAME: 'push' });
  expect(step.status).toBe(1);
  expect(places(step)).toEqual(['infra/main.bicep:5']);
  expect(annotations(step)[0]).toMatch(
    /^::error .*title=azure-ai-local-auth-enabled \(high\)::`old` accepts API keys/,
  );
  expect(step.outputs).toEqual({
    'sarif-file': 'aispm.sarif',
    findings: '1',
    'highest-severity': 'high',
    unknown: '0',
    'exit-code': '1',
  });
  expect(step.summary).toMatch(/^## aispm: 1 finding\n/);
  expect(step.summary).toContain('AI inventory: 1 resource');
  const sarif = JSON.parse(readFileSync(join(play.folder, 'aispm.sarif'), 'utf8'));
  expect(sarif.runs[0].results.map((each: { ruleId: string }) => each.ruleId)).toEqual([
    'azure-ai-local-auth-enabled',
  ]);
});

test('of a pull request only what it brings is reported; SARIF has everything, for code scanning compares by itself', () => {
  const step = runStep({}, pullRequest({ 'infra/new one.bicep': account('fresh') }));
  expect(step.status).toBe(1);
  expect(places(step)).toEqual(['infra/new one.bicep:5']);
  const link = /https:\/\/github\.example\/team\/shop\/blob\/([0-9a-f]{40})\/infra\/new%20one\.bicep#L5/;
  expect(link.exec(step.summary)?.[1]).toBe(play.git('rev-parse', 'HEAD'));
  const sarif = JSON.parse(readFileSync(join(play.folder, 'aispm.sarif'), 'utf8'));
  expect(sarif.runs[0].results).toHaveLength(3);
});

test('a pull request that makes nothing worse passes', () => {
  const step = runStep({}, pullRequest({ 'infra/good.bicep': account('good', CLOSED) }));
  expect(step).toMatchObject({
    status: 0,
    outputs: { findings: '0', 'highest-severity': 'none', 'exit-code': '0' },
  });
  expect(annotations(step)).toEqual([]);
});

test('where the branch itself is checked out, the base of the event counts', () => {
  const context = pullRequest({ 'infra/new.bicep': account('fresh') });
  play.git('checkout', '-q', 'feature');
  expect(places(runStep({}, context))).toEqual(['infra/new.bicep:5']);
});

test('a clone of depth 2 is enough for the merge; one of depth 1 is told what to do', () => {
  const context = pullRequest({ 'infra/new.bicep': account('fresh') });
  const clone = (depth: number): string => {
    const folder = join(play.folder, `.git/clone-${depth}`);
    play.git('branch', '-f', 'merged', 'HEAD');
    play.git('clone', '-q', '--depth', String(depth), '-b', 'merged', `file://${play.folder}`, folder);
    return folder;
  };
  expect(places(runStep({}, context, clone(2)))).toEqual(['infra/new.bicep:5']);
  const shallow = runStep({}, context, clone(1));
  expect(shallow).toMatchObject({ status: 2, outputs: { 'exit-code': '2' } });
  expect(annotations(shallow)).toEqual([expect.stringContaining('fetch-depth')]);
});

test('a merge group is compared with its base', () => {
  const base = play.git('rev-parse', 'main');
  play.write({ 'infra/new.bicep': account('fresh') });
  commit('queued');
  const event = join(play.folder, '.git/event.json');
  writeFileSync(event, JSON.stringify({ merge_group: { base_sha: base } }));
  const context = { GITHUB_EVENT_NAME: 'merge_group', GITHUB_EVENT_PATH: event };
  expect(places(runStep({}, context))).toEqual(['infra/new.bicep:5']);
});

test('since decides: a ref, or none for everything', () => {
  const context = pullRequest({ 'infra/new.bicep': account('fresh') });
  expect(runStep({ since: 'none' }, context).outputs.findings).toBe('3');
  expect(runStep({ since: 'HEAD' }, context).outputs.findings).toBe('0');
});

test('inputs do what they say', () => {
  play.write({ 'infra/aispm.yaml': 'rules: { azure-ai-local-auth-enabled: low }\n' });
  expect(runStep({ 'fail-on': 'never' }).status).toBe(0);
  expect(runStep({ config: 'infra/aispm.yaml' })).toMatchObject({
    status: 0,
    outputs: { 'highest-severity': 'low' },
  });
  const inside = runStep({ 'working-directory': 'infra', 'sarif-file': 'out.sarif', format: 'concise' });
  expect(inside.outputs).toMatchObject({ 'sarif-file': 'infra/out.sarif', 'highest-severity': 'low' });
  expect(existsSync(join(play.folder, 'infra/out.sarif'))).toBe(true);
  expect(inside.log).toContain(
    'infra/main.bicep:5:3: low azure-ai-local-auth-enabled `old` accepts API keys',
  );
  const quiet = runStep({ annotations: 'false', summary: 'false', 'sarif-file': '' });
  expect(annotations(quiet)).toEqual([]);
  expect(quiet).toMatchObject({ summary: '', outputs: { 'sarif-file': '' } });
  expect(runStep({ paths: 'infra/main.bicep\n  infra/none.bicep\n' }).status).toBe(2);
});

test('mistakes are annotations that name the nearest right thing', () => {
  expect(annotations(runStep({ 'fail-on': 'hig' }))).toEqual([expect.stringContaining('did you mean high?')]);
  expect(annotations(runStep({ summary: 'perhaps' }))).toEqual([
    expect.stringContaining('expected true or false'),
  ]);
  expect(runStep({ 'sarif-file': 'no/such/folder.sarif' })).toMatchObject({ status: 2 });
});

test('nothing to judge is said, and is no failure', () => {
  rmSync(join(play.folder, 'infra'), { recursive: true });
  const step = runStep({});
  expect(step.status).toBe(0);
  expect(annotations(step)).toEqual([expect.stringContaining('nothing to judge')]);
});

test('no text of a judged file is a command to the runner', () => {
  play.write({ '::error title=x::y.bicep': account('old') });
  const step = runStep({ format: 'concise' });
  const start = step.log.findIndex(line => line.startsWith('::stop-commands::'));
  const token = step.log[start]!.slice('::stop-commands::'.length);
  const end = step.log.indexOf(`::${token}::`);
  const from = step.log.findIndex(line => line.startsWith('::error title=x::y.bicep:5:'));
  expect([start < from, from < end]).toEqual([true, true]);
});

test('of very many findings the most severe are annotated, the rest is counted, and the summary stays below the cap', () => {
  const many = Array.from({ length: 1200 }, (_, index) => account(`account${index}`));
  play.write({ 'infra/many.bicep': many.join('') });
  const step = runStep({});
  const levels = annotations(step).map(line => /^::(\w+)/.exec(line)![1]);
  expect(levels.filter(level => level === 'error')).toHaveLength(10);
  expect(annotations(step).at(-1)).toMatch(/^::notice title=aispm::\d+ more findings/);
  expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024);
  expect(Number(step.outputs.findings)).toBeGreaterThan(1000);
});

test('the manifest and the code name the same outputs', () => {
  expect(Object.keys(runStep({}).outputs).sort()).toEqual(Object.keys(MANIFEST.outputs).sort());
  expect(MANIFEST.runs).toEqual({ using: 'node24', main: 'dist/action.cjs' });
});
