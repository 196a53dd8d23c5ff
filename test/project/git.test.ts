// Git's own answers are the truth: whatever is packed, shallow, merged or staged is read as git reads it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { snapshotDisk } from '../../src/project/git-disk.ts';
import { openRepository } from '../../src/project/git-repository.ts';
import { indexSnapshot, type Snapshot, treeSnapshot } from '../../src/project/git-snapshots.ts';
import { nodeDisk } from '../../src/project/node-disk.ts';

let folder: string;
let home: string;

const AUTHOR = {
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
};
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  }).trim();

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

let time = 1_700_000_000;
const commit = (message: string): string => {
  time += 60;
  git('add', '-A');
  execFileSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-q', '--allow-empty', '-m', message],
    {
      cwd: folder,
      env: { ...process.env, GIT_AUTHOR_DATE: `${time} +0000`, GIT_COMMITTER_DATE: `${time} +0000` },
    },
  );
  return git('rev-parse', 'HEAD');
};

const filesOf = (snapshot: Snapshot, path = ''): string[] =>
  [...(snapshot.list(path) ?? [])].flatMap(([name, { kind, id }]) => {
    const full = path === '' ? name : `${path}/${name}`;
    return kind === 'folder' ? filesOf(snapshot, full) : [`${id} ${full}`];
  });

const tracked = (): string[] =>
  git('ls-files', '-s', '-z')
    .split('\0')
    .filter(line => line !== '')
    .map(line => line.replace(/^\d+ ([0-9a-f]+) \d\t/, '$1 '));

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'aispm-git-'));
  folder = join(home, 'repository');
  mkdirSync(folder);
  git('init', '-q', '-b', 'main');
  const lines = Array.from({ length: 400 }, (_, index) => `line ${index} ${'x'.repeat(index % 40)}`);
  for (let round = 0; round < 12; round++) {
    lines[round * 7] = `changed in round ${round}`;
    write('big.txt', lines.join('\n'));
    write(`folder/deep/a${round}.bicep`, `var a = ${round}\n`);
    commit(`round ${round}`);
  }
  write('ünï côdé/ä b.tf', '# x\n');
  symlinkSync('big.txt', join(folder, 'link.txt'));
  commit('names');
  git('tag', '-a', 'v1', '-m', 'annotated');
  git('gc', '-q', '--aggressive');
  git('checkout', '-q', '-b', 'feature', 'HEAD~3');
  write('feature.bicep', 'var f = 1\n');
  commit('feature');
  git('checkout', '-q', 'main');
  write('main.bicep', 'var m = 1\n');
  commit('main moves on');
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

test.each([
  'HEAD',
  '@',
  'main',
  'feature',
  'refs/heads/feature',
  'v1',
  'v1^{commit}',
  'HEAD~2',
  'main~1^',
  'HEAD^1~3',
  'HEAD^0',
])('%s is the commit that git says', name => {
  expect(openRepository(folder).commit(name)).toBe(git('rev-parse', `${name}^{commit}`));
});

test('the beginning of an id is enough, packed or loose', () => {
  for (const name of ['HEAD', 'HEAD~4']) {
    const id = git('rev-parse', name);
    expect(openRepository(folder).commit(id.slice(0, 10))).toBe(id);
  }
});

test('histories part where git says', () => {
  const repository = openRepository(folder);
  const base = repository.mergeBase(repository.commit('main'), repository.commit('feature'));
  expect(base).toBe(git('merge-base', 'main', 'feature'));
  expect(repository.mergeBase(repository.commit('main'), repository.commit('main~2'))).toBe(
    git('rev-parse', 'main~2'),
  );
});

test('whatever clocks said, histories part where git says', () => {
  const tree = git('rev-parse', 'HEAD^{tree}');
  const commits: string[] = [];
  for (let number = 0; number < 16; number++) {
    const parents = [...new Set([(number * 7) % 5, (number * 3) % 4])].flatMap(back => {
      const parent = commits[number - 1 - back];
      return parent ? ['-p', parent] : [];
    });
    // Of several commits within a second, and of clocks that go wrong, nobody can tell the order.
    const date = `@${1_700_000_000 + ((number * 11) % 6)} +0000`;
    const id = execFileSync('git', ['commit-tree', tree, ...parents, '-m', String(number)], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date, ...AUTHOR },
    });
    commits.push(id.trim());
  }
  const repository = openRepository(folder);
  for (const one of commits.slice(-4))
    for (const other of commits.slice(0, 14)) {
      const bases = execFileSync('git', ['merge-base', '--all', one, other], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(bases.split('\n')).toContain(repository.mergeBase(one, other));
    }
});

