// Imports go one way: model <- parsers <- project <- engine <- report <- doors (DESIGN: one flow, five rooms).

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What each room may import beside itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  'parsers/text': ['model'],
  'parsers/json': ['model', 'parsers/text'],
  'parsers/arm': ['model', 'parsers/text', 'parsers/json'],
  'parsers/terraform': ['model', 'parsers/text', 'parsers/json'],
  'parsers/typescript': [
    'model',
    'parsers/text',
    'parsers/json',
    'parsers/cloudformation',
    'parsers/terraform',
  ],
  'parsers/cloudformation': ['model', 'parsers/text', 'parsers/json'],
  'parsers/bicep': ['model', 'parsers/text', 'parsers/json', 'parsers/arm'],
  project: [
    'model',
    'parsers/text',
    'parsers/json',
    'parsers/arm',
    'parsers/bicep',
    'parsers/terraform',
    'parsers/cloudformation',
    'parsers/typescript',
  ],
  engine: ['model', 'parsers/text', 'parsers/json', 'project'],
  report: ['model', 'engine'],
  cli: ['model', 'project', 'engine', 'report'],
  action: ['model', 'project', 'engine', 'report', 'cli'],
};

/** Rooms that may touch the disk or the process. */
const TOUCHES_DISK = ['project', 'cli', 'action', 'index.ts', 'cli.ts', 'action.ts'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => name.replaceAll('\\', '/'));

function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts.length === 1) return file;
  return parts[0] === 'parsers' ? `parsers/${parts[1]}` : parts[0]!;
}

function importsOf(file: string): { specifier: string; target: string | null }[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'|import\('([^']+)'\)/g),
  ].map(match => {
    const specifier = (match[1] ?? match[2])!;
    const target = specifier.startsWith('.')
      ? relative(SRC, resolve(SRC, dirname(file), specifier)).replaceAll('\\', '/')
      : null;
    return { specifier, target };
  });
}

test('the scan sees the house', () => {
  expect(files.length).toBeGreaterThan(10);
  expect(importsOf('model/resource.ts').map(each => each.target)).toContain('model/value.ts');
});

test.each(files)('%s imports only rooms below its own', file => {
  const room = roomOf(file);
  const allowed = MAY_IMPORT[room];
  for (const { target } of importsOf(file)) {
    if (target?.endsWith('.ts') !== true || !allowed) continue;
    const other = roomOf(target);
    if (other !== room) expect(allowed, `${file} imports ${target}`).toContain(other);
  }
});

test.each(files)('%s touches the disk only where it may', file => {
  const builtIns = importsOf(file)
    .map(each => each.specifier)
    .filter(specifier => /^(node:)?(fs|child_process|net|http|https|dns|os|process)(\/|$)/.test(specifier));
  if (!TOUCHES_DISK.includes(roomOf(file))) expect(builtIns).toEqual([]);
  expect(builtIns.filter(name => /child_process|net|http|dns/.test(name))).toEqual([]);
});
