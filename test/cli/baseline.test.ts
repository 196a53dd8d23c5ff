import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, type Playground, playground } from './product.ts';

let play: Playground;
const lint = (...args: readonly string[]) => play.run(['-f', 'concise', '--baseline', 'known.json', ...args]);
const rules = (lines: readonly string[]) => lines.map(line => line.split(' ')[2]);

beforeEach(() => {
  play = playground();
  play.write({
    '.git/HEAD': '',
    'main.bicep': account('first') + account('second', "publicNetworkAccess: 'Enabled'"),
    'other.bicep': account('third'),
  });
  const { status, stderr } = lint('--update-baseline');
  expect(stderr).toMatch(/^5 findings written to known\.json\n/);
  expect(status).toBe(0);
});
afterEach(() => play.remove());

test('what was there is known, and counted', () => {
  const { status, lines, stderr } = lint();
  expect({ status, lines }).toEqual({ status: 0, lines: [] });
  expect(stderr).toContain('no findings, 5 suppressed');
});

test('reformatting gives nothing new', () => {
  const reformatted = `// moved\n\n${readFileSync(join(play.folder, 'main.bicep'), 'utf8')}`
    .replaceAll('  ', '\t')
    .replaceAll('\n', '\r\n\r\n');
  play.write({ 'main.bicep': reformatted });
  expect(lint()).toMatchObject({ status: 0, lines: [] });
});

test('adding a bad resource gives exactly its findings', () => {
  play.write({ 'other.bicep': account('fourth', "publicNetworkAccess: 'Enabled'") + account('third') });
  const { status, lines } = lint();
  expect(status).toBe(1);
  expect(rules(lines)).toEqual([
    'azure-ai-local-auth-enabled',
    'azure-ai-endpoint-unrestricted',
    'azure-ai-private-endpoint-missing',
  ]);
  expect(lines.every(line => line.includes('`fourth`'))).toBe(true);
});

test('mending one reports rot, which an update takes out', () => {
  play.write({ 'other.bicep': account('third', "publicNetworkAccess: 'Disabled', disableLocalAuth: true") });
  const { status, lines } = lint();
  expect(status).toBe(0);
  expect(lines).toEqual([
    'known.json: warning stale-baseline 1 finding of the baseline no longer occurs: `azure-ai-local-auth-enabled` on `third` in other.bicep',
  ]);
  expect(lint('--strict').status).toBe(1);
  expect(lint('--update-baseline').stderr).toMatch(/^4 findings written/);
  expect(lint('--strict')).toMatchObject({ status: 0, lines: [] });
});

test('a renamed file is forgiven, a copied one is not', () => {
  renameSync(join(play.folder, 'other.bicep'), join(play.folder, 'renamed.bicep'));
  expect(lint()).toMatchObject({ status: 0, lines: [] });
  play.write({ 'other.bicep': account('third') });
  const { status, lines } = lint();
  expect(status).toBe(1);
  expect(lines).toHaveLength(1);
});

test('a run on some files neither reports the others as rot nor drops them', () => {
  play.write({ 'other.bicep': account('third', "publicNetworkAccess: 'Disabled', disableLocalAuth: true") });
  expect(lint('main.bicep').lines).toEqual([]);
  expect(lint('--update-baseline', 'main.bicep').stderr).toMatch(/^5 findings written/);
  expect(lint('--select', 'restricted-network').lines).toEqual([]);
});

test.each([
  ['{"version": 7, "findings": []}', /is no baseline of version 1 \(found: 7\): take it anew/],
  ['{"findings": []}', /is no baseline of version 1 \(found: none\)/],
  ['null', /is no baseline of version 1/],
  ['{"version": 1, "findings": {}}', /has no list of `findings`/],
  ['{"version": 1, "findings": [{"rule": "x"}]}', /has an entry \(number 1\) without/],
  ['findings:', /is not JSON/],
])('a baseline that is %s is refused', (text, message) => {
  play.write({ 'known.json': text });
  const { status, stderr } = lint();
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr.startsWith('aispm: known.json ')).toBe(true);
});

test('one that is not there says how it is made; without a name it is in the root', () => {
  expect(play.run(['--baseline', 'nowhere.json'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--update-baseline writes it'),
  });
  const { stderr } = play.run(['--update-baseline', '-q', 'other.bicep']);
  expect(stderr).toContain('baseline: .aispm-baseline.json');
  expect(readFileSync(join(play.folder, '.aispm-baseline.json'), 'utf8')).toContain('"third"');
});