test('a commit holds what git says, and every file reads the same through deltas', () => {
  const { objects, commit: commitOf, treeOf } = openRepository(folder);
  const snapshot = treeSnapshot(treeOf(commitOf('HEAD')), objects);
  expect(filesOf(snapshot).sort()).toEqual(tracked().sort());
  for (let back = 0; back < 14; back++) {
    const old = treeSnapshot(treeOf(commitOf(`main~${back}`)), objects);
    const { id } = old.entry('big.txt')!;
    expect(`${objects.read(id)!.bytes}`.trim()).toBe(git('show', `main~${back}:big.txt`));
  }
});

test.each(['2', '3', '4'])('an index of version %s holds what is staged', version => {
  write('staged.bicep', 'var s = 1\n');
  git('add', 'staged.bicep');
  write('staged.bicep', 'var s = 2\n');
  write('untracked.bicep', 'var u = 1\n');
  git('rm', '-q', '--cached', '--ignore-unmatch', 'folder/deep/a0.bicep');
  git('update-index', '--index-version', version);
  const { objects, folder: gitFolder } = openRepository(folder);
  const snapshot = indexSnapshot(gitFolder, objects);
  expect(filesOf(snapshot).sort()).toEqual(tracked().sort());
  const disk = snapshotDisk(nodeDisk(folder), folder, snapshot, objects);
  expect(disk.list(folder)!.files).not.toContain('untracked.bicep');
  expect(disk.list(folder)!.links).toEqual(['link.txt']);
  expect(Buffer.from(disk.read(join(folder, 'staged.bicep'), 100) as Uint8Array).toString()).toBe(
    'var s = 1\n',
  );
  expect(disk.kindOf(join(folder, 'folder/deep'))).toBe('folder');
  expect(disk.realPath(join(folder, 'link.txt'))).toBe(join(folder, 'big.txt'));
  expect(disk.kindOf(join(folder, 'folder/deep/a0.bicep'))).toBeNull();
});

describe('what is missing is told with what to do', () => {
  test.each([
    ['origin/main', /git knows no origin\/main here: `git fetch origin main`/],
    ['nowhere', /git fetch origin nowhere` and name it origin\/nowhere/],
    ['deadbeef', /git knows no deadbeef/],
    ['HEAD~500', /history is shorter/],
    ['v1:big.txt', /git knows no/],
  ])('%s', (name, message) => {
    expect(() => openRepository(folder).commit(name)).toThrow(message);
  });

  test('in a shallow clone', () => {
    git('clone', '-q', '--depth', '1', `file://${folder}`, join(home, 'shallow'));
    const shallow = openRepository(join(home, 'shallow'));
    expect(() => shallow.commit('HEAD~1')).toThrow(/shallow: `git fetch --unshallow`/);
    expect(() => shallow.commit('origin/feature')).toThrow(
      /`git fetch origin feature`; this clone is shallow/,
    );
    git('-C', join(home, 'shallow'), 'fetch', '-q', '--depth', '1', 'origin', 'feature:feature');
    const deeper = openRepository(join(home, 'shallow'));
    expect(() => deeper.mergeBase(deeper.commit('HEAD'), deeper.commit('feature'))).toThrow(
      /where the histories part is not in this clone/,
    );
  });
});

test('worktrees and clones that share objects are repositories too', () => {
  git('worktree', 'add', '-q', join(home, 'tree'), 'feature');
  git('clone', '-q', '--shared', folder, join(home, 'shared'));
  const id = git('rev-parse', 'feature');
  expect(openRepository(join(home, 'tree')).commit('HEAD')).toBe(id);
  expect(openRepository(join(home, 'shared')).commit('origin/feature')).toBe(id);
});
