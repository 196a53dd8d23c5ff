// Plan files beside their configuration, and elsewhere.

import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../../src/model/source.ts';
import type { Value } from '../../../src/model/value.ts';
import { loadProject } from '../../../src/project/load-project.ts';
import { type MemoryFiles, memoryDisk } from '../../../src/project/memory-disk.ts';
import type { ProjectOptions } from '../../../src/project/plan-project.ts';

const MAIN = `variable "open" { default = false }
variable "key" { sensitive = true }
resource "x_account" "ai" {
  name = "ai"
  open = var.open
}
resource "x_link" "l" {
  for_each = { a = "1" }
  target   = x_account.ai.id
  key      = var.key
}
module "far" {
  source = "registry/far/x"
}
`;

function planText(open: boolean, more: object = {}): string {
  const planned = (address: string, type: string, name: string, after: object, after_unknown: object) => ({
    address,
    ...(address.startsWith('module.') ? { module_address: address.replace(/\.x_.*/, '') } : {}),
    mode: 'managed',
    type,
    name,
    change: { actions: ['create'], after, after_unknown, after_sensitive: { key: true } },
  });
  return JSON.stringify({
    format_version: '1.2',
    variables: { open: { value: open }, key: { value: 'hunter2' } },
    planned_values: {},
    resource_changes: [
      planned('x_account.ai', 'x_account', 'ai', { name: 'ai', open, sku: 'S0' }, { id: true, tier: true }),
      planned('x_link.l["a"]', 'x_link', 'l', { key: 'hunter2' }, { target: true }),
      planned('module.far[0].x_account.in', 'x_account', 'in', { open: true }, { id: true }),
    ],
    configuration: {
      root_module: {
        resources: [
          { mode: 'managed', type: 'x_account', name: 'ai' },
          { mode: 'managed', type: 'x_link', name: 'l' },
        ],
        module_calls: { far: {} },
      },
    },
    ...more,
  });
}

async function load(files: MemoryFiles, options: Partial<ProjectOptions>) {
  const project = await loadProject({
    paths: ['.'],
    isMapped: type => type.startsWith('x_'),
    disk: memoryDisk({ '.git/HEAD': '', ...files }),
    ...options,
  });
  return {
    ...project,
    seen: project.deployments.map(({ root, inputs }) => [root, ...inputs].join(' < ')),
    codes: project.diagnostics.map(each => each.code),
  };
}

function placeOf(value: Value | undefined): string {
  const span = value?.origin[0]?.span;
  return span ? `${span.source.path}:${rangeOf(span).line}` : 'nowhere';
}

describe('a plan file', () => {
  const files = { 'infra/main.tf': MAIN, 'infra/plan.json': planText(true) };

  it('is a deployment of the configuration around it, with values from the plan at the places where they are written', async () => {
    const {
      seen,
      codes,
      deployments,
      files: counts,
      scope,
    } = await load(files, { paths: ['infra/plan.json'] });
    expect(seen).toEqual(['infra < infra/plan.json']);
    expect(codes).toEqual([]);
    expect(counts.read).toBe(2);
    const [account, link, far] = deployments[0]!.resources;
    const members = account!.properties.kind === 'object' ? account!.properties.members : undefined;
    expect([...(members?.keys() ?? [])]).toEqual(['name', 'open', 'sku']);
    expect(members?.get('open')).toMatchObject({ kind: 'scalar', value: true });
    expect(placeOf(members?.get('name'))).toBe('infra/main.tf:4');
    expect(placeOf(members?.get('open'))).toBe('infra/plan.json:1');
    expect(placeOf(members?.get('sku'))).toBe('infra/plan.json:1');
    expect(rangeOf(account!.header).line).toBe(3);
    expect(link!.properties).toMatchObject({ kind: 'object' });
    const linked = link!.properties.kind === 'object' ? link!.properties.members : undefined;
    expect(linked?.get('target')).toMatchObject({ reason: '`x_account.ai.id` is only known after apply' });
    expect(linked?.get('key')).toMatchObject({ kind: 'unknown', reason: 'variable `key` is sensitive' });
    expect(far).toMatchObject({ address: 'module.far[0].x_account.in', callPath: [{ name: 'module.far' }] });
    expect(rangeOf(far!.header).line).toBe(12);
    const said = { location: account!.header, related: [], failing: [deployments[0]!] };
    expect(scope.includesFinding(said)).toBe(true);
  });

  it('gives the place in the variable file whose value it has', async () => {
    const given = { ...files, 'infra/a.tfvars': 'open = false\n', 'infra/b.tfvars': '\nopen = true\n' };
    const { deployments } = await load(given, { paths: ['infra/plan.json'] });
    const { properties } = deployments[0]!.resources[0]!;
    expect(placeOf(properties.kind === 'object' ? properties.members.get('open') : undefined)).toBe(
      'infra/b.tfvars:2',
    );
  });

  it('stands for its root: that is not judged with other inputs as well', async () => {
    const { seen } = await load(files, { paths: ['infra'], parameterFiles: ['infra/plan.json'] });
    expect(seen).toEqual(['infra < infra/plan.json']);
    expect((await load(files, { paths: ['infra', 'infra/plan.json'] })).seen).toEqual([
      'infra < infra/plan.json',
    ]);
  });

  it('is not read where it only lies about', async () => {
    expect((await load(files, { paths: ['.'] })).seen).toEqual(['infra']);
  });

  it('finds its configuration elsewhere in the workspace, where only one fits', async () => {
    const apart = { 'infra/main.tf': MAIN, 'out/tf.json': planText(false), 'other/main.tf': '' };
    expect((await load(apart, { paths: ['out/tf.json'] })).seen).toEqual(['infra < out/tf.json']);
    const twice = { ...apart, 'copy/main.tf': MAIN };
    expect((await load(twice, { paths: ['out/tf.json'] })).seen).toEqual(['out/tf.json']);
  });

  it('is judged by itself where its configuration is not there', async () => {
    const { seen, deployments } = await load({ 'p.json': planText(true) }, { paths: ['p.json'] });
    expect(seen).toEqual(['p.json']);
    expect(deployments[0]!.resources[0]!.header.source.path).toBe('p.json');
  });

  it('says what is wrong with it, named or given', async () => {
    const broken = { 'p.json': planText(true, { format_version: '7.0' }) };
    expect((await load(broken, { paths: ['p.json'] })).codes).toEqual(['unsupported-plan']);
    const beside = { ...broken, 'main.tf': MAIN };
    expect((await load(beside, { parameterFiles: ['p.json'] })).codes).toEqual(['unsupported-plan']);
  });
});
