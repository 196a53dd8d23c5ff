// Terraform in the project room: which folders are deployed, with which variables, and what they may read.

import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src/model/resource.ts';
import type { Value } from '../../../src/model/value.ts';
import { loadProject } from '../../../src/project/load-project.ts';
import { type MemoryFiles, memoryDisk } from '../../../src/project/memory-disk.ts';
import type { ProjectOptions } from '../../../src/project/plan-project.ts';

const ACCOUNT = 'resource "azurerm_cognitive_account" "ai" { name = "ai" }\n';
const STORAGE = 'resource "azurerm_storage_account" "st" { name = "st" }\n';
const named = (variable: string) =>
  `variable "${variable}" { default = "default" }\nresource "azurerm_cognitive_account" "ai" { name = var.${variable} }\n`;
const call = (source: string, name = 'm') => `module "${name}" { source = "${source}" }\n`;

async function load(files: MemoryFiles, options: Partial<ProjectOptions> = {}) {
  const project = await loadProject({
    paths: ['.'],
    isMapped: type => /^(azurerm_cognitive|microsoft\.cognitiveservices|azure\/openai)/.test(type),
    disk: memoryDisk({ '.git/HEAD': '', ...files }),
    ...options,
  });
  return {
    ...project,
    /** `root < inputs: names of its accounts`. */
    seen: project.deployments.map(
      each => `${[each.root, ...each.inputs].join(' < ')}: ${accounts(each).join(', ')}`,
    ),
    codes: project.diagnostics.map(({ code, path, span }) => `${code} ${path ?? span?.source.path}`),
  };
}

function accounts({ resources }: Deployment): string[] {
  return resources.filter(each => /cognitive|azapi/.test(each.type)).map(each => textOf(each.name));
}

function textOf(value: Value): string {
  return value.kind === 'scalar' ? String(value.value) : value.kind === 'unknown' ? value.reason : value.kind;
}

describe('variable files that could not be read wholly', () => {
  const broken = 'other = "x"\n"b"\n';

  it('may give another value than the files before them', async () => {
    const { seen } = await load({
      'main.tf': named('name'),
      'a.auto.tfvars': 'name = "a"\n',
      'b.auto.tfvars': broken,
    });
    expect(seen).toEqual(['. < a.auto.tfvars < b.auto.tfvars: a part of `b.auto.tfvars` could not be read']);
  });

  it('do not change what later files give', async () => {
    const { seen } = await load({
      'main.tf': named('name'),
      'a.auto.tfvars': broken,
      'b.auto.tfvars': 'name = "b"\n',
    });
    expect(seen).toEqual(['. < a.auto.tfvars < b.auto.tfvars: b']);
  });
});

describe('roots', () => {
  it('are folders that nobody calls', async () => {
    const { seen, codes } = await load({
      'infra/main.tf': call('./modules/ai'),
      'infra/modules/ai/main.tf': ACCOUNT,
      'other/main.tf.json': '{"resource": {"azurerm_cognitive_account": {"ai": {"name": "json"}}}}',
    });
    expect(seen).toEqual(['infra: ai', 'other: json']);
    expect(codes).toEqual([]);
  });

  it('are also modules whose callers are examples and tests, and these', async () => {
    const { seen } = await load({
      'main.tf': named('name'),
      'examples/default/main.tf': call('../..'),
      'tests/all/main.tf': call('../../'),
    });
    expect(seen).toEqual(['.: default', 'examples/default: default', 'tests/all: default']);
  });

  it('are not evaluated where nothing in their closure is of a type that rules know', async () => {
    const { seen, workspace, files } = await load({
      'a/main.tf': `${STORAGE}${call('../shared')}`,
      'shared/main.tf': STORAGE,
      'b/main.tf': call('../ai'),
      'ai/main.tf':
        'locals {\n  type = "Microsoft.CognitiveServices/accounts@2024-10-01"\n}\n' +
        'resource "azapi_resource" "ai" {\n  type = local.type\n  name = "azapi"\n}\n',
    });
    expect(seen).toEqual(['b: azapi']);
    expect(workspace.root).toBe('/');
    expect(files.read).toBe(4);
  });

  it('need no folder of their own for what they only declare', async () => {
    expect((await load({ 'shared/variables.tf': 'variable "cognitive" {}\n' })).seen).toEqual([]);
  });

  it('of named folders are those that call what is named', async () => {
    const files = {
      'infra/main.tf': call('../modules/ai'),
      'modules/ai/main.tf': ACCOUNT,
      'unrelated/main.tf': ACCOUNT,
    };
    expect((await load(files, { paths: ['modules'] })).seen).toEqual(['infra: ai']);
    expect((await load(files, { paths: ['infra'] })).seen).toEqual(['infra: ai']);
  });
});

