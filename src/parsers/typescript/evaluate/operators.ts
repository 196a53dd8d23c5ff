// JavaScript's operators on data, and symbolic results where an operand is not known. Refuses to know syntax.

import {
  absent,
  call,
  type Origin,
  type Scalar,
  type ScalarValue,
  type Step,
  scalar,
  unknown,
  type Value,
  valueKey,
} from '../../../model/value.ts';
import { isSymbol } from '../builtins/symbols.ts';
import { isLeaf, type LeafValue, type ProgramValue, type Single } from '../values.ts';
import { join, negation } from './choice.ts';
import type { Run } from './run.ts';
import { WRITING } from './to-value.ts';

/** Whether a value is true as a condition, or the condition under which it is. */
export function conditionOf(value: ProgramValue, run: Run): boolean | Value {
  switch (value.kind) {
    case 'scalar':
      return Boolean(value.value);
    case 'absent':
      return false;
    case 'unknown': {
      if (value.expression.kind === 'text' && value.expression.parts.some(part => typeof part === 'string'))
        return true;
      const truth = run.decide(value);
      return truth === 'unknown' ? value : truth;
    }
    case 'choice':
      return conditionOfChoice(value, run);
    default:
      return true;
  }
}

function conditionOfChoice(
  { options, reason, origin }: Extract<ProgramValue, { kind: 'choice' }>,
  run: Run,
): boolean | Value {
  const alternatives = run
    .fork(options.map(({ when, value }) => ({ when, walk: () => conditionOf(value, run) })))
    .map(({ when, result }) => ({
      when,
      value: typeof result === 'boolean' ? scalar(result) : result,
    }));
  const values = alternatives.map(each => each.value);
  if (values.every(each => each.kind === 'scalar' && each.value === true)) return true;
  if (values.every(each => each.kind === 'scalar' && each.value === false)) return false;
  const terms = alternatives.flatMap(({ when, value }) => run.conjunction(when, value) ?? []);
  const condition = terms.length === 1 ? terms[0]! : unknown(call('or', ...terms), reason, origin);
  const truth = run.decide(condition);
  return truth === 'unknown' ? condition : truth;
}

/** `left operator right`; alternatives are taken apart, those of equal deciders together. */
export function applyBinary(
  operator: string,
  left: ProgramValue,
  right: ProgramValue,
  step: Step,
  run: Run,
): ProgramValue {
  for (const operand of [left, right]) {
    if (operand.kind !== 'choice') continue;
    const ways = operand.options.map(({ when, value }) => ({
      when,
      walk: () =>
        applyBinary(operator, operand === left ? value : left, operand === left ? right : value, step, run),
    }));
    return run.forkValues(ways);
  }
  if (operator === '!==' || operator === '!=')
    return negated(applyBinary(operator.replace('!', '='), left, right, step, run));
  if (operator === '===' || operator === '==')
    return equality(operator, left as Single, right as Single, step, run);
  if (operator === '+') return add(left as Single, right as Single, step, run);
  const [one, other] = [run.toValue(left), run.toValue(right)];
  if (one.kind === 'scalar' && other.kind === 'scalar') {
    const result = compute(operator, one.value, other.value);
    if (result !== undefined) return scalar(result, way([one, other], step));
  }
  return symbolic(operator, [one, other], step);
}

function negated(value: ProgramValue): ProgramValue {
  if (value.kind === 'choice')
    return join(value.options.map(option => ({ when: option.when, value: negated(option.value) })));
  return isLeaf(value) && value.kind !== 'absent' ? (negation(value) as LeafValue) : value;
}

export function way(operands: readonly Value[], step: Step): Origin {
  const origin = operands.find(each => each.origin.length > 0)?.origin ?? [];
  return [...origin, step];
}

/** An unknown with the first culprit's reason. */
function symbolic(operator: string, operands: readonly Value[], step: Step): ProgramValue {
  const culprit = operands.find(each => each.kind === 'unknown' || each.kind === 'oneOf');
  const reason = culprit && 'reason' in culprit ? culprit.reason : `\`${operator}\` of these is not known`;
  return unknown(call(operator, ...operands), reason, way(operands, step));
}

function compute(operator: string, left: Scalar, right: Scalar): Scalar | undefined {
  const [x, y] = [left as number, right as number];
  switch (operator) {
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      return x / y;
    case '%':
      return x % y;
    case '**':
      return x ** y;
    case '<':
      return x < y;
    case '>':
      return x > y;
    case '<=':
      return x <= y;
    case '>=':
      return x >= y;
    case '&':
      return x & y;
    case '|':
      return x | y;
    case '^':
      return x ^ y;
    case '<<':
      return x << y;
    case '>>':
      return x >> y;
    case '>>>':
      return x >>> y;
    default:
      return undefined;
  }
}

