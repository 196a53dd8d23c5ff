import { describe, expect, it } from 'vitest';
import type { Resource } from '../../src/model/resource.ts';
import type { Value } from '../../src/model/value.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { type MemoryFiles, memoryDisk } from '../../src/project/memory-disk.ts';

async function load(
  files: MemoryFiles,
  environment: Record<string, string> = {},
  paths: readonly string[] = ['.'],
) {
  return await loadProject({
    paths,
    isMapped: type => /cognitiveservices|search-service/.test(type),
    disk: memoryDisk({ '.git/HEAD': '', ...files }, environment),
  });
}

function property(resource: Resource | undefined, ...path: string[]): unknown {
  let value: Value | undefined = resource?.properties;
  for (const key of path) value = value?.kind === 'object' ? value.members.get(key) : undefined;
  return value?.kind === 'scalar' ? value.value : value?.kind;
}

const ACCOUNT = `
param keyless bool = false
resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'ai'
  location: 'westeurope'
  properties: { disableLocalAuth: keyless }
}
`;

describe('a project', () => {
  it('is one deployment for each parameter file', async () => {
    const project = await load({
      'main.bicep': ACCOUNT,
      'main.bicepparam': "using 'main.bicep'\nparam keyless = true\n",
      'main.parameters.dev.json': JSON.stringify({ parameters: { keyless: { value: '${KEYLESS=false}' } } }),
    });
    const seen = project.deployments.map(({ inputs, resources }) => [
      ...inputs,
      property(resources[0], 'properties', 'disableLocalAuth'),
    ]);
    expect(seen).toEqual([
      ['main.bicepparam', true],
      ['main.parameters.dev.json', false],
    ]);
    expect(project.diagnostics).toEqual([]);
    expect(project.files).toEqual({ read: 3, compiled: 0, notAnalysed: [] });
  });

  it('reads modules and data in the workspace, and no others', async () => {
    const project = await load({
      'infra/main.bicep': `
        var settings = loadJsonContent('../settings.json')
        var secret = loadTextContent('../../secret.txt')
        module ai 'ai.bicep' = { name: 'ai', params: { keyless: settings.keyless } }
      `,
      'infra/ai.bicep': ACCOUNT,
      'settings.json': '{ "keyless": true }',
    });
    const [deployment] = project.deployments;
    expect(
      property(
        deployment!.resources.find(each => each.type.includes('Cognitive')),
        'properties',
        'disableLocalAuth',
      ),
    ).toBe(true);
    expect(project.diagnostics.some(each => each.message.includes('secret.txt'))).toBe(true);
  });

  it('evaluates restored modules, whose texts are nobody’s to edit', async () => {
    const template = JSON.stringify({
      parameters: { name: { type: 'string' } },
      resources: [
        {
          type: 'Microsoft.CognitiveServices/accounts',
          apiVersion: '2024-10-01',
          name: "[parameters('name')]",
          location: 'x',
        },
      ],
      contentVersion: '1.0.0.0',
    });
    const project = await load(
      {
        'main.bicep': "module ai 'br/our:account:1' = { name: 'm', params: { name: 'mine' } }",
        'bicepconfig.json': '{ "moduleAliases": { "br": { "our": { "registry": "our.azurecr.io" } } } }',
        '/c/br/our.azurecr.io/account/1$/main.json': template,
      },
      { BICEP_CACHE_DIR: '/c' },
      ['main.bicep'],
    );
    const account = project.deployments[0]?.resources.find(each => each.type.includes('Cognitive'));
    expect(account?.name).toMatchObject({ kind: 'scalar', value: 'mine' });
    expect(account?.declaration.source.external).toBe(true);
    expect(project.deployments[0]?.gaps).toEqual([]);
  });

  it('asks for no inputs by reporting what fails without them', async () => {
    const files = {
      'main.bicep': `param regions array = []\noutput first string = regions[0]\n${ACCOUNT}`,
    };
    const codes = async (more: MemoryFiles) =>
      (await load({ ...files, ...more })).diagnostics.map(each => each.code);
    expect(await codes({})).toEqual([]);
    expect(await codes({ 'main.bicepparam': "using 'main.bicep'\nparam regions = []\n" })).toEqual([
      'evaluation-failed',
    ]);
    expect(
      await codes({ 'main.bicep': `output first string = [][0]\n${ACCOUNT.replace(/param.*/, '')}` }),
    ).toContain('evaluation-failed');
  });

  it('is open where a module is not on this machine', async () => {
    const project = await load({
      'main.bicep':
        "module s 'br/public:avm/res/search/search-service:0.1.0' = { name: 'm', params: { name: 's' } }",
    });
    expect(project.deployments[0]?.gaps.map(gap => gap.reason)).toEqual([
      'module `br/public:avm/res/search/search-service:0.1.0` is not on this machine (restore it with `bicep restore`)',
    ]);
  });

  it('says each thing that is wrong once, and which files were not analysed', async () => {
    const broken = `${ACCOUNT}resource {\n`;
    const project = await load({
      'a.bicep': "module m 'broken.bicep' = { name: 'm' }",
      'b.bicep': "module m 'broken.bicep' = { name: 'm' }",
      'broken.bicep': broken,
      'binary.bicep': new Uint8Array([0, 1]),
    });
    const places = project.diagnostics.map(
      each => `${each.code} ${each.span?.source.path ?? each.path} ${each.span?.start}`,
    );
    expect(new Set(places).size).toBe(places.length);
    expect(project.files.notAnalysed).toEqual(['binary.bicep', 'broken.bicep']);
  });

  it('survives modules that call each other', async () => {
    const project = await load({
      'a.bicep': `${ACCOUNT}module m 'b.bicep' = { name: 'm' }`,
      'b.bicep': "module m 'a.bicep' = { name: 'm' }",
    });
    expect(project.deployments.map(each => each.root)).toEqual(['a.bicep']);
    expect(project.diagnostics.map(each => each.code)).toContain('module-cycle');
  });
});
