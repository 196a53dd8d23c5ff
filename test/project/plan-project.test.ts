import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/model/source.ts';
import { type MemoryFiles, memoryDisk } from '../../src/project/memory-disk.ts';
import { type ProjectOptions, planProject } from '../../src/project/plan-project.ts';

const ACCOUNT = "resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' = { name: 'ai' }\n";
const STORAGE = "resource st 'Microsoft.Storage/storageAccounts@2023-05-01' = { name: 'st' }\n";
const call = (path: string, name = 'm') => `module ${name} '${path}' = { name: '${name}' }\n`;

const SCHEMAS = 'https://schema.management.azure.com/schemas/2019-04-01';
const armTemplate = (rest: object) =>
  JSON.stringify({ $schema: `${SCHEMAS}/deploymentTemplate.json#`, ...rest });
const ARM_ACCOUNT = armTemplate({
  parameters: { sku: { type: 'string' } },
  resources: [{ type: 'Microsoft.CognitiveServices/accounts', apiVersion: '2024-10-01', name: 'ai' }],
});
const armParameters = (...names: string[]) =>
  JSON.stringify({
    $schema: `${SCHEMAS}/deploymentParameters.json#`,
    parameters: Object.fromEntries(names.map(name => [name, { value: 1 }])),
  });
const compiled = (name = 'bicep') => armTemplate({ metadata: { _generator: { name } }, resources: [] });

async function plan(
  files: MemoryFiles,
  options: Partial<ProjectOptions> = {},
  environment: Record<string, string> = {},
) {
  const planned = await planProject({
    paths: ['.'],
    isMapped: type => /cognitiveservices|search-service/.test(type),
    disk: memoryDisk({ '.git/HEAD': '', ...files }, environment),
    ...options,
  });
  return {
    ...planned,
    deployments: planned.deployments.map(({ root, inputs }) =>
      inputs ? `${root.path} < ${inputs.path}` : root.path,
    ),
    codes: planned.diagnostics.map(({ code, path, span }) => `${code} ${path ?? span?.source.path}`),
  };
}

describe('what is deployed', () => {
  it('is the caller of a module that it calls in other letters, also where only the module is named', async () => {
    const files = {
      'main.bicep': call('Modules/AI.bicep'),
      'modules/ai.bicep': ACCOUNT,
      'other.bicep': STORAGE,
    };
    expect(await plan(files)).toMatchObject({ deployments: ['main.bicep'], codes: [] });
    expect(await plan(files, { paths: ['modules/ai.bicep'] })).toMatchObject({
      deployments: ['main.bicep'],
      codes: [],
    });
  });

  it('is every root with resources that rules know, by itself or through modules', async () => {
    const planned = await plan({
      'main.bicep': call('modules/ai.bicep'),
      'modules/ai.bicep': ACCOUNT,
      'storage.bicep': STORAGE,
      'types.bicep': '@export()\ntype x = string\n',
      'arm/ai.json': ARM_ACCOUNT,
    });
    expect(planned.deployments).toEqual(['arm/ai.json', 'main.bicep']);
    expect(planned.roots).toEqual(['arm/ai.json', 'main.bicep', 'storage.bicep']);
    expect(planned.filesRead).toBe(5);
    expect(planned.codes).toEqual([]);
  });

  it('counts the types of nested resources in full', async () => {
    const nested = `resource ai 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
      name: 'ai'
      resource gpt 'deployments' = { name: 'gpt' }
    }`;
    const types: string[] = [];
    await plan({ 'main.bicep': nested }, { isMapped: type => types.push(type) < 0 });
    expect(types).toEqual([
      'microsoft.cognitiveservices/accounts',
      'microsoft.cognitiveservices/accounts/deployments',
    ]);
  });

  it('counts a module that is not on this machine when rules know its reference', async () => {
    const planned = await plan({
      'known.bicep': call('br:mcr.microsoft.com/bicep/avm/res/search/search-service:0.1.0'),
      'other.bicep': call('br/public:avm/res/storage/storage-account:0.1.0'),
    });
    expect(planned.deployments).toEqual(['known.bicep']);
  });

  it('looks into modules in Bicep’s cache', async () => {
    const cached = { '/c/br/mcr.microsoft.com/bicep$x$y/1.0$/main.json': ARM_ACCOUNT };
    const planned = await plan(
      { 'main.bicep': call('br/public:x/y:1.0'), ...cached },
      { paths: ['main.bicep'] },
      { BICEP_CACHE_DIR: '/c' },
    );
    expect(planned.deployments).toEqual(['main.bicep']);
    expect(planned.filesRead).toBe(1);
  });

  it('is the template where ARM JSON links to another', async () => {
    const linked = armTemplate({
      resources: [
        {
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2022-09-01',
          name: 'ai',
          properties: { mode: 'Incremental', templateLink: { relativePath: 'nested/ai.json' } },
        },
      ],
    });
    expect((await plan({ 'azuredeploy.json': linked, 'nested/ai.json': ARM_ACCOUNT })).deployments).toEqual([
      'azuredeploy.json',
    ]);
    expect(
      (await plan({ 'azuredeploy.json': linked, 'nested/ai.json': ARM_ACCOUNT }, { paths: ['nested'] }))
        .deployments,
    ).toEqual(['azuredeploy.json']);
  });

  it('is nothing, and nothing is read, where there is no infrastructure code', async () => {
    const planned = await plan({ 'a.json': '{"name": "x"}', 'b/c.json': '[]', 'readme.md': '' });
    expect(planned).toMatchObject({ deployments: [], filesRead: 0, codes: [] });
  });
});

