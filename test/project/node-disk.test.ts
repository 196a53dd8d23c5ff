import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMissing } from '../../src/model/files.ts';
import { createSource } from '../../src/model/source.ts';
import { createBicepConfigurations } from '../../src/project/bicep-configuration.ts';
import { discover } from '../../src/project/discover.ts';
import { nodeDisk } from '../../src/project/node-disk.ts';
import { createFiles } from '../../src/project/project-files.ts';
import { createSources, isSource } from '../../src/project/sources.ts';
import { openWorkspace, workspacePath } from '../../src/project/workspace.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aispm-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, content: string | Uint8Array = ''): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

function open(...paths: string[]) {
  const workspace = openWorkspace(paths, nodeDisk(folder));
  const sources = createSources(workspace);
  return { workspace, sources, files: createFiles(workspace, sources, createBicepConfigurations(workspace)) };
}

function found(...paths: string[]): string[] {
  const { workspace } = open(...paths);
  return discover(workspace).files.map(file => workspacePath(workspace, file.path));
}

describe('a real disk', () => {
  it('is walked without following links, so that circles end', () => {
    write('repo/.git/HEAD');
    write('repo/infra/main.bicep');
    write('outside/secret.bicep');
    symlinkSync(join(folder, 'repo'), join(folder, 'repo/infra/around'));
    symlinkSync(join(folder, 'outside'), join(folder, 'repo/out'));
    symlinkSync(join(folder, 'outside/secret.bicep'), join(folder, 'repo/secret.bicep'));
    expect(found('repo')).toEqual(['infra/main.bicep']);
    const { diagnostics } = discover(open('repo').workspace);
    expect(diagnostics.map(each => [each.code, each.path])).toEqual([['outside-workspace', 'secret.bicep']]);
  });

  it('opens what is named through a link where it really is', () => {
    write('repo/.git/HEAD');
    write('repo/infra/main.bicep');
    symlinkSync(join(folder, 'repo/infra'), join(folder, 'link'));
    expect(open('link').workspace.root).toBe(open('repo').workspace.root);
    expect(found('link')).toEqual(['infra/main.bicep']);
  });

  it('refuses links that lead out of the workspace', () => {
    write('repo/.git/HEAD');
    write('secret.txt', 'secret');
    write('repo/inside.txt', 'inside');
    symlinkSync(join(folder, 'secret.txt'), join(folder, 'repo/out.txt'));
    symlinkSync(join(folder, 'repo/inside.txt'), join(folder, 'repo/in.txt'));
    const { files } = open('repo');
    const main = createSource('main.bicep', '');
    const refused = files.readText(main, 'out.txt');
    expect(isMissing(refused) && refused.reason).toContain('leads out of the workspace');
    expect(files.readText(main, 'in.txt')).toMatchObject({ path: 'inside.txt', text: 'inside' });
  });

  it('says which files cannot be read, and why', () => {
    write('binary.bicep', new Uint8Array([1, 2, 0, 3]));
    truncateSync(write('huge.bicep'), 20_000_001);
    mkdirSync(join(folder, 'folder.bicep'));
    const { sources, workspace } = open('.');
    const codeOf = (name: string): string => {
      const result = sources.read(`${workspace.root}/${name}`);
      return isSource(result) ? 'read' : result.code;
    };
    expect(codeOf('binary.bicep')).toBe('unreadable-file');
    expect(codeOf('huge.bicep')).toBe('file-too-large');
    expect(codeOf('vanished.bicep')).toBe('unreadable-file');
    expect(codeOf('folder.bicep')).toBe('unreadable-file');
  });

  it('does not wait for a pipe that nobody writes to', () => {
    const made = spawnSync('mkfifo', [join(folder, 'pipe.bicep')]).status === 0;
    const { sources, workspace } = open('.');
    const result = sources.read(`${workspace.root}/pipe.bicep`);
    expect(isSource(result) ? 'read' : result.code).toBe('unreadable-file');
    expect(found('.'), made ? 'a pipe is no file' : 'no pipes here').toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says what it has no permission for', () => {
    chmodSync(write('closed.bicep', 'x'), 0o000);
    write('closed/main.bicep');
    chmodSync(join(folder, 'closed'), 0o000);
    const { sources, workspace } = open('.');
    expect(sources.read(`${workspace.root}/closed.bicep`)).toMatchObject({ code: 'unreadable-file' });
    expect(discover(workspace).diagnostics).toMatchObject([{ code: 'unreadable-folder', path: 'closed' }]);
    chmodSync(join(folder, 'closed'), 0o700);
  });
});
