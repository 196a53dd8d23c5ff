// How a run behaves among other programs: pipes, files, terminals and texts that are not on the disk.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { account, type Playground, playground } from './product.ts';

let play: Playground;
const run = (...args: readonly string[]) => play.run(['-f', 'concise', ...args]);
const PRODUCT = join(import.meta.dirname, '../../dist/aispm.cjs');

beforeEach(() => {
  play = playground();
  play.write({
    '.git/HEAD': '',
    'infra/main.bicep': "module m 'module.bicep' = { name: 'm' }\n",
    'infra/module.bicep': account('inner', "publicNetworkAccess: 'Disabled', disableLocalAuth: true"),
    'broken.bicep': 'param = \n',
  });
});
afterEach(() => play.remove());

describe('a text on stdin', () => {
  const judge = (path: string, input: string, ...more: readonly string[]) =>
    play.run(['-f', 'concise', '-', '--stdin-path', path, ...more], { input });

  test('is judged as the file that it is of, in its workspace', () => {
    const { lines, status } = judge('infra/module.bicep', account('inner'));
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^infra\/module\.bicep:5:3: high azure-ai-local-auth-enabled/),
    ]);
    expect(readFileSync(join(play.folder, 'infra/module.bicep'), 'utf8')).toContain('disableLocalAuth: true');
  });
  test('may be of a file that is not there yet', () => {
    expect(judge('infra/new.bicep', account('x')).lines).toHaveLength(1);
    expect(judge('nowhere/new.bicep', '')).toMatchObject({
      status: 2,
      stderr: 'aispm: nowhere/new.bicep: no such folder\n',
    });
  });
  test('needs to be named, and to be alone', () => {
    expect(run('-').stderr).toContain('the path - needs --stdin-path FILE');
    expect(run('--stdin-path', 'a.bicep').stderr).toContain('needs - as the only path');
    expect(judge('a.bicep', '', '--fix').status).toBe(2);
  });
});

describe('exit status', () => {
  test.each([
    [[], 1],
    [['--allow-parse-errors'], 0],
    [['--exit-zero'], 0],
    [['infra'], 0],
    [['infra', '--no-inputs', 'error'], 0],
  ])('with %j it is %d', (args, status) => {
    expect(run(...args).status).toBe(status);
  });
  test('without a file that is read', () => {
    mkdirSync(join(play.folder, 'empty'));
    expect(run('empty')).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/^warning: nothing to judge in empty/),
    });
    expect(run('empty', '--no-inputs=error').status).toBe(2);
  });
  test('with verdicts that cannot be reached', () => {
    play.write({
      'infra/module.bicep': `param p bool\n${account('x', "publicNetworkAccess: 'Disabled', disableLocalAuth: p")}`,
    });
    play.write({ 'infra/main.bicep': '' });
    expect(run('infra/module.bicep').status).toBe(0);
    expect(run('infra/module.bicep', '--fail-on-unknown').status).toBe(1);
    expect(run('infra/module.bicep', '--verbose').stderr).toMatch(
      /unknown azure-ai-local-auth-enabled .*`p`/,
    );
  });
});

describe('outputs', () => {
  test('several at once', () => {
    run('-o', 'json=a.json', '-o', 'sarif=b.sarif', '--output=concise=c.txt');
    const text = (name: string) => readFileSync(join(play.folder, name), 'utf8');
    expect(JSON.parse(text('a.json')).version).toBe(1);
    expect(JSON.parse(text('b.sarif')).version).toBe('2.1.0');
    expect(text('c.txt')).toContain('broken.bicep');
  });
  test.each(['json=infra', 'json=no/such/a.json'])('%s cannot be written', output => {
    const { status, stderr } = run('-o', output);
    expect(status).toBe(2);
    expect(stderr).toContain(`aispm: ${output.slice(5)} cannot be written`);
  });
  test('a reader that has seen enough is no error', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => account(`a${index}`)).join('');
    play.write({ 'many.bicep': many });
    const child = spawn(process.execPath, [PRODUCT, 'many.bicep'], { cwd: play.folder });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise(resolve => child.on('close', resolve));
    expect({ status, errors: errors.replace(/^.*files?,.*\n/m, '') }).toEqual({ status: 0, errors: '' });
  });
  test('thousands of findings come out whole through a pipe', () => {
    const many = Array.from({ length: 3000 }, (_, index) => account(`a${index}`)).join('');
    play.write({ 'many.bicep': many });
    const { status, lines } = run('many.bicep');
    expect(status).toBe(1);
    expect(lines).toHaveLength(3000);
    expect(JSON.parse(play.run(['-f', 'json', 'many.bicep']).stdout).findings).toHaveLength(3000);
  });
});

describe('colour', () => {
  const COLOUR = /\u001b\[/;
  test.each([
    [{}, [], false],
    [{ CI: 'true' }, [], false],
    [{ GITHUB_ACTIONS: 'true', CI: 'true' }, [], true],
    [{ GITHUB_ACTIONS: 'true', NO_COLOR: '1' }, [], false],
    [{ FORCE_COLOR: '1' }, [], true],
    [{ NO_COLOR: '1' }, ['--color', 'always'], true],
    [{ FORCE_COLOR: '1' }, ['--color=never'], false],
  ])('with %j and %j in a pipe: %s', (environment, args, expected) => {
    const { stdout } = play.run(['broken.bicep', ...args], { environment });
    expect(COLOUR.test(stdout)).toBe(expected);
    expect(stdout).not.toContain('\u001b]8');
  });
});

test('without a terminal, stdin or home nothing is asked and nothing hangs', () => {
  const { status } = spawnSync(process.execPath, [PRODUCT, '-q'], {
    cwd: play.folder,
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {},
    timeout: 20_000,
  });
  expect(status).toBe(1);
});
