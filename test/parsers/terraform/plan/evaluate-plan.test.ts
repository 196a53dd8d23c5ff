// Plans by themselves: what they know, what they say is unknown or sensitive, and what their own copy of the configuration adds.

import { describe, expect, test } from 'vitest';
import type { Resource } from '../../../../src/model/resource.ts';
import { createSource, textOf } from '../../../../src/model/source.ts';
import { type Value, valueKey } from '../../../../src/model/value.ts';
import { evaluatePlan } from '../../../../src/parsers/terraform/plan/evaluate-plan.ts';
import { readPlan } from '../../../../src/parsers/terraform/plan/read-plan.ts';

interface Change {
  readonly address: string;
  readonly module_address?: string;
  readonly mode?: string;
  readonly deposed?: string;
  readonly actions?: readonly string[];
  readonly after?: object | null;
  readonly after_unknown?: object;
  readonly after_sensitive?: object | boolean;
  readonly importing?: object;
}

function change({
  address,
  module_address,
  mode = 'managed',
  deposed,
  actions = ['create'],
  ...rest
}: Change) {
  const [name, type] = address
    .replace(/\[[^\]]*\]$/, '')
    .split('.')
    .reverse();
  const more = { ...(module_address ? { module_address } : {}), ...(deposed ? { deposed } : {}) };
  return { address, mode, type, name, ...more, change: { actions, before: null, ...rest } };
}

function plan(changes: readonly Change[], rest: object = {}) {
  const text = JSON.stringify(
    { format_version: '1.2', planned_values: {}, resource_changes: changes.map(change), ...rest },
    null,
    1,
  );
  const read = readPlan(createSource('plan.json', text));
  const { resources, gaps } = evaluatePlan(read, null);
  return { read, gaps, resources, codes: read.diagnostics.map(each => each.code) };
}

function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(shown);
    case 'object':
      return Object.fromEntries([...value.members].map(([name, member]) => [name, shown(member)]));
    case 'unknown':
      return `? ${value.reason}`;
    default:
      return value?.kind;
  }
}

const properties = (resource: Resource | undefined) => shown(resource?.properties);
const member = (resource: Resource, name: string): Value => {
  const value = resource.properties.kind === 'object' ? resource.properties.members.get(name) : undefined;
  return value!;
};

describe('a value', () => {
  test('is what the plan knows; null and lists without anything are not set', () => {
    const after = {
      name: 'ai',
      open: false,
      size: 3,
      kind: null,
      rules: ['a', 'b'],
      none: [],
      acls: [{ action: 'Deny', ids: null }],
    };
    const { resources } = plan([{ address: 'x_y.z', after }]);
    expect(properties(resources[0])).toEqual({
      name: 'ai',
      open: false,
      size: 3,
      rules: ['a', 'b'],
      acls: [{ action: 'Deny' }],
    });
    expect(textOf(member(resources[0]!, 'open').origin[0]!.span)).toBe('false');
    expect(textOf(resources[0]!.header)).toBe('"x_y.z"');
  });

  test('is unknown where it is only known after apply, also inside of others', () => {
    const { resources } = plan([
      {
        address: 'x_y.z',
        after: { acls: [{ action: 'Deny' }], list: ['a', null] },
        after_unknown: { id: true, acls: [{ ids: true }], list: [false, true] },
      },
    ]);
    expect(properties(resources[0])).toEqual({
      id: '? `x_y.z.id` is only known after apply',
      acls: [{ action: 'Deny', ids: '? `x_y.z.acls[0].ids` is only known after apply' }],
      list: ['a', '? `x_y.z.list[1]` is only known after apply'],
    });
  });

  test('is kept to itself where it is a sensitive text', () => {
    const { resources } = plan([
      {
        address: 'x_y.z',
        after: { key: 'hunter2', open: true, nested: [{ key: 'hunter3' }] },
        after_sensitive: { key: true, open: true, nested: true },
      },
    ]);
    expect(properties(resources[0])).toEqual({
      key: '? `x_y.z.key` is sensitive',
      open: true,
      nested: '? `x_y.z.nested` is sensitive',
    });
  });
});

describe('resources', () => {
  test('are those that there will be, instances by their addresses', () => {
    const { resources } = plan([
      { address: 'x_y.kept', actions: ['no-op'] },
      { address: 'x_y.many["a.b"]' },
      { address: 'x_y.replaced', actions: ['delete', 'create'] },
      { address: 'x_y.replaced', actions: ['delete'], deposed: '0123abcd' },
      { address: 'x_y.gone', actions: ['delete'] },
      { address: 'x_y.forgotten', actions: ['forget'] },
      { address: 'data.x_y.read', mode: 'data', actions: ['read'] },
    ]);
    expect(resources.map(({ address, existing }) => `${address}${existing ? ' existing' : ''}`)).toEqual([
      'x_y.kept',
      'x_y.many["a.b"]',
      'x_y.replaced',
      'data.x_y.read existing',
    ]);
  });

  test('are also what data sources have read while planning', () => {
    const data = {
      address: 'module.m.data.x_y.z',
      mode: 'data',
      type: 'x_y',
      name: 'z',
      values: { id: '/z' },
    };
    const prior_state = {
      values: { root_module: { child_modules: [{ address: 'module.m', resources: [data] }] } },
    };
    const { resources } = plan([], { prior_state });
    expect(resources.map(({ address, existing }) => [address, existing])).toEqual([[data.address, true]]);
    expect(resources[0]!.identities.map(shown)).toContain('/z');
  });

  test('come from the planned values where no changes are listed', () => {
    const resource = { address: 'x_y.z', mode: 'managed', type: 'x_y', name: 'z', values: { name: 'n' } };
    const { resources } = plan([], { planned_values: { root_module: { resources: [resource] } } });
    expect(resources.map(properties)).toEqual([{ name: 'n' }]);
  });
});

