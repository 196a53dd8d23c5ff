// Ways to define a function, and ways to read arguments. Refuses to know any single function.

import { knowledgeOf } from '../../../model/knowledge.ts';
import { array, type Scalar, scalar, type Value } from '../../../model/value.ts';
import { LONGEST_TEXT } from '../values/text.ts';
import type { Primitive, Type } from '../values/types.ts';
import type { Call, Parameter, TerraformFunction } from './types.ts';

export const ANY: Parameter = { type: 'any' };
/** Everything, unknowns and nulls too. */
export const ANYTHING: Parameter = { type: 'any', acceptsNull: true, acceptsUnknown: true };
export const STRING: Parameter = { type: 'string' };
export const NUMBER: Parameter = { type: 'number' };
/** A string of which parts may be unknown. */
export const TEXT: Parameter = { type: 'string', acceptsUnknown: true };

export function define(
  name: string,
  parameters: readonly Parameter[],
  evaluate: TerraformFunction['evaluate'],
  rest?: Parameter,
): TerraformFunction {
  return rest ? { name, parameters, evaluate, rest } : { name, parameters, evaluate };
}

/** What makes Terraform fail, in words that tell no argument. */
export interface Failure {
  readonly failure: string;
}

type Native<P extends Primitive> = P extends 'string' ? string : P extends 'number' ? number : boolean;

/** A function of known scalars to a scalar or a value. Strings come out composed (NFC), as Terraform keeps them. */
export function onScalars<const T extends readonly Primitive[]>(
  name: string,
  types: T,
  compute: (...args: { [I in keyof T]: Native<T[I]> }) => Exclude<Scalar, null> | Value | Failure,
): TerraformFunction {
  return define(
    name,
    types.map((type: Primitive) => ({ type })),
    (args, call) => {
      const natives = args.map(arg => (arg.kind === 'scalar' ? arg.value : null));
      const result = (compute as (...natives: readonly Scalar[]) => Exclude<Scalar, null> | Value | Failure)(
        ...natives,
      );
      if (typeof result !== 'object') return native(result, call);
      return 'failure' in result ? call.fail(result.failure) : result;
    },
  );
}

function native(result: Exclude<Scalar, null>, call: Call): Value {
  if (typeof result === 'number' && !Number.isFinite(result))
    return call.fail(`\`${call.name}()\` has no finite result here`);
  if (typeof result !== 'string') return scalar(result);
  return result.length > LONGEST_TEXT ? call.tooLarge(`${LONGEST_TEXT} characters`) : text(result);
}

/** A string as Terraform keeps it: composed. */
export function text(value: string): Value {
  return scalar(value.normalize('NFC'));
}

/** A list of strings. */
export function texts(values: readonly string[]): Value {
  return array(values.map(text));
}

export function stringOf(value: Value | undefined): string | null {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : null;
}

export function numberOf(value: Value | undefined): number | null {
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : null;
}

/** The whole number that the argument is, else null. */
export function integerOf(value: Value | undefined): number | null {
  const number = numberOf(value);
  return number !== null && Number.isSafeInteger(number) ? number : null;
}

export function isNull(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}

/** The items as strings; null where one is not known or no string. */
export function stringsOf(value: Value | undefined): readonly string[] | null {
  if (value?.kind !== 'array') return null;
  const strings = value.items.map(stringOf);
  return strings.every(each => each !== null) ? strings : null;
}

/** Why the first part that is not known is not. */
export function reasonOf(args: readonly Value[], name: string): string {
  for (const arg of args) {
    const { reason } = knowledgeOf(arg);
    if (reason !== null) return reason;
  }
  return `\`${name}()\` could not be evaluated`;
}

export function parameter(type: Type): Parameter {
  return { type };
}