describe('ARM JSON that Bicep was compiled into', () => {
  it('is not read where its Bicep file is beside it', async () => {
    const planned = await plan({
      'main.bicep': ACCOUNT,
      'main.json': compiled(),
      'a/main.bicep': ACCOUNT,
      'a/azuredeploy.json': compiled(),
    });
    expect(planned.deployments).toEqual(['a/main.bicep', 'main.bicep']);
    expect(planned.compiled).toBe(2);
    expect(planned.filesRead).toBe(2);
  });

  it('is left out where it is a parameter file, too', async () => {
    const files = {
      'main.bicep': ACCOUNT,
      'dev.bicepparam': "using 'main.bicep'\n",
      'dev.json': armParameters(),
    };
    expect((await plan(files)).deployments).toEqual(['main.bicep < dev.bicepparam']);
    expect((await plan(files, { paths: ['dev.json'] })).deployments).toEqual(['main.bicep < dev.bicepparam']);
  });

  it('is a root of its own where the Bicep file is not there', async () => {
    const json = ARM_ACCOUNT.replace(
      '"parameters"',
      '"metadata":{"_generator":{"name":"bicep"}},"parameters"',
    );
    expect((await plan({ 'ai.json': json, 'main.bicep': ACCOUNT })).deployments).toEqual([
      'ai.json',
      'main.bicep',
    ]);
  });

  it('is taken for the Bicep file when it is named', async () => {
    const planned = await plan({ 'main.bicep': ACCOUNT, 'main.json': compiled() }, { paths: ['main.json'] });
    expect(planned.deployments).toEqual(['main.bicep']);
    expect(planned.scope.contains('main.bicep')).toBe(true);
  });
});

