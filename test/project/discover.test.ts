import { describe, expect, it } from 'vitest';
import { discover } from '../../src/project/discover.ts';
import { type MemoryFiles, memoryDisk } from '../../src/project/memory-disk.ts';
import { openWorkspace, workspacePath } from '../../src/project/workspace.ts';

function found(files: MemoryFiles, ...paths: string[]): string[] {
  const workspace = openWorkspace(paths.length === 0 ? ['.'] : paths, memoryDisk(files));
  return discover(workspace).files.map(file => workspacePath(workspace, file.path));
}

describe('finding files', () => {
  it('takes the extensions of infrastructure code', () => {
    const files = {
      'main.bicep': '',
      'a/x.bicepparam': '',
      'a/b/t.json': '',
      'a/t.jsonc': '',
      'readme.md': '',
      Makefile: '',
    };
    expect(found(files)).toEqual(['a/b/t.json', 'a/t.jsonc', 'a/x.bicepparam', 'main.bicep']);
  });

  it('leaves out other people’s folders and JSON that is never infrastructure', () => {
    const files = {
      'node_modules/x/main.bicep': '',
      '.git/x.json': '',
      '.terraform/x.json': '',
      'cdk.out/x.json': '',
      'package.json': '',
      'dist/main.bicep': '',
    };
    expect(found(files)).toEqual(['dist/main.bicep']);
    expect(found(files, 'node_modules')).toContain('node_modules/x/main.bicep');
  });

  it('honours .gitignore at every level, the innermost first', () => {
    const files = {
      '.git/HEAD': '',
      '.gitignore': 'dist/\n*.json\n!keep.json\n/only-here.bicep\n',
      'dist/main.bicep': '',
      'a.json': '',
      'keep.json': '',
      'only-here.bicep': '',
      'sub/only-here.bicep': '',
      'sub/.gitignore': '!b.json\nkeep.json\n',
      'sub/b.json': '',
      'sub/keep.json': '',
      'sub/deep/dist/x.bicep': '',
    };
    expect(found(files)).toEqual(['keep.json', 'sub/b.json', 'sub/only-here.bicep']);
  });

  it('reads what is named even if it is ignored', () => {
    const files = {
      '.git/HEAD': '',
      '.gitignore': 'dist/\nx.bicep\n',
      'dist/main.bicep': '',
      'x.bicep': '',
      'y.bicep': '',
    };
    expect(found(files, 'x.bicep')).toEqual(['x.bicep', 'y.bicep']);
    expect(found(files, 'dist')).toEqual(['dist/main.bicep', 'y.bicep']);
  });
});

describe('named files that are no infrastructure code', () => {
  it('are said to be so, but not those that tools hand over with all others', () => {
    const workspace = openWorkspace(
      ['readme.md', 'package.json'],
      memoryDisk({ 'readme.md': '', 'package.json': '{}' }),
    );
    expect(discover(workspace).diagnostics.map(each => [each.code, each.path])).toEqual([
      ['unsupported-file', 'readme.md'],
    ]);
  });
});

describe('the workspace', () => {
  const open = (files: MemoryFiles, ...paths: string[]) => {
    const { root, areas, diagnostics } = openWorkspace(paths, memoryDisk(files));
    return {
      root,
      areas: areas.map(area => (area.deep ? `${area.folder}/**` : area.folder)),
      codes: diagnostics.map(each => each.code),
    };
  };

  it('is the git repository around the named paths', () => {
    const files = { 'repo/.git/HEAD': '', 'repo/infra/main.bicep': '', 'repo/infra/ai/x.bicep': '' };
    expect(open(files, 'repo/infra/ai/x.bicep', 'repo/infra')).toEqual({
      root: '/repo',
      areas: ['/repo/**'],
      codes: [],
    });
  });

  it('knows worktrees and submodules, whose .git is a file', () => {
    const files = {
      'repo/.git/HEAD': '',
      'repo/sub/.git': 'gitdir: ../.git/modules/sub',
      'repo/sub/main.bicep': '',
    };
    expect(open(files, 'repo/sub/main.bicep').root).toBe('/repo/sub');
  });

  it('is the paths themselves where there is no repository', () => {
    const files = { 'a/main.bicep': '', 'b/x.bicep': '', 'b/deep/y.bicep': '' };
    expect(open(files, 'a/main.bicep', 'b')).toEqual({ root: '/', areas: ['/a', '/b/**'], codes: [] });
  });

  it('contains every repository that is named', () => {
    const files = { 'a/.git/HEAD': '', 'a/main.bicep': '', 'b/.git/HEAD': '', 'b/main.bicep': '' };
    expect(open(files, 'a', 'b')).toEqual({ root: '/', areas: ['/a/**', '/b/**'], codes: [] });
  });

  it('says which paths lead nowhere', () => {
    expect(open({ 'a.bicep': '' }, 'b.bicep').codes).toEqual(['path-not-found']);
    expect(open({ 'a.bicep': '' }, 'b.bicep').root).toBe('/');
  });
});
