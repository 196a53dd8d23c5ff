// The files beside a Pulumi program: `Pulumi.yaml`, which names the project, and `Pulumi.<stack>.yaml`, which configure it.
// https://www.pulumi.com/docs/iac/concepts/projects/project-file/

import type { Source, Span } from '../../../model/source.ts';
import {
  array,
  call,
  type Origin,
  object,
  type StepRole,
  scalar,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { readYaml } from '../../cloudformation/read-yaml.ts';
import type { MapNode, TemplateNode } from '../../cloudformation/syntax.ts';

/** Values by `namespace:key`; keys of the project's own may have no namespace. */
export type Configuration = ReadonlyMap<string, Value>;

export interface Project {
  readonly name: string | null;
  /** The file or folder that the program starts with, relative to the project's file. */
  readonly main: string;
  /** Where the stacks' files are, relative to the project's. */
  readonly stacks: string;
  /** What stacks have that set nothing else. */
  readonly defaults: Configuration;
}

const NOTHING: Configuration = new Map();

export function readProject(source: Source): Project {
  const { root } = readYaml(source);
  const name = textOf(memberOf(root, 'name'));
  const main = textOf(memberOf(root, 'main')) ?? '.';
  const config = memberOf(root, 'config');
  const stacks = textOf(memberOf(root, 'stackConfigDir')) ?? textOf(config) ?? '.';
  const declared = config?.kind === 'map' ? config : memberOf(root, 'configuration');
  if (declared?.kind !== 'map') return { name, main, stacks, defaults: NOTHING };
  const defaults = declared.members.flatMap(({ key, value }) => {
    const given = value.kind === 'map' ? (memberOf(value, 'default') ?? memberOf(value, 'value')) : value;
    return given ? [[key, dataOf(given, key, 'default')] as const] : [];
  });
  return { name, main, stacks, defaults: new Map(defaults) };
}

/** The configuration of a stack. */
export function readStack(source: Source): Configuration {
  const config = memberOf(readYaml(source).root, 'config');
  if (config?.kind !== 'map') return NOTHING;
  return new Map(config.members.map(({ key, value }) => [key, dataOf(value, key, 'parameter-file')]));
}

export function memberOf(node: TemplateNode | null | undefined, name: string): TemplateNode | undefined {
  return node?.kind === 'map' ? node.members.find(({ key }) => key === name)?.value : undefined;
}

export function textOf(node: TemplateNode | undefined): string | null {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : null;
}

function dataOf(node: TemplateNode, name: string, role: StepRole): Value {
  const origin: Origin = [{ role, span: node, name }];
  switch (node.kind) {
    case 'scalar':
      return scalar(node.value, origin);
    case 'list':
      return array(
        node.items.map(item => dataOf(item, name, role)),
        origin,
      );
    case 'map':
      return isSecret(node)
        ? unknown(call('secret', scalar(name)), `configuration \`${name}\` is a secret`, origin)
        : mapOf(node, name, role, origin);
    case 'unread':
      return unknown(call('unread', scalar(name)), node.reason, origin);
  }
}

function mapOf({ members }: MapNode, name: string, role: StepRole, origin: Origin): Value {
  const values = members.map(({ key, value }) => [key, dataOf(value, `${name}.${key}`, role)] as const);
  const spans = members.map(({ key, keySpan }): [string, Span] => [key, keySpan]);
  return object(new Map(values), origin, new Map(spans));
}

function isSecret({ members }: MapNode): boolean {
  return members.length === 1 && members[0]!.key === 'secure';
}
