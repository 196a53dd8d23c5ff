// Symbols for what is only known at deployment: resources and what is read from them, pseudo parameters, dynamic references.
// Refuses to know where they are used.

import {
  call,
  type Expression,
  type Origin,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';

/** A resource by its logical id, behind those of the nested stacks around it: `Network.Vpc`. */
export function resourceSymbol(path: string): UnknownValue {
  return unknown(call('resource', scalar(path)), `\`${path}\` is only known at deployment`);
}

/** The paths of the resources of which a value speaks. */
export function resourcesIn(value: Value): ReadonlySet<string> {
  const paths = new Set<string>();
  const seen = new Set<Value>();
  const open = [value];
  for (let each = open.pop(); each; each = open.pop()) {
    if (seen.has(each)) continue;
    seen.add(each);
    const path = each.kind === 'unknown' ? pathOf(each.expression) : null;
    if (path !== null) paths.add(path);
    else open.push(...partsOf(each));
  }
  return paths;
}

function pathOf(expression: Expression): string | null {
  if (expression.kind !== 'call' || expression.name !== 'resource') return null;
  const [path] = expression.args;
  return path?.kind === 'scalar' ? String(path.value) : null;
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'array':
      return value.items;
    case 'object':
      return [...value.members.values()];
    case 'oneOf':
      return value.options;
    case 'unknown':
      return operandsOf(value.expression);
    default:
      return [];
  }
}

function operandsOf(expression: Expression): readonly Value[] {
  switch (expression.kind) {
    case 'call':
      return expression.args;
    case 'member':
      return [expression.of, expression.key];
    case 'text':
      return expression.parts.filter(part => typeof part !== 'string');
  }
}

/** What `Ref` gives of a resource: the first of its identities. */
export function referenceTo(path: string, origin: Origin = []): UnknownValue {
  const reason = `the id of \`${path}\` is only known at deployment`;
  return unknown({ kind: 'member', of: resourceSymbol(path), key: scalar('Ref') }, reason, origin);
}

/** What `Fn::GetAtt` gives of a resource. */
export function attributeOf(path: string, name: string, origin: Origin = []): UnknownValue {
  const reason = `\`${path}.${name}\` is only known at deployment`;
  return unknown({ kind: 'member', of: resourceSymbol(path), key: scalar(name) }, reason, origin);
}

const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** The value of a pseudo parameter, `AWS::NoValue` aside; null for any other name. */
export function pseudoParameter(name: string, origin: Origin): UnknownValue | null {
  if (!PSEUDO_PARAMETERS.has(name)) return null;
  const of = unknown(call('pseudo'), 'it is only known at deployment');
  const reason = `\`${name}\` is only known at deployment`;
  return unknown({ kind: 'member', of, key: scalar(name) }, reason, origin);
}

/** What a dynamic reference stands for: `{{resolve:ssm:/path}}`. */
export function dynamicReference(reference: string, origin: Origin): UnknownValue {
  return unknown(call('resolve', scalar(reference)), `\`${reference}\` is only known at deployment`, origin);
}
