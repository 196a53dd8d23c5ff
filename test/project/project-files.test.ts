import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { isMissing } from '../../src/model/files.ts';
import { createSource, type Source } from '../../src/model/source.ts';
import { createBicepConfigurations } from '../../src/project/bicep-configuration.ts';
import { type MemoryFiles, memoryDisk } from '../../src/project/memory-disk.ts';
import { createFiles } from '../../src/project/project-files.ts';
import { createSources } from '../../src/project/sources.ts';
import { openWorkspace } from '../../src/project/workspace.ts';

function filesOf(files: MemoryFiles, environment: Record<string, string> = {}) {
  const workspace = openWorkspace(['repo'], memoryDisk({ 'repo/.git/HEAD': '', ...files }, environment));
  const configurations = createBicepConfigurations(workspace);
  return { ...createFiles(workspace, createSources(workspace), configurations), configurations };
}

const MAIN = createSource('infra/main.bicep', '');

function reasonOf(result: Source | object): string {
  return isMissing(result) ? result.reason : 'found';
}

describe('files that a language may read', () => {
  it('are named relative to the file that names them', () => {
    const files = filesOf({ 'repo/infra/data/x.txt': 'one', 'repo/shared.txt': 'two' });
    expect(files.readText(MAIN, 'data/x.txt')).toMatchObject({
      path: 'infra/data/x.txt',
      text: 'one',
      external: false,
    });
    expect(files.readText(MAIN, '../shared.txt')).toMatchObject({ path: 'shared.txt', text: 'two' });
    expect(files.readText(MAIN, '..\\shared.txt')).toMatchObject({ text: 'two' });
  });

  it('are read once', () => {
    const files = filesOf({ 'repo/infra/x.txt': 'one' });
    expect(files.readText(MAIN, 'x.txt')).toBe(files.readText(MAIN, './x.txt'));
  });

  it('never lie outside of the workspace', () => {
    const files = filesOf({ 'secret.txt': 'secret', 'repo-2/x.txt': 'secret' });
    for (const path of [
      '../../secret.txt',
      '../../repo-2/x.txt',
      '/secret.txt',
      'C:\\secret.txt',
      '../../../../etc/passwd',
      '',
    ]) {
      expect(reasonOf(files.readText(MAIN, path)), path).not.toBe('found');
      expect(reasonOf(files.readBytes(MAIN, path)), path).not.toBe('found');
      expect(reasonOf(files.listFolder(MAIN, path)), path).not.toBe('found');
      expect(files.module(MAIN, path).kind, path).toBe('unresolved');
    }
    expect(reasonOf(files.readText(MAIN, '../../secret.txt'))).toContain('outside of the workspace');
  });

  it('are found in other letters, as on Windows and macOS, unless that means several', () => {
    const files = filesOf({
      'repo/infra/Modules/openai.bicep': 'one',
      'repo/infra/A.txt': 'A',
      'repo/infra/a.txt': 'a',
    });
    expect(files.module(MAIN, 'modules/openAI.bicep')).toMatchObject({
      source: { path: 'infra/Modules/openai.bicep' },
    });
    expect(files.readText(MAIN, 'a.txt')).toMatchObject({ text: 'a' });
    expect(reasonOf(files.readText(MAIN, 'a.TXT'))).toBe('file `infra/a.TXT` does not exist');
  });

  it('are missing with the path in the reason', () => {
    expect(reasonOf(filesOf({}).readText(MAIN, 'gone.json'))).toBe('file `infra/gone.json` does not exist');
  });

  it('that may not be read are missing with the reason', () => {
    const disk = memoryDisk({ '.git/HEAD': '', 'infra/x.txt': '' });
    const denied = { problem: 'denied', detail: 'permission was denied' } as const;
    const workspace = openWorkspace(['.'], { ...disk, read: () => denied });
    const files = createFiles(workspace, createSources(workspace), createBicepConfigurations(workspace));
    expect(reasonOf(files.readText(MAIN, 'x.txt'))).toBe(
      '`infra/x.txt` cannot be read: permission was denied',
    );
    expect(files.module(MAIN, 'x.txt')).toMatchObject({ kind: 'unresolved' });
  });

  it('are decoded as asked', () => {
    const files = filesOf({ 'repo/infra/x.txt': Buffer.from('größe', 'latin1') });
    expect(reasonOf(files.readText(MAIN, 'x.txt'))).toContain('is not UTF-8');
    expect(files.readText(MAIN, 'x.txt', 'latin1')).toMatchObject({ text: 'größe' });
    expect(files.readBytes(MAIN, 'x.txt')).toHaveLength(5);
  });

  it('are listed sorted, folder by folder', () => {
    const files = filesOf({
      'repo/infra/d/b.json': '',
      'repo/infra/d/a.json': '',
      'repo/infra/d/e/c.json': '',
    });
    expect(files.listFolder(MAIN, 'd')).toEqual(['d/a.json', 'd/b.json']);
    expect(reasonOf(files.listFolder(MAIN, 'gone'))).toContain('does not exist');
  });
});

