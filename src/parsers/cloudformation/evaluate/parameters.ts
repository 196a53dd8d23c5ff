// The value of a parameter: what was given for it, else its default, else what its declaration allows.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html

import { distribute } from '../../../model/distribute.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import {
  array,
  call,
  type Origin,
  oneOf,
  scalar,
  unknown,
  type Value,
  withSteps,
} from '../../../model/value.ts';
import type { ParameterDeclaration } from '../template.ts';
import type { Run } from './run.ts';

/** What one stack gives for its parameters. */
export interface Given {
  readonly value: (name: string) => Value | undefined;
  /** How the person who would give it is told that it is missing. */
  readonly missing: (name: string) => string;
}

/** The value of a declared parameter; `prefix` is that of the stack's logical ids. */
export function parameterValue(
  declared: ParameterDeclaration,
  given: Given,
  prefix: string,
  run: Run,
): Value {
  const { name, type } = declared;
  const value = given.value(name) ?? defaultValue(declared);
  const symbol = call('parameters', scalar(prefix + name));
  if (type.startsWith('AWS::SSM::Parameter::Value<')) {
    const reason = `parameter \`${name}\` is read from the parameter store at deployment`;
    return unknown(symbol, reason, value?.origin ?? declarationOrigin(declared));
  }
  if (value && value.kind !== 'absent') return typed(checked(value, declared, run), declared);
  const reason = given.missing(name);
  const origin = declarationOrigin(declared);
  const allowed = allowedValues(declared);
  if (allowed.length === 0 || isList(type)) return unknown(symbol, reason, origin);
  return oneOf(
    allowed.map(each => typed(each, declared)),
    symbol,
    reason,
    origin,
  );
}

function defaultValue({ name, default: node }: ParameterDeclaration): Value | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const place = { source: node.source, start: node.start, end: node.end };
  const value = scalar(node.value, [{ role: 'literal', span: place }]);
  return withSteps(value, [{ role: 'default', span: place, name }]);
}

function allowedValues({ allowed }: ParameterDeclaration): readonly Value[] {
  return (allowed?.items ?? []).flatMap(node => {
    if (node.kind !== 'scalar') return [];
    const { source, start, end } = node;
    return [scalar(node.value, [{ role: 'literal', span: { source, start, end } }])];
  });
}

function declarationOrigin({ name, nameSpan }: ParameterDeclaration): Origin {
  return [{ role: 'parameter', span: nameSpan, name }];
}

function isList(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** Lists are given as texts with commas; all else is text, or a number where the type says so. */
function typed(value: Value, declared: ParameterDeclaration): Value {
  const { type } = declared;
  if (isList(type)) {
    return distribute(
      [value],
      () => call('split', scalar(','), value),
      ([each]) => listOf(each!),
    );
  }
  if (value.kind !== 'scalar' || value.value === null) return value;
  const text = String(value.value);
  return { ...value, value: type === 'Number' && String(Number(text)) === text ? Number(text) : text };
}

function listOf(value: Value): Value {
  if (value.kind === 'array') return value;
  const { origin } = value;
  if (value.kind === 'scalar') {
    const text = String(value.value ?? '');
    const items = text.trim() === '' ? [] : text.split(',').map(item => scalar(item.trim(), origin));
    return array(items, origin);
  }
  const reason = knowledgeOf(value).reason ?? 'it is no list';
  return unknown(call('split', scalar(','), value), reason, origin);
}

function checked(value: Value, declared: ParameterDeclaration, run: Run): Value {
  const allowed = allowedValues(declared);
  if (value.kind !== 'scalar' || allowed.length === 0 || isList(declared.type)) return value;
  const text = String(value.value);
  if (allowed.some(each => each.kind === 'scalar' && String(each.value) === text)) return value;
  const place = value.origin.at(-1)?.span ?? declared.nameSpan;
  const words = allowed.map(each => `\`${each.kind === 'scalar' ? each.value : '…'}\``).join(', ');
  const message = `The value of parameter \`${declared.name}\` is not one of those allowed`;
  run.report('disallowed-value', message, place, `Use one of ${words}.`);
  return value;
}
