// Where findings are: what a person would edit, and the way from there.

import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/model/finding.ts';
import type { Deployment, Resource } from '../../src/model/resource.ts';
import { createSource, type Span, span, textOf } from '../../src/model/source.ts';
import { object, type Step, scalar, type Value } from '../../src/model/value.ts';
import { account, deploy, endpoint, verdictsOf } from './build.ts';

const DISABLED = { require: { access: { is: 'Disabled' } } };
const AI = '@Test.Ai/accounts/ai';

function only(ruleCase: object, deployment: Deployment): Verdict {
  const [verdict] = verdictsOf(ruleCase, deployment);
  return verdict!;
}

const placed = ({ location, label, property }: Verdict) => ({ text: textOf(location), label, property });

describe('without a way', () => {
  test('a written value is the place', () => {
    const verdict = only(DISABLED, deploy([account({ properties: { publicNetworkAccess: 'Enabled' } })]));
    expect(placed(verdict)).toEqual({
      text: '"Enabled"',
      label: null,
      property: 'properties.publicNetworkAccess',
    });
  });
  test('of a missing one the nearest name above it', () => {
    const label = '`publicNetworkAccess` is not set';
    const property = 'properties.publicNetworkAccess';
    expect(placed(only(DISABLED, deploy([account({ properties: {} })])))).toEqual({
      text: '"properties"',
      label,
      property,
    });
  });
  test('else the header', () => {
    const { text, label } = placed(only(DISABLED, deploy([account()])));
    expect(text).toBe('"type"');
    expect(label).toBe('`properties.publicNetworkAccess` is not set');
  });
  test('of a list the item that decided, by a path that does not count', () => {
    const ipRules = [{ value: '1.2.3.4' }, { value: '0.0.0.0/0' }];
    const verdict = only(
      { require: { ipRules: { none: { 'cidr-wider-than': 8 } } } },
      deploy([account({ properties: { networkAcls: { ipRules } } })]),
    );
    expect(placed(verdict)).toEqual({
      text: '"0.0.0.0/0"',
      label: null,
      property: 'properties.networkAcls.ipRules[].value',
    });
  });
  test('of several causes what is written before what is missing', () => {
    const any = [{ access: { is: 'Disabled' } }, { action: { is: 'Deny' } }];
    const verdict = only(
      { require: { any } },
      deploy([account({ properties: { networkAcls: { defaultAction: 'Allow' } } })]),
    );
    expect(placed(verdict).text).toBe('"Allow"');
  });
  test('of a missing edge the header, with what is there beside', () => {
    const require = {
      any: [{ access: { is: 'Disabled' } }, { incoming: 'endpoint', where: { manual: { is: true } } }],
    };
    const verdict = only(
      { require },
      deploy([account({ properties: { publicNetworkAccess: 'Enabled' } }), endpoint(AI)]),
    );
    expect(placed(verdict)).toEqual({ text: '"type"', label: null, property: null });
    expect(verdict.related.map(each => each.message)).toEqual(['Private endpoint `pe`']);
  });
  test('what the message says, and other attributes beside', () => {
    const message = [
      { when: { action: { is: 'Allow' } }, is: 'action {value}', at: 'action' },
      { is: 'other' },
    ];
    const properties = { publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Allow' } };
    const verdict = only(
      { ...DISABLED, message, related: { access: 'access is {value} here' } },
      deploy([account({ properties })]),
    );
    expect(verdict.message).toBe('action Allow');
    expect(placed(verdict).text).toBe('"Allow"');
    expect(verdict.related.map(({ span, message }) => [textOf(span), message])).toEqual([
      ['"Enabled"', 'access is Enabled here'],
    ]);
  });
  test('of an unknown verdict what is unknown', () => {
    const verdict = only(DISABLED, deploy([account({ properties: { publicNetworkAccess: '{x}' } })]));
    expect(placed(verdict).text).toBe('"{x}"');
  });
});

/** A resource whose `publicNetworkAccess` came a long way: marks `<role:text>` in the files are its steps, in their order. */
function onTheWay(files: Record<string, string>, external: readonly string[] = []): Deployment {
  const steps: Step[] = [];
  const places: Record<string, Span> = {};
  for (const [path, marked] of Object.entries(files)) {
    let text = '';
    const found: { role: string; start: number; end: number }[] = [];
    for (const part of marked.split(/(<[\w-]+:[^>]*>)/)) {
      const mark = /^<([\w-]+):([^>]*)>$/.exec(part);
      if (mark) found.push({ role: mark[1]!, start: text.length, end: text.length + mark[2]!.length });
      text += mark ? mark[2]! : part;
    }
    const source = createSource(path, text, external.includes(path));
    for (const { role, start, end } of found) {
      const place = span(source, start, end);
      if (['key', 'header', 'call'].includes(role)) places[role] = place;
      else steps.push({ role: role as Step['role'], span: place, name: 'keyless' });
    }
  }
  const value: Value = scalar('Enabled', steps);
  const inner = object(
    new Map([['publicNetworkAccess', value]]),
    [],
    new Map([['publicNetworkAccess', places.key!]]),
  );
  const base = deploy([account()]);
  const [template] = base.resources as [Resource];
  const resource: Resource = {
    ...template,
    properties: object(new Map([['properties', inner]])),
    header: places.header!,
    declaration: places.header!,
    callPath: places.call ? [{ name: 'ai', span: places.call }] : [],
  };
  return { ...base, resources: [resource] };
}

describe('along the way of a value', () => {
  test('a parameter default is the place, the use is related', () => {
    const verdict = only(
      DISABLED,
      onTheWay({
        'a.bicep': '<header:resource>\nparam keyless = <default:Enabled>\n<key:access>: <parameter:keyless>',
      }),
    );
    expect(placed(verdict)).toMatchObject({ text: 'Enabled', label: 'default of parameter `keyless`' });
    expect(verdict.related.map(({ span, message }) => [textOf(span), message])).toEqual([
      ['access', 'used here as `publicNetworkAccess`'],
    ]);
  });
  test('a module argument comes between', () => {
    const verdict = only(
      DISABLED,
      onTheWay({
        'p.bicepparam': 'param keyless = <parameter-file:Enabled>',
        'main.bicep': '\n<call:module ai>\n  keyless: <module-argument:keyless>',
        'ai.bicep': '<header:resource>\n<key:access>: <parameter:keyless>',
      }),
    );
    expect(placed(verdict)).toMatchObject({ text: 'Enabled', label: '`keyless` in this parameter file' });
    expect(verdict.related.map(({ span, message }) => [span.source.path, message])).toEqual([
      ['main.bicep', 'module argument'],
      ['ai.bicep', 'used here as `publicNetworkAccess`'],
    ]);
  });
  test("what stands in a module that is not the user's is edited where they call it", () => {
    const files = {
      'main.bicep': '<call:module ai>',
      'cache/ai.json': '<header:resource> <key:access>: <literal:Enabled>',
    };
    const verdict = only(DISABLED, onTheWay(files, ['cache/ai.json']));
    expect(placed(verdict)).toMatchObject({
      text: 'module ai',
      label: '`publicNetworkAccess` is decided in this module',
    });
  });
  test('an argument that the user gave to such a module is theirs', () => {
    const files = {
      'main.bicep': '<call:module ai>\nkeyless: <literal:Enabled>',
      'cache/ai.json': '<header:resource> <key:access>: <parameter:k>',
    };
    expect(placed(only(DISABLED, onTheWay(files, ['cache/ai.json']))).text).toBe('Enabled');
  });
  test("what is fixed in a module of the user's own names its callers", () => {
    const files = {
      'main.bicep': '<call:module ai>',
      'ai.bicep': '<header:resource>\n<key:access>: <literal:Enabled>',
    };
    const verdict = only(DISABLED, onTheWay(files));
    expect(verdict.location.source.path).toBe('ai.bicep');
    expect(verdict.related.map(({ span, message }) => [textOf(span), message])).toEqual([
      ['module ai', 'module `ai`'],
    ]);
  });
});
