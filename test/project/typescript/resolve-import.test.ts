// Where imports lead: files of the workspace, whatever name they are imported by.

import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryDisk } from '../../../src/project/memory-disk.ts';
import { createSources } from '../../../src/project/sources.ts';
import { createImportResolver } from '../../../src/project/typescript/resolve-import.ts';
import { openWorkspace } from '../../../src/project/workspace.ts';

/** Where a specifier in a file leads to, from the root of the workspace; null for packages from elsewhere. */
function lead(
  files: readonly string[] | Record<string, string>,
  from: string,
  specifier: string,
): string | null {
  const texts = Array.isArray(files) ? Object.fromEntries(files.map(path => [path, ''])) : files;
  const workspace = openWorkspace(['.'], memoryDisk({ '.git/HEAD': '', [from]: '', ...texts }));
  const resolve = createImportResolver(workspace, createSources(workspace));
  const found = resolve(posix.join(workspace.root, posix.dirname(from)), specifier);
  return found && posix.relative(workspace.root, found);
}

const package_ = (name: string, members: object = {}): string => JSON.stringify({ name, ...members });

describe('a package of the same repository', () => {
  const repository = {
    'package.json': '{ "workspaces": ["packages/*", "apps/**"] }',
    'packages/stacks/src/index.ts': '',
    'packages/stacks/src/deep/chat.ts': '',
  };
  test.each([
    ['nothing but its name', {}, '@acme/stacks', 'packages/stacks/src/index.ts'],
    [
      'what a build makes',
      { main: 'dist/index.js', types: 'dist/index.d.ts' },
      '@acme/stacks',
      'packages/stacks/src/index.ts',
    ],
    [
      'exports by condition',
      {
        exports: {
          '.': { types: './dist/index.d.ts', default: './dist/index.js' },
          './*': './dist/deep/*.js',
        },
      },
      '@acme/stacks/chat',
      'packages/stacks/src/deep/chat.ts',
    ],
    ['a path in it', {}, '@acme/stacks/src/deep/chat', 'packages/stacks/src/deep/chat.ts'],
    ['the source itself', { main: './src/deep/chat.ts' }, '@acme/stacks', 'packages/stacks/src/deep/chat.ts'],
  ])('says %s', (_, members, specifier, expected) => {
    const files = { ...repository, 'packages/stacks/package.json': package_('@acme/stacks', members) };
    expect(lead(files, 'apps/chat/bin/app.ts', specifier)).toBe(expected);
  });
  test.each([
    [
      'pnpm',
      {
        'pnpm-workspace.yaml': '# all\npackages:\n  - \'libs/*\' # own\n  - "!libs/old"\ncatalog:\n  x: 1\n',
      },
    ],
    ['lerna', { 'lerna.json': '{ "packages": ["libs/*"] }' }],
    ['yarn', { 'package.json': '{ "workspaces": { "packages": ["libs/*"] } }' }],
  ])('is listed by %s', (_, list) => {
    const files = { ...list, 'libs/a/package.json': package_('a'), 'libs/a/index.ts': '' };
    expect(lead(files, 'app/app.ts', 'a')).toBe('libs/a/index.ts');
  });
  test('is only what is listed: others come from elsewhere', () => {
    const files = { 'package.json': '{}', 'libs/a/package.json': package_('a'), 'libs/a/index.ts': '' };
    expect(lead(files, 'app/app.ts', 'a')).toBeNull();
  });
});

test('a package has names for its own files', () => {
  const files = {
    'app/package.json': package_('app', { imports: { '#lib/*': './dist/lib/*.js', '#one': './src/one.ts' } }),
    'app/src/lib/chat.ts': '',
    'app/src/one.ts': '',
  };
  expect(lead(files, 'app/bin/app.ts', '#lib/chat')).toBe('app/src/lib/chat.ts');
  expect(lead(files, 'app/bin/app.ts', '#one')).toBe('app/src/one.ts');
});

test('several configurations are extended, the last one first', () => {
  const aliases = (target: string) =>
    JSON.stringify({ compilerOptions: { paths: { '~/*': [`${target}/*`] } } });
  const files = {
    'tsconfig.json': '{ "extends": ["./one.json", "./two"] }',
    'one.json': aliases('one'),
    'two.json': aliases('two'),
    'one/x.ts': '',
    'two/x.ts': '',
  };
  expect(lead(files, 'app.ts', '~/x')).toBe('two/x.ts');
});
