// `--since` and `--staged`: what a full run finds, less what was there before, and what a change touches.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, type Playground, playground } from './product.ts';

let play: Playground;
const rules = (lines: readonly string[]) =>
  lines.map(line => line.replace(/^(\S+?):\d+:\d+: \w+ (\S+) .*/, '$1 $2'));
const since = (ref: string, ...args: readonly string[]) =>
  play.run(['-f', 'concise', '--since', ref, ...args]);
const staged = (...args: readonly string[]) => play.run(['-f', 'concise', '--staged', ...args]);

const CLOSED = "publicNetworkAccess: 'Disabled', disableLocalAuth: true";

beforeEach(() => {
  play = playground();
  play.git('init', '-q', '-b', 'main');
  play.write({
    'main.bicep': `${account('old')}module m 'module.bicep' = { name: 'm', params: { keyless: true } }\n`,
    'module.bicep': `param keyless bool = false\n${account('inner', "publicNetworkAccess: 'Disabled', disableLocalAuth: keyless")}`,
  });
  play.git('add', '-A');
  play.git('commit', '-q', '-m', 'start');
  play.git('checkout', '-q', '-b', 'feature');
});
afterEach(() => play.remove());

test('without a change nothing is reported, and the exit status says so', () => {
  expect(since('main')).toMatchObject({ status: 0, lines: [] });
  expect(staged()).toMatchObject({ status: 0, lines: [] });
});

test('a new file, tracked or not, brings exactly its findings', () => {
  play.write({ 'new.bicep': account('fresh') });
  expect(rules(since('main').lines)).toEqual(['new.bicep azure-ai-local-auth-enabled']);
  expect(staged().lines).toEqual([]);
  play.git('add', '-A');
  expect(rules(staged().lines)).toEqual(['new.bicep azure-ai-local-auth-enabled']);
  play.git('commit', '-q', '-m', 'new');
  expect(staged().lines).toEqual([]);
  expect(rules(since('main').lines)).toEqual(['new.bicep azure-ai-local-auth-enabled']);
  expect(since('HEAD').lines).toEqual([]);
});

test('what is worse elsewhere because of a change is reported, where it is to be mended', () => {
  play.write({ 'main.bicep': `${account('old')}module m 'module.bicep' = { name: 'm' }\n` });
  expect(rules(since('main').lines)).toEqual(['module.bicep azure-ai-local-auth-enabled']);
});

test('lines that moved are not touched; an old finding on a touched line is reported', () => {
  const text = `// one\n// two\n${account('old')}module m 'module.bicep' = { name: 'm', params: { keyless: true } }\n`;
  play.write({ 'main.bicep': text });
  expect(since('main').lines).toEqual([]);
  play.write({ 'main.bicep': text.replaceAll('\n', '\r\n') });
  expect(since('main').lines).toEqual([]);
  play.write({ 'main.bicep': text.replace('  properties:', '    properties:') });
  expect(rules(since('main').lines)).toEqual(['main.bicep azure-ai-local-auth-enabled']);
});

test("what main brought in the meantime is not the branch's", () => {
  play.write({ 'new.bicep': account('fresh', CLOSED) });
  play.git('add', '-A');
  play.git('commit', '-q', '-m', 'branch');
  play.git('checkout', '-q', 'main');
  play.write({ 'main.bicep': account('old', CLOSED) });
  play.git('commit', '-qam', 'main mends it');
  play.git('checkout', '-q', 'feature');
  expect(since('main').lines).toEqual([]);
});

test('what a deleted file or a loaded text takes away is missed, wherever that shows', () => {
  play.write({
    'tf/main.tf':
      'resource "azurerm_cognitive_account" "ai" {\n  kind = "OpenAI"\n  local_auth_enabled = local.keys\n}\n',
    'tf/keys.tf': 'locals {\n  keys = false\n}\n',
    'text/main.bicep': account(
      't',
      "publicNetworkAccess: 'Disabled', disableLocalAuth: bool(loadTextContent('keys.txt'))",
    ),
    'text/keys.txt': 'true',
  });
  play.git('add', '-A');
  play.git('commit', '-q', '-m', 'more');
  play.write({ 'text/keys.txt': 'false' });
  expect(rules(since('HEAD').lines)).toEqual([]);
  play.git('add', '-A');
  expect(rules(since('HEAD').lines)).toEqual(['text/main.bicep azure-ai-local-auth-enabled']);
  play.git('commit', '-q', '-m', 'text');
  play.write({ 'tf/keys.tf': 'locals {\n  keys = true\n}\n' });
  expect(rules(since('HEAD').lines)).toEqual(['tf/keys.tf azure-ai-local-auth-enabled']);
  rmSync(join(play.folder, 'tf/keys.tf'));
  expect(since('HEAD').stderr).toMatch(/1 AI/);
});

test('what is staged is judged, not what lies on the disk', () => {
  play.write({ 'new.bicep': account('fresh') });
  play.git('add', '-A');
  play.write({ 'new.bicep': account('fresh', CLOSED) });
  expect(rules(staged('new.bicep').lines)).toEqual(['new.bicep azure-ai-local-auth-enabled']);
  play.git('add', '-A');
  play.write({ 'new.bicep': account('fresh') });
  expect(staged('new.bicep').lines).toEqual([]);
});

test('before the first commit everything is new', () => {
  rmSync(join(play.folder, '.git'), { recursive: true });
  play.git('init', '-q');
  play.git('add', '-A');
  expect(rules(staged().lines)).toEqual(['main.bicep azure-ai-local-auth-enabled']);
});

test('in a subfolder and on some files the verdict is the same', () => {
  play.write({ 'sub/a.bicep': account('a'), 'sub/b.bicep': account('b') });
  play.git('add', '-A');
  const all = rules(staged().lines);
  expect(all).toHaveLength(2);
  expect([...rules(staged('sub/a.bicep').lines), ...rules(staged('sub/b.bicep').lines)]).toEqual(all);
});

test('what git cannot say is told with what to do', () => {
  expect(since('origin/main')).toMatchObject({
    status: 2,
    stderr: 'aispm: git knows no origin/main here: `git fetch origin main`\n',
  });
  expect(play.run(['--since', 'main', '--staged'])).toMatchObject({
    status: 2,
    stderr: 'aispm: --since and --staged exclude each other\n',
  });
  rmSync(join(play.folder, '.git'), { recursive: true });
  expect(staged()).toMatchObject({ status: 2, stderr: expect.stringContaining('needs a git repository') });
  writeFileSync(join(play.folder, '.git'), 'nonsense');
  expect(staged()).toMatchObject({ status: 2, stderr: expect.stringContaining('is no git repository') });
});