function add(left: Single, right: Single, step: Step, run: Run): ProgramValue {
  const [one, other] = [run.toValue(left), run.toValue(right)];
  const isNumeric = one.kind === 'scalar' && other.kind === 'scalar' && !isTextual(one) && !isTextual(other);
  if (isNumeric) return scalar((one.value as number) + (other.value as number), way([one, other], step));
  if (isTextual(one) || isTextual(other)) return run.textOf([left, right], way([one, other], step));
  return symbolic('+', [one, other], step);
}

function isTextual(value: Value): boolean {
  if (value.kind === 'scalar') return typeof value.value === 'string';
  return value.kind === 'unknown' && value.expression.kind === 'text';
}

function equality(operator: string, left: Single, right: Single, step: Step, run: Run): ProgramValue {
  if (isNotANumber(left) || isNotANumber(right)) return scalar(false, [step]);
  if (left === right) return scalar(true, [step]);
  const isLoose = operator === '==';
  const [leftNullish, rightNullish] = [nullish(left), nullish(right)];
  if (leftNullish !== null && rightNullish !== null)
    return scalar(isLoose || leftNullish === rightNullish, [step]);
  if (!isLeaf(left) && !isLeaf(right)) return compareObjects(left, right, step, run);
  const [one, other] = [run.toValue(left), run.toValue(right)];
  if (valueKey(one) === valueKey(other)) return scalar(true, way([one, other], step));
  if (isDefinite(one) && isDefinite(other))
    return scalar(isLoose && looselyEqual(one, other), way([one, other], step));
  const isDefined = (leftNullish !== null && !isLeaf(right)) || (rightNullish !== null && !isLeaf(left));
  if (isDefined) return scalar(false, [step]);
  return symbolic('===', [one, other], step);
}

function looselyEqual(one: Value, other: Value): boolean {
  if (one.kind !== 'scalar' || other.kind !== 'scalar') return primitive(one) === primitive(other);
  // As JavaScript compares, which is what `==` of the program means.
  // biome-ignore lint/suspicious/noDoubleEquals: it is the operator that is evaluated
  return one.value == other.value;
}

/** Of a list its text. */
function primitive(value: Value): unknown {
  if (value.kind === 'array') return WRITING.write(value);
  return value.kind === 'scalar' ? value.value : undefined;
}

function isNotANumber(value: Single): boolean {
  return value.kind === 'scalar' && Number.isNaN(value.value);
}

function nullish(value: Single): 'undefined' | 'null' | null {
  if (value.kind === 'absent') return 'undefined';
  return value.kind === 'scalar' && value.value === null ? 'null' : null;
}

/** Texts with holes may be equal to anything that is not known. */
function isDefinite(value: Value): boolean {
  return (
    value.kind === 'scalar' || value.kind === 'absent' || value.kind === 'array' || value.kind === 'object'
  );
}

/** Names of packages are equal where they are the same name; objects only to themselves. */
function compareObjects(left: Single, right: Single, step: Step, run: Run): ProgramValue {
  if (left.kind !== 'imported' && right.kind !== 'imported') return scalar(false, [step]);
  const [one, other] = [run.toValue(left), run.toValue(right)];
  if (valueKey(one) === valueKey(other)) return scalar(true, [step]);
  return isDefinite(one) && isDefinite(other) ? scalar(false, [step]) : symbolic('===', [one, other], step);
}

/** `!x`, `-x`, `typeof x` and the like. */
export function applyUnary(operator: string, value: ProgramValue, step: Step, run: Run): ProgramValue {
  if (operator === '!') {
    const condition = conditionOf(value, run);
    if (typeof condition === 'boolean') return scalar(!condition, [...originOf(value), step]);
    return negation(condition) as LeafValue;
  }
  if (value.kind === 'choice')
    return run.forkValues(
      value.options.map(option => ({
        when: option.when,
        walk: () => applyUnary(operator, option.value, step, run),
      })),
    );
  if (operator === 'typeof') return typeOf(value, step, run);
  if (operator === 'void') return absent([step]);
  const data = run.toValue(value);
  if (data.kind !== 'scalar') return symbolic(`unary ${operator}`, [data], step);
  const number = Number(data.value);
  const result: ScalarValue['value'] = operator === '-' ? -number : operator === '~' ? ~number : number;
  return scalar(result, way([data], step));
}

function originOf(value: ProgramValue): Origin {
  return isLeaf(value) ? value.origin : [];
}

function typeOf(value: Single, step: Step, run: Run): ProgramValue {
  switch (value.kind) {
    case 'absent':
      return scalar('undefined', [step]);
    case 'scalar':
      if (isSymbol(value.value)) return scalar('symbol', [step]);
      return scalar(value.value === null ? 'object' : typeof value.value, [step]);
    case 'function':
    case 'class':
      return scalar('function', [step]);
    case 'unknown':
      return value.expression.kind === 'text' ? scalar('string', [step]) : symbolic('typeof', [value], step);
    case 'imported':
      return symbolic('typeof', [run.toValue(value)], step);
    default:
      return scalar('object', [step]);
  }
}