describe('files of a folder', () => {
  it('are those that Terraform reads', async () => {
    const { seen, files } = await load({
      'main.tf': ACCOUNT,
      'main_override.tf': 'resource "azurerm_cognitive_account" "ai" { name = "overridden" }\n',
      '.hidden.tf': 'resource "azurerm_cognitive_account" "hidden" { name = "hidden" }\n',
      'main.tftest.hcl': 'run "x" {}\n',
      '.terraform.lock.hcl': 'provider "x" {}\n',
      '.terraform/modules/x/main.tf': 'resource "azurerm_cognitive_account" "cached" { name = "cached" }\n',
    });
    expect(seen).toEqual(['.: overridden']);
    expect(files.read).toBe(2);
  });

  it('that cannot be parsed are reported', async () => {
    const { codes, files } = await load({ 'main.tf': `${ACCOUNT}resource "azurerm_cognitive_account" {\n` });
    expect(codes.length).toBeGreaterThan(0);
    expect(files.notAnalysed).toEqual(['main.tf']);
  });
});

describe('variable files', () => {
  const main = `${named('name')}variable "other" { default = 1 }\n`;

  it('that Terraform reads by itself apply together, later ones over earlier ones', async () => {
    const { seen } = await load({
      'main.tf': main,
      'terraform.tfvars': 'name = "first"\nother = 2\n',
      'b.auto.tfvars': 'name = "third"\n',
      'a.auto.tfvars.json': '{"name": "second"}',
    });
    expect(seen).toEqual(['. < terraform.tfvars < a.auto.tfvars.json < b.auto.tfvars: third']);
  });

  it('of other names are one deployment each, on top of those', async () => {
    const { seen } = await load({
      'main.tf': main,
      'terraform.tfvars': 'name = "base"\n',
      'dev.tfvars': 'name = "dev"\n',
      'env/prod.tfvars': 'name = "prod"\n',
    });
    expect(seen).toEqual([
      '. < terraform.tfvars < dev.tfvars: dev',
      '. < terraform.tfvars < env/prod.tfvars: prod',
    ]);
  });

  it('elsewhere are for the only root that declares their variables, else for none', async () => {
    const files = { 'infra/main.tf': main, 'app/main.tf': named('app'), 'config/x.tfvars': 'app = "x"\n' };
    expect((await load(files)).seen).toEqual(['app < config/x.tfvars: x', 'infra: default']);
    const { seen, codes } = await load({ ...files, 'more/main.tf': named('app') });
    expect(seen).toEqual(['app: default', 'infra: default', 'more: default']);
    expect(codes).toEqual(['unbound-parameter-file config/x.tfvars']);
  });

  it('elsewhere are for no root where a module that others call declares their variables as well', async () => {
    const { seen, codes } = await load({
      'infra/main.tf': `${named('app')}module "m" {\n  source = "../modules/m"\n  app = "m"\n}\n`,
      'modules/m/main.tf': named('app'),
      'tests/x.tfvars': 'app = "x"\n',
    });
    expect(seen).toEqual(['infra: default, m']);
    expect(codes).toEqual(['unbound-parameter-file tests/x.tfvars']);
  });

  it('make a root of the module that they lie beside', async () => {
    const { seen } = await load({
      'main.tf': call('./ai'),
      'ai/main.tf': main,
      'ai/terraform.tfvars': 'name = "alone"\n',
    });
    expect(seen).toEqual(['.: default', 'ai < ai/terraform.tfvars: alone']);
  });

  it('that are given for a run replace the chosen ones', async () => {
    const { seen, codes } = await load(
      { 'main.tf': main, 'dev.tfvars': 'name = "dev"\n', 'given/test.tfvars': 'name = "test"\n' },
      { parameterFiles: ['given/test.tfvars'] },
    );
    expect(seen).toEqual(['. < given/test.tfvars: test']);
    expect(codes).toEqual([]);
  });

  it('that are given and fit nothing are an error', async () => {
    const { diagnostics } = await load(
      { 'main.tf': main, 'x.tfvars': '' },
      { parameterFiles: ['/y/none.tfvars'] },
    );
    expect(diagnostics.map(each => each.severity)).toContain('error');
  });

  it('with variables that nobody declares are warned of', async () => {
    const { codes } = await load({ 'main.tf': main, 'dev.tfvars': 'name = "dev"\nnmae = "x"\n' });
    expect(codes).toEqual(['undeclared-variable dev.tfvars']);
  });
});