describe('parameter files', () => {
  const MAIN = `param sku string\nparam env string\n${ACCOUNT}`;

  it('are one deployment each', async () => {
    const planned = await plan({
      'main.bicep': MAIN,
      'main.dev.bicepparam': "using './main.bicep'\nparam env = 'dev'\n",
      'main.prod.bicepparam': "using './main.bicep'\nparam env = 'prod'\n",
      'main.parameters.test.json': armParameters('env'),
    });
    expect(planned.deployments).toEqual([
      'main.bicep < main.dev.bicepparam',
      'main.bicep < main.parameters.test.json',
      'main.bicep < main.prod.bicepparam',
    ]);
    expect(planned.filesRead).toBe(4);
  });

  it('of Bicep name their template, wherever they are', async () => {
    const planned = await plan({
      'infra/main.bicep': MAIN,
      'env/dev.bicepparam': "using '../infra/main.bicep'\n",
    });
    expect(planned.deployments).toEqual(['infra/main.bicep < env/dev.bicepparam']);
  });

  it('that others extend are no deployment when they use none', async () => {
    const planned = await plan({
      'main.bicep': MAIN,
      'base.bicepparam': "using none\nparam sku = 'S0'\n",
      'dev.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\n",
    });
    expect(planned.deployments).toEqual(['main.bicep < dev.bicepparam']);
    expect(planned.codes).toEqual([]);
  });

  it('make a root of a module that others call, too', async () => {
    const files = {
      'main.bicep': call('ai.bicep'),
      'ai.bicep': ACCOUNT,
      'ai.bicepparam': "using 'ai.bicep'\n",
    };
    expect((await plan(files)).deployments).toEqual(['ai.bicep < ai.bicepparam', 'main.bicep']);
  });

  it('of azd are bound like any other', async () => {
    const azd = JSON.stringify({ parameters: { env: { value: '${AZURE_ENV_NAME=dev}' } } });
    expect((await plan({ 'infra/main.bicep': MAIN, 'infra/main.parameters.json': azd })).deployments).toEqual(
      ['infra/main.bicep < infra/main.parameters.json'],
    );
  });

  it('are bound to ARM JSON, and to Bicep by the name of what it is compiled into', async () => {
    expect(
      (await plan({ 'template.json': ARM_ACCOUNT, 'parameters.json': armParameters('sku') })).deployments,
    ).toEqual(['template.json < parameters.json']);
    const quickstart = {
      'main.bicep': MAIN,
      'azuredeploy.json': compiled(),
      'azuredeploy.parameters.json': armParameters('env'),
    };
    expect((await plan(quickstart)).deployments).toEqual(['main.bicep < azuredeploy.parameters.json']);
  });

  it('without a template are named, not dropped', async () => {
    const planned = await plan({
      'main.bicep': MAIN,
      'policy.json': armParameters('effect'),
      'x.bicepparam': "using 'gone.bicep'\n",
    });
    expect(planned.deployments).toEqual(['main.bicep']);
    expect(planned.codes.sort()).toEqual([
      'unbound-parameter-file policy.json',
      'unresolved-template x.bicepparam',
    ]);
  });

  it('given for a run replace those of their template', async () => {
    const files = {
      'main.bicep': MAIN,
      'main.parameters.json': armParameters('env'),
      'other.bicep': ACCOUNT,
      'other.parameters.json': armParameters(),
      'elsewhere/prod.json': armParameters('sku', 'env'),
      'elsewhere/prod.bicepparam': "using '../main.bicep'\n",
    };
    expect(
      (await plan(files, { parameterFiles: ['elsewhere/prod.json', 'elsewhere/prod.bicepparam'] }))
        .deployments,
    ).toEqual([
      'main.bicep < elsewhere/prod.json',
      'main.bicep < elsewhere/prod.bicepparam',
      'other.bicep < other.parameters.json',
    ]);
  });

  it('given for a run may be for a module', async () => {
    const files = {
      'main.bicep': call('ai.bicep'),
      'ai.bicep': ACCOUNT,
      'x/y.bicepparam': "using '../ai.bicep'\n",
    };
    const options = { paths: ['ai.bicep'], parameterFiles: ['x/y.bicepparam'] };
    expect((await plan(files, options)).deployments).toEqual(['ai.bicep < x/y.bicepparam', 'main.bicep']);
  });

  it('that do not say for which template are named, not dropped', async () => {
    const files = {
      'main.bicep': MAIN,
      'x.bicepparam': "param env = 'dev'\n",
      'base.bicepparam': 'using none\n',
    };
    expect((await plan(files)).codes).toEqual(['unbound-parameter-file x.bicepparam']);
    expect((await plan(files, { parameterFiles: ['base.bicepparam'] })).codes).toContain(
      'unbound-parameter-file base.bicepparam',
    );
  });

  it('of a restored module are a deployment of it, reported on them', async () => {
    const cached = { '/c/br/mcr.microsoft.com/bicep$x$y/1.0$/main.json': ARM_ACCOUNT };
    const files = { 'repo/.git/HEAD': '', 'repo/x.bicepparam': "using 'br/public:x/y:1.0'\n", ...cached };
    const planned = await plan(files, { paths: ['repo/x.bicepparam'] }, { BICEP_CACHE_DIR: '/c' });
    expect(planned.deployments).toEqual(['/c/br/mcr.microsoft.com/bicep$x$y/1.0$/main.json < x.bicepparam']);
    expect((await plan(files, { paths: ['repo'] })).codes).toEqual(['unresolved-template x.bicepparam']);
  });

  it('given for a run but for another template are errors', async () => {
    const files = {
      'a/main.bicep': MAIN,
      'b/main.bicep': ACCOUNT,
      'b/main.bicepparam': "using 'main.bicep'\n",
      'x.json': armParameters('colour'),
    };
    const planned = await plan(files, {
      paths: ['a'],
      parameterFiles: ['b/main.bicepparam', 'x.json', 'gone.json'],
    });
    expect(planned.deployments).toEqual(['a/main.bicep']);
    expect(planned.codes.sort()).toEqual([
      'unbound-parameter-file b/main.bicepparam',
      'unbound-parameter-file x.json',
      'unreadable-file gone.json',
    ]);
  });
});