test('what is not known of one resource is not what is not known of another', () => {
  const unknown = { after: {}, after_unknown: { id: true, key: true } };
  const { resources } = plan(['x_account.a', 'x_account.b'].map(address => ({ address, ...unknown })));
  const [first, second] = resources.map(each => [...each.identities, member(each, 'key')].map(valueKey));
  expect(first!.filter(key => second!.includes(key))).toEqual([]);
});

describe('references in the configuration', () => {
  const target = { address: 'x_account.ai', after: {}, after_unknown: { id: true } };
  const configured = (references: readonly string[], more: object = {}) => ({
    configuration: {
      root_module: {
        resources: [
          {
            address: 'x_link.l',
            mode: 'managed',
            type: 'x_link',
            name: 'l',
            expressions: { to: { references } },
          },
        ],
        ...more,
      },
    },
  });
  const link = { address: 'x_link.l', after: {}, after_unknown: { to: true } };
  const meets = (references: readonly string[], more: object = {}, account = target) => {
    const { resources } = plan([account, link], configured(references, more));
    const ids = resources[0]!.identities.map(valueKey);
    return ids.includes(valueKey(member(resources[1]!, 'to')));
  };

  test('say whose id it will be', () => {
    expect(meets(['x_account.ai.id', 'x_account.ai'])).toBe(true);
    expect(meets(['x_other.ai.id', 'x_other.ai'])).toBe(false);
  });
  test('say nothing where several things or no ids are referred to', () => {
    expect(meets(['x_account.ai.name', 'x_account.ai'])).toBe(false);
    expect(meets(['x_account.ai.id', 'x_account.ai', 'var.x'])).toBe(false);
    expect(meets(['local.id'])).toBe(false);
  });
  test('lead through the outputs and arguments of modules, instance by instance', () => {
    const inside = { ...target, address: 'module.m["a"].x_account.ai', module_address: 'module.m["a"]' };
    const module = {
      outputs: { id: { expression: { references: ['x_account.ai.id', 'x_account.ai'] } } },
    };
    const references = ['module.m["a"].id', 'module.m["a"]', 'module.m'];
    expect(meets(references, { module_calls: { m: { module } } }, inside)).toBe(true);

    const expressions = { to: { references: ['var.target'] } };
    const called = { resources: [{ mode: 'managed', type: 'x_link', name: 'l', expressions }] };
    const call = {
      expressions: { target: { references: ['x_account.ai.id', 'x_account.ai'] } },
      module: called,
    };
    const { resources } = plan(
      [target, { ...link, address: 'module.m.x_link.l', module_address: 'module.m' }],
      { configuration: { root_module: { module_calls: { m: call } } } },
    );
    expect(valueKey(member(resources[1]!, 'to'))).toBe(valueKey(resources[0]!.identities[1]!));
    expect(resources[1]!.callPath.map(each => each.name)).toEqual(['module.m']);
  });
});

describe('a plan that says less than all', () => {
  test.each([
    ['of a version to come', '{"format_version":"2.0","planned_values":{}}', ['unsupported-plan']],
    ['without a version', '{"planned_values":{}}', ['unsupported-plan']],
    ['of a part', '{"format_version":"1.2","complete":false}', ['incomplete-plan']],
    ['that failed', '{"format_version":"1.2","errored":true}', ['incomplete-plan']],
  ])('%s leaves the world open', (_, text, codes) => {
    const read = readPlan(createSource('plan.json', text));
    expect(read.diagnostics.map(each => each.code)).toEqual(codes);
    expect(evaluatePlan(read, null)).toMatchObject({ resources: [], gaps: [{ resource: null }] });
  });

  test.each([
    '',
    '[]',
    '{"format_version":',
    '{"format_version":"1.2","resource_changes":[1,{}, {"change":[]}]}',
  ])('is read as far as it goes: %s', text => {
    expect(evaluatePlan(readPlan(createSource('plan.json', text)), null).resources).toEqual([]);
  });

  test('in modules without end is read as far as anybody nests them', () => {
    let module: object = { resources: [] };
    for (let depth = 0; depth < 2000; depth++) module = { child_modules: [module] };
    expect(plan([], { planned_values: { root_module: module } }).resources).toEqual([]);
  });
});
