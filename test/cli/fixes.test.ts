import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, type Playground, playground } from './product.ts';

let play: Playground;
const read = (path: string) => readFileSync(join(play.folder, path), 'utf8');
const run = (...args: readonly string[]) => play.run(['-f', 'concise', ...args]);

const TWO = `${account('first')}param open string = 'Enabled'\n${account('second', 'publicNetworkAccess: open')}`;

beforeEach(() => {
  play = playground();
  play.git('init', '-q');
  play.write({ 'main.bicep': TWO });
});
afterEach(() => play.remove());

test('what clients may notice is only mended when that is asked for', () => {
  expect(run('--fix').stderr).toMatch(/^0 findings mended in 0 files\n/);
  expect(read('main.bicep')).toBe(TWO);
});

test('fixes are made until none is left, and what remains is reported', () => {
  const { stderr, lines } = run('--fix', '--unsafe-fixes');
  expect(stderr).toMatch(/^\d findings mended in 1 file\n/);
  expect(read('main.bicep').match(/disableLocalAuth: true/g)).toHaveLength(2);
  expect(lines.join('\n')).not.toContain('local-auth');
  expect(run('--fix', '--unsafe-fixes').stderr).toMatch(/^0 findings mended/);
});

test('a difference is one that git can apply, and comes to the same', () => {
  const { status, stdout } = run('--diff', '--unsafe-fixes');
  expect(status).toBe(1);
  expect(read('main.bicep')).toBe(TWO);
  execFileSync('git', ['apply', '-'], { cwd: play.folder, input: stdout });
  const applied = read('main.bicep');
  play.write({ 'main.bicep': TWO });
  run('--fix', '--unsafe-fixes');
  expect(read('main.bicep')).toBe(applied);
  expect(run('--diff', '--unsafe-fixes')).toMatchObject({ status: 0, stdout: '' });
});

test('a byte order mark and line ends stay', () => {
  play.write({ 'main.bicep': `\ufeff${TWO.replaceAll('\n', '\r\n')}` });
  run('--fix', '--unsafe-fixes');
  const text = read('main.bicep');
  expect(text.startsWith('\ufeffresource')).toBe(true);
  expect(text).toContain('disableLocalAuth: true');
});

test.each([
  [['--fix', '--diff'], '--fix and --diff exclude each other'],
  [['--fix', '--staged'], '--fix and --staged exclude each other'],
  [['--unsafe-fixes'], 'give --fix or --diff too'],
])('%j is refused', (args, message) => {
  expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
});