describe('named paths', () => {
  const FILES = {
    'infra/main.bicep': call('modules/ai.bicep'),
    'infra/main.dev.bicepparam': "using 'main.bicep'\n",
    'infra/modules/ai.bicep': `var x = loadJsonContent('../data/acl.json')\n${ACCOUNT}`,
    'infra/data/acl.json': '{ "rules": [] }',
    'other/main.bicep': ACCOUNT,
    'other/types.bicep': 'not bicep at all {',
  };

  it('bring in every root that uses them, and no other', async () => {
    const DEPLOYED = ['infra/main.bicep < infra/main.dev.bicepparam'];
    for (const path of Object.keys(FILES).filter(each => each.startsWith('infra/'))) {
      const planned = await plan(FILES, { paths: [path] });
      expect(planned.deployments, path).toEqual(DEPLOYED);
      expect(planned.codes, path).toEqual([]);
    }
  });

  it('bring in the template of a JSON parameter file', async () => {
    const files = { ...FILES, 'infra/parameters/main.prod.json': armParameters() };
    expect((await plan(files, { paths: ['infra/parameters'] })).deployments).toEqual([
      'infra/main.bicep < infra/main.dev.bicepparam',
      'infra/main.bicep < infra/parameters/main.prod.json',
    ]);
  });

  it('are what is reported: places in them, and deployments whose root is', async () => {
    const { scope } = await plan(FILES, { paths: ['infra/main.bicep', 'other'] });
    const [named, module] = ['infra/main.bicep', 'infra/modules/ai.bicep'].map(path => ({
      source: { path, text: '', external: false },
      start: 0,
      end: 0,
    }));
    const deployment = {
      root: 'infra/main.bicep',
      language: 'bicep',
      inputs: [],
      resources: [],
      gaps: [],
      diagnostics: [],
    } as const;
    const finding = { location: module!, related: [], failing: [] };
    expect(scope.includesFinding(finding)).toBe(false);
    expect(scope.includesFinding({ ...finding, location: named! })).toBe(true);
    expect(scope.includesFinding({ ...finding, related: [{ span: named!, message: '' }] })).toBe(true);
    expect(scope.includesFinding({ ...finding, failing: [deployment] })).toBe(true);
    expect(scope.contains('other/types.bicep')).toBe(true);
  });

  it('bring along what is wrong with the modules of a named root, but not with others', async () => {
    const files = {
      'a.bicep': call('broken.bicep'),
      'broken.bicep': `${ACCOUNT}resource {`,
      'b.bicep': 'resource [',
    };
    const broken = async (path: string) =>
      (await plan(files, { paths: [path] })).codes.map(code => code.replace(/^\S+ /, ''));
    expect(new Set(await broken('a.bicep'))).toEqual(new Set(['broken.bicep']));
    expect(new Set(await broken('b.bicep'))).toEqual(new Set(['b.bicep']));
    expect(new Set(await broken('.'))).toEqual(new Set(['broken.bicep', 'b.bicep']));
  });

  it('that cannot be read are said to be so', async () => {
    const files = { 'binary.bicep': new Uint8Array([0, 1, 2]), 'main.bicep': ACCOUNT };
    expect((await plan(files)).codes).toEqual(['unreadable-file binary.bicep']);
    expect((await plan(files)).deployments).toEqual(['main.bicep']);
    expect((await plan(files, { paths: ['gone.bicep'] })).codes).toEqual(['path-not-found gone.bicep']);
  });

  it('of which nobody may read the first bytes are said to be so', async () => {
    const disk = memoryDisk({ '.git/HEAD': '', 'x.json': '' });
    const denied = { problem: 'denied', detail: 'permission was denied' } as const;
    expect((await plan({}, { disk: { ...disk, readStart: () => denied } })).codes).toEqual([
      'unreadable-file x.json',
    ]);
  });
});

describe('modules that are not there', () => {
  it('are mistakes in the file that calls them, unless they only have to be restored', async () => {
    const main = [
      call('./gone.bicep', 'a'),
      call('../outside.bicep', 'b'),
      call('br/nobody:x:1', 'c'),
      call('br/public:avm/res/storage/storage-account:0.1.0', 'd'),
    ].join('');
    const planned = await plan(
      { 'repo/.git/HEAD': '', 'repo/main.bicep': main, 'outside.bicep': STORAGE },
      { paths: ['repo'] },
    );
    const missing = planned.diagnostics.filter(each => each.code === 'missing-module');
    expect(missing.map(each => [each.severity, textOf(each.span!)])).toEqual([
      ['error', "'./gone.bicep'"],
      ['error', "'../outside.bicep'"],
      ['error', "'br/nobody:x:1'"],
    ]);
    expect(planned.codes).toHaveLength(3);
  });

  it('are mistakes in ARM JSON, too', async () => {
    const resource = {
      type: 'Microsoft.Resources/deployments',
      apiVersion: '2022-09-01',
      name: 'x',
      properties: { mode: 'Incremental', templateLink: { relativePath: 'gone.json' } },
    };
    expect((await plan({ 'azuredeploy.json': armTemplate({ resources: [resource] }) })).codes).toEqual([
      'missing-module azuredeploy.json',
    ]);
  });
});

it('binds thousands of parameter files in a moment', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [`main.e${index}.parameters.json`, armParameters('a')]),
  );
  const { deployments } = await planProject({
    paths: ['.'],
    isMapped: () => true,
    disk: memoryDisk({ 'main.bicep': `param a int\n${ACCOUNT}`, ...files }),
  });
  expect(deployments).toHaveLength(3000);
});