describe('modules', () => {
  const registry = (source: string) => `module "ai" {\n  source  = "${source}"\n  version = "0.1.5"\n}\n`;
  const list = (...entries: object[]) => JSON.stringify({ Modules: [{ Key: '', Dir: '.' }, ...entries] });

  it('that were restored are read, with those that they call, and belong to nobody', async () => {
    const { seen, files, codes, deployments } = await load({
      'main.tf': registry('Azure/openai/azurerm'),
      '.terraform/modules/modules.json': list(
        { Key: 'ai', Source: 'registry.terraform.io/Azure/openai/azurerm', Dir: '.terraform/modules/ai' },
        { Key: 'ai.inner', Source: './inner', Dir: '.terraform/modules/ai/inner' },
      ),
      '.terraform/modules/ai/main.tf': call('./inner', 'inner'),
      '.terraform/modules/ai/inner/main.tf': `${ACCOUNT}locals { x = nothing }\n`,
    });
    expect(seen).toEqual(['.: ai']);
    expect(files.read).toBe(1);
    expect(codes).toEqual([]);
    expect(deployments[0]?.resources[0]?.header.source.external).toBe(true);
  });

  it.each([
    'Azure/openai/azurerm',
    'registry.terraform.io/Azure/openai/azurerm',
    'git::https://github.com/Azure/terraform-azurerm-openai.git?ref=v0.1.5',
    'github.com/Azure/terraform-azurerm-openai',
  ])('%s that is not on this machine is known by its name', async source => {
    const { deployments } = await load({ 'main.tf': registry(source) });
    expect(deployments[0]?.resources.map(each => each.type)).toEqual(['Azure/openai/azurerm']);
    expect(deployments[0]?.gaps[0]?.reason).toContain('is not on this machine');
  });

  it('that are restored outside of the workspace are not read', async () => {
    const { deployments } = await load(
      {
        'repo/.git/HEAD': '',
        'repo/main.tf': registry('Azure/openai/azurerm'),
        'repo/.terraform/modules/modules.json': list({ Key: 'ai', Dir: '../secret/.terraform/ai' }),
        'secret/.terraform/ai/main.tf': ACCOUNT,
      },
      { paths: ['repo'] },
    );
    expect(deployments[0]?.resources.map(each => each.module !== null)).toEqual([true]);
  });

  it.each([
    ['./gone', 'does not exist'],
    ['./empty', 'has no configuration'],
    ['../../outside', 'outside of the workspace'],
  ])('%s is a mistake', async (source, reason) => {
    const files = {
      'repo/.git/HEAD': '',
      'repo/main.tf': `${ACCOUNT}${call(source)}`,
      'repo/empty/README': '',
      'outside/main.tf': ACCOUNT,
    };
    const { diagnostics, seen } = await load(files, { paths: ['repo'] });
    expect(diagnostics.map(({ code, span }) => [code, span?.source.path])).toEqual([
      ['missing-module', 'main.tf'],
    ]);
    expect(diagnostics[0]?.message).toContain(reason);
    expect(seen).toEqual(['.: ai']);
  });

  it('that call each other are one root', async () => {
    const { seen, codes } = await load({
      'a/main.tf': `${ACCOUNT}${call('../b')}`,
      'b/main.tf': call('../a'),
    });
    expect(seen).toEqual(['a: ai']);
    expect(codes).toEqual(['module-cycle b/main.tf']);
  });
});

describe('files that functions read', () => {
  const file = (expression: string) => `resource "azurerm_cognitive_account" "ai" { name = ${expression} }\n`;

  it('are found relative to the root, in the workspace', async () => {
    const files = {
      'infra/main.tf': call('./ai'),
      'infra/ai/main.tf': file('trimspace(file("${path.module}/name.txt"))'),
      'infra/ai/name.txt': 'from a file\n',
    };
    expect((await load(files)).seen).toEqual(['infra: from a file']);
  });

  it.each(['../../etc/passwd', '/etc/passwd', '~/.ssh/id_rsa'])('are not %s', async path => {
    const { seen } = await load(
      { 'repo/.git/HEAD': '', 'repo/main.tf': file(`file("${path}")`), 'etc/passwd': 'secret' },
      { paths: ['repo'] },
    );
    expect(seen).toEqual([expect.stringContaining('outside of the workspace')]);
  });

  it('are listed', async () => {
    const { seen } = await load({
      'main.tf': file('join(",", fileset(path.module, "x/*.txt"))'),
      'x/b.txt': '',
      'x/a.txt': '',
      'x/deep/c.txt': '',
    });
    expect(seen).toEqual(['.: x/a.txt,x/b.txt']);
  });
});

it('the selected workspace is what Terraform left', async () => {
  const main = 'resource "azurerm_cognitive_account" "ai" { name = terraform.workspace }\n';
  expect((await load({ 'main.tf': main })).seen).toEqual(['.: the selected workspace is not known']);
  expect((await load({ 'main.tf': main, '.terraform/environment': 'prod' })).seen).toEqual(['.: prod']);
});
