// The value of a parameter: what was given for it, else its default, else what its declaration allows.
// Refuses to know where parameter files are.

import {
  call,
  type Origin,
  oneOf,
  scalar,
  unknown,
  type Value,
  valueKey,
  withSteps,
} from '../../../model/value.ts';
import type { Expression, ParameterDeclaration } from '../template.ts';
import { reasonOf } from './path.ts';
import type { Run } from './run.ts';

/** What one template instance gives for its parameters. */
export interface Given {
  /** By name in lower case; undefined where nothing is given. */
  readonly value: (name: string) => Value | undefined;
  /** How the person who would give it is told that it is missing. */
  readonly missing: (declared: ParameterDeclaration) => string;
  /** Values come from a parameter file: their types are converted and checked. */
  readonly fromFile: boolean;
}

/** The value of a declared parameter. `evaluate` sees what the default and the allowed values see. */
export function parameterValue(
  declared: ParameterDeclaration,
  given: Given,
  prefix: string,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  const value = given.value(declared.name.toLowerCase());
  if (value !== undefined && !isNull(value)) {
    return given.fromFile
      ? checked(converted(value, declared), declared, run, evaluate)
      : orDefault(value, declared, evaluate);
  }
  if (declared.default) return defaultValue(declared, declared.default, evaluate);
  if (value !== undefined || declared.nullable) return value ?? scalar(null, declarationOrigin(declared));
  return missingValue(declared, given, prefix, evaluate);
}

/** Azure Resource Manager takes null for a parameter with a default as nothing given. */
function orDefault(
  value: Value,
  declared: ParameterDeclaration,
  evaluate: (node: Expression) => Value,
): Value {
  const { default: fallback } = declared;
  if (!fallback || value.kind !== 'oneOf' || !value.options.some(isNull)) return value;
  const options = value.options.map(option =>
    isNull(option) ? defaultValue(declared, fallback, evaluate) : option,
  );
  return oneOf(options, value.expression, value.reason, value.origin);
}

function defaultValue(
  declared: ParameterDeclaration,
  expression: Expression,
  evaluate: (node: Expression) => Value,
): Value {
  const value = evaluate(expression);
  const step = { role: 'default', span: expression.span, name: declared.name } as const;
  return withSteps(value, [step]);
}

function missingValue(
  declared: ParameterDeclaration,
  given: Given,
  prefix: string,
  evaluate: (node: Expression) => Value,
): Value {
  const symbol = call('parameters', scalar(prefix + declared.name));
  const reason = given.missing(declared);
  const origin = declarationOrigin(declared);
  if (!declared.allowed || declared.type?.toLowerCase() === 'array') return unknown(symbol, reason, origin);
  // In one order however they are written: Bicep's compiler sorts the literals of a union type.
  const allowed = declared.allowed
    .map(evaluate)
    .sort((left, right) => compare(valueKey(left), valueKey(right)));
  return oneOf(allowed, symbol, reason, origin);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function declarationOrigin(declared: ParameterDeclaration): Origin {
  return [{ role: 'parameter', span: declared.nameSpan, name: declared.name }];
}

/** Parameter files of azd hold text where `${VAR}` stood: `"true"` for a boolean, `"3"` for a number. */
function converted(value: Value, declared: ParameterDeclaration): Value {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return value;
  const word = value.value.trim().toLowerCase();
  switch (declared.type?.toLowerCase()) {
    case 'bool':
      if (word === 'true' || word === '1') return { ...value, value: true };
      if (word === 'false' || word === '0') return { ...value, value: false };
      return value;
    case 'int':
      return /^-?\d{1,15}$/.test(word) ? { ...value, value: Number(word) } : value;
    default:
      return value;
  }
}

function checked(
  value: Value,
  declared: ParameterDeclaration,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  const span = value.origin.at(-1)?.span ?? declared.nameSpan;
  const found = typeName(value);
  const wanted = declared.type?.toLowerCase().replace('secure', '') ?? null;
  if (wanted && found && TYPES.has(wanted) && found !== wanted) {
    const message = `Parameter \`${declared.name}\` takes ${article(wanted)}, not ${article(found)}`;
    run.report('wrong-parameter-type', message, span, 'The value is used as given.');
    return value;
  }
  if (declared.allowed && found && found !== 'array' && reasonOf(value) === undefined) {
    const allowed = declared.allowed.map(evaluate);
    const key = valueKey(value).toLowerCase();
    if (allowed.every(each => each.kind !== 'unknown' && valueKey(each).toLowerCase() !== key)) {
      const words = allowed.map(each => `\`${each.kind === 'scalar' ? each.value : '…'}\``).join(', ');
      run.report(
        'disallowed-value',
        `The value of parameter \`${declared.name}\` is not one of those allowed`,
        span,
        `Use one of ${words}.`,
      );
    }
  }
  return value;
}

const TYPES = new Set(['string', 'int', 'bool', 'array', 'object']);

function typeName(value: Value): string | null {
  if (value.kind === 'array' || value.kind === 'object') return value.kind;
  if (value.kind !== 'scalar' || value.value === null) return null;
  return typeof value.value === 'number' ? 'int' : typeof value.value === 'boolean' ? 'bool' : 'string';
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function isNull(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null);
}
