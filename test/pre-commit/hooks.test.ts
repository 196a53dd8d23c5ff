// The hooks without pre-commit: which names they take, and that names may be split over processes. `tools/try-pre-commit.mjs` runs the real one.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { supportedExtensions } from '../../src/project/file-types.ts';
import { account, type Playground, playground } from '../cli/product.ts';

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly exclude: string;
  readonly require_serial: boolean;
}

const HOOKS: readonly Hook[] = parse(
  readFileSync(join(import.meta.dirname, '../../.pre-commit-hooks.yaml'), 'utf8'),
);

/** Python's way to write a flag. */
const pattern = (text: string) => new RegExp(text.replace('(?i)', ''), text.startsWith('(?i)') ? 'i' : '');

let play: Playground;
beforeEach(() => {
  play = playground();
});
afterEach(() => play.remove());

test('there is one that installs itself and one for what is installed', () => {
  expect(HOOKS.map(({ id, language }) => [id, language])).toEqual([
    ['aispm', 'node'],
    ['aispm-system', 'system'],
  ]);
  expect(new Set(HOOKS.map(({ entry }) => entry))).toEqual(new Set(['aispm lint']));
});

test.each(HOOKS)('$id takes every kind of file that can be judged, and few others', hook => {
  const takes = (name: string) => pattern(hook.files).test(name) && !pattern(hook.exclude).test(name);
  for (const extension of supportedExtensions().split(', ')) expect(takes(`infra/x${extension}`)).toBe(true);
  expect(takes('samconfig.toml')).toBe(true);
  for (const name of ['README.md', 'package.json', 'tsconfig.json', 'src/x.js', 'tf', 'main.tf.bak'])
    expect(takes(name)).toBe(false);
});

test('however names are split, each finding is found, and none twice in a process', () => {
  play.git('init', '-q', '-b', 'main');
  const names = ['main.bicep', 'dev.bicepparam', 'prod.bicepparam', 'modules/ai.bicep', 'other.bicep'];
  play.write({
    'main.bicep': `param keyless bool = false\nmodule m 'modules/ai.bicep' = { name: 'm', params: { keyless: keyless } }\n`,
    'dev.bicepparam': `using 'main.bicep'\n`,
    'prod.bicepparam': `using 'main.bicep'\nparam keyless = true\n`,
    'modules/ai.bicep': `param keyless bool\n${account('inner', "publicNetworkAccess: 'Disabled', disableLocalAuth: keyless")}`,
    'other.bicep': account('other'),
  });
  const found = (files: readonly string[]) => play.run(['lint', '-f', 'concise', ...files]).lines;
  const whole = found(names);
  expect(whole).toHaveLength(2);
  for (const size of [1, 2, 3]) {
    const parts = names.flatMap((_, at) => (at % size === 0 ? [names.slice(at, at + size)] : []));
    const all = parts.flatMap(part => {
      const lines = found(part);
      expect(new Set(lines).size).toBe(lines.length);
      return lines;
    });
    expect([...new Set(all)].sort()).toEqual([...whole].sort());
  }
});

test('files that only look like ours are passed over without a word', () => {
  play.write({ 'a.json': '{"some": "data"}', 'b.yaml': 'some: data\n', 'c.ts': 'export const x = 1;\n' });
  const { status, stdout, stderr } = play.run(['lint', 'a.json', 'b.yaml', 'c.ts']);
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: '',
    stderr: expect.stringContaining('0 files'),
  });
});