describe('modules', () => {
  const AVM = 'br/public:avm/res/search/search-service:0.1.0';
  const CACHED = 'br/mcr.microsoft.com/bicep$avm$res$search$search-service/0.1.0$/main.json';

  it('are local files', () => {
    const found = filesOf({ 'repo/modules/ai.bicep': '// ai' }).module(MAIN, '../modules/ai.bicep');
    expect(found).toMatchObject({
      kind: 'file',
      source: { path: 'modules/ai.bicep', text: '// ai', external: false },
    });
  });

  it('are not on this machine until they are restored', () => {
    const found = filesOf({}).module(MAIN, 'br:mcr.microsoft.com/bicep/avm/res/search/search-service:0.1.0');
    expect(found).toEqual({
      kind: 'unresolved',
      reason:
        'module `br:mcr.microsoft.com/bicep/avm/res/search/search-service:0.1.0` is not on this machine (restore it with `bicep restore`)',
      reference: AVM,
    });
  });

  it('are found in Bicep’s cache, wherever it is', () => {
    const expected = { kind: 'file', source: { text: '{}', external: true } };
    expect(
      filesOf({ [`home/me/.bicep/${CACHED}`]: '{}' }, { HOME: '/home/me' }).module(MAIN, AVM),
    ).toMatchObject(expected);
    expect(
      filesOf({ [`cache/${CACHED}`]: '{}' }, { BICEP_CACHE_DIR: '/cache', HOME: '/x' }).module(MAIN, AVM),
    ).toMatchObject(expected);
    const configuration = JSON.stringify({ cacheRootDirectory: '~/modules' });
    const files = { [`home/me/modules/${CACHED}`]: '{}', 'repo/bicepconfig.json': configuration };
    expect(filesOf(files, { HOME: '/home/me' }).module(MAIN, AVM)).toMatchObject(expected);
  });

  it('follow the aliases of the nearest bicepconfig.json, comments and all', () => {
    const outer = '{ "moduleAliases": { "br": { "our": { "registry": "outer.azurecr.io" } } } }';
    const inner = `{ // ours
      "moduleAliases": { "br": { "our": { "registry": "our.azurecr.io", "modulePath": "team" }, } }
    }`;
    const files = { 'repo/bicepconfig.json': outer, 'repo/infra/bicepconfig.json': inner };
    const cached = {
      'c/br/our.azurecr.io/team$x/1$/main.json': 'inner',
      'c/br/outer.azurecr.io/x/1$/main.json': 'outer',
    };
    const { module } = filesOf({ ...files, ...cached }, { BICEP_CACHE_DIR: '/c' });
    expect(module(MAIN, 'br/our:x:1')).toMatchObject({ source: { text: 'inner' } });
    expect(module(createSource('main.bicep', ''), 'br/our:x:1')).toMatchObject({ source: { text: 'outer' } });
  });

  it('are found when the configuration extends another', () => {
    const files = {
      'repo/base.json': '{ "moduleAliases": { "br": { "our": { "registry": "our.azurecr.io" } } } }',
      'repo/infra/bicepconfig.json': '{ "extends": "../base.json" }',
      'repo/bicepconfig.json': '{ "extends": "bicepconfig.json" }',
    };
    const found = filesOf(files);
    expect(found.module(MAIN, 'br/our:x:1')).toMatchObject({ reference: 'br:our.azurecr.io/x:1' });
    expect(found.module(createSource('main.bicep', ''), 'br/our:x:1')).toMatchObject({ kind: 'unresolved' });
  });

  it('may be mapped to sources by the configuration', () => {
    const configuration = JSON.stringify({
      moduleAliasesMock: { br: { our: { mapToFilePath: './modules' } } },
    });
    const { module } = filesOf({ 'repo/bicepconfig.json': configuration, 'repo/modules/ai/x.bicep': '// x' });
    expect(module(MAIN, 'br/our:ai/x:1')).toMatchObject({ source: { path: 'modules/ai/x.bicep' } });
  });

  it('say what is wrong with the configuration', () => {
    const { module, configurations } = filesOf({ 'repo/bicepconfig.json': '{ "moduleAliases": ' });
    expect(module(MAIN, 'br/our:x:1')).toMatchObject({ kind: 'unresolved' });
    expect(configurations.diagnostics.map(each => each.code)).toEqual(['invalid-tool-configuration']);
  });

  it('are taken out of restored template specs', () => {
    const spec = JSON.stringify({ id: 'x', properties: { mainTemplate: { resources: [] } } });
    const cached = { 'c/ts/0000/rg/storage/1.0/main.json': spec };
    const found = filesOf(cached, { BICEP_CACHE_DIR: '/c' }).module(MAIN, 'ts:0000/RG/Storage:1.0');
    expect(found).toMatchObject({ source: { text: '{"resources":[]}', external: true } });
  });

  it('are never fetched', () => {
    expect(filesOf({}).module(MAIN, 'https://example.com/x.json')).toMatchObject({ kind: 'unresolved' });
  });

  it('do not read other files when they come from a cache', () => {
    const { module, readText } = filesOf({ [`c/${CACHED}`]: '{}' }, { BICEP_CACHE_DIR: '/c' });
    const found = module(MAIN, AVM);
    expect(found.kind === 'file' && reasonOf(readText(found.source, 'main.json'))).toContain('not read');
  });
});
