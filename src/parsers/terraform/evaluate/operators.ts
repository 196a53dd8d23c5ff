// Operators: arithmetic, comparison, equality and logic in three values. Semantics: go-cty through HCL's `hclsyntax`; `&&` and `||` end at the operand that
// decides, wherever it stands.

import { distribute } from '../../../model/distribute.ts';
import type { Span } from '../../../model/source.ts';
import { call, type Origin, scalar, unknown, type Value, valueKey } from '../../../model/value.ts';
import type { Binary, BinaryOperator, Unary } from '../hcl/syntax.ts';
import { convert } from '../values/convert.ts';
import { equals } from '../values/equality.ts';
import { addNumbers, remainderOf } from '../values/numbers.ts';
import type { Primitive } from '../values/types.ts';
import type { Environment, Evaluate } from './environment.ts';
import { fail, overAlternatives } from './failure.ts';
import { asCondition, isNull, negation, reasonIn, reasonOf } from './knowing.ts';
import type { Run } from './run.ts';
import { isId } from './symbols.ts';

export function evaluateUnary(node: Unary, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const operand = evaluate(node.operand, environment);
  const name = node.operator === '!' ? 'not' : 'negate';
  return overAlternatives(
    [operand],
    run,
    () => call(name, operand),
    ([value]) => {
      const converted = operandOf(value!, node.operator === '!' ? 'bool' : 'number', node.operand.span, run);
      if (node.operator === '!') return negation(converted);
      if (converted.kind !== 'scalar') return symbolic(name, [converted]);
      return { ...converted, value: -Number(converted.value) || 0 };
    },
  );
}

export function evaluateBinary(node: Binary, environment: Environment, evaluate: Evaluate): Value {
  const { operator } = node;
  if (operator === '&&' || operator === '||') return connect(node, operator, environment, evaluate);
  const { run } = environment.frame;
  const left = evaluate(node.left, environment);
  const right = evaluate(node.right, environment);
  if (operator === '==') return equality(left, right);
  if (operator === '!=') return negated(equality(left, right));
  return overAlternatives(
    [left, right],
    run,
    () => call(operator, left, right),
    ([one, other]) => {
      const first = operandOf(one!, 'number', node.left.span, run);
      const second = operandOf(other!, 'number', node.right.span, run);
      return (
        numeric(operator, first, second) ??
        fail(run, 'evaluation-failed', 'A number is divided by zero', node.span)
      );
    },
  );
}

/** Null where Terraform fails. */
function numeric(operator: Arithmetic, left: Value, right: Value): Value | null {
  if (left.kind !== 'scalar' || right.kind !== 'scalar') return symbolic(operator, [left, right]);
  const result = compute(operator, Number(left.value), Number(right.value));
  return result === null ? null : scalar(result, longerWay(left, right));
}

/** Of two operands a literal tells less than what came through a variable. */
function longerWay(left: Value, right: Value): Origin {
  return right.origin.length > left.origin.length ? right.origin : left.origin;
}

/** Whether a number is greater than another. */
export function isGreater(left: Value, right: Value): Value {
  return distribute(
    [left, right],
    () => call('>', left, right),
    ([one, other]) => numeric('>', one!, other!)!,
  );
}

type Arithmetic = Exclude<BinaryOperator, '&&' | '||' | '==' | '!='>;

/** Null where the result is not finite. */
function compute(operator: Arithmetic, left: number, right: number): number | boolean | null {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '+':
      return addNumbers(left, right);
    case '-':
      return addNumbers(left, -right);
    case '*':
      return rounded(left * right);
    case '/':
      return right === 0 ? null : quotient(left, right);
    case '%':
      return right === 0 ? null : remainderOf(left, right);
  }
}

function quotient(left: number, right: number): number {
  const isExact = Number.isInteger(left) && Number.isInteger(right);
  return isExact ? left / right : rounded(left / right);
}

// Terraform computes with 512 bits: what doubles leave behind the 15th digit is noise.
function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** The operand as a boolean or number; a failure where it is none. */
function operandOf(value: Value, type: Primitive, span: Span, run: Run): Value {
  const converted = isNull(value) ? null : convert(value, type);
  if (converted) return converted;
  const article = type === 'bool' ? 'A boolean' : 'A number';
  return fail(run, 'wrong-type', `${article} is expected here`, span);
}

/** `==`: never an error, values of different types are not equal. */
export function equality(left: Value, right: Value): Value {
  const result = equals(left, right) ?? knownEmpty(left, right);
  if (result !== null) return scalar(result, longerWay(left, right));
  return distribute(
    [left, right],
    () => call('==', ...ordered(left, right)),
    ([one, other]) => {
      const isEqual = equals(one!, other!) ?? knownEmpty(one!, other!);
      if (isEqual !== null) return scalar(isEqual, longerWay(one!, other!));
      return symbolic('==', ordered(one!, other!));
    },
  );
}

/** The same whichever stands first: what is not known before what is. */
function ordered(left: Value, right: Value): readonly [Value, Value] {
  const isOpen = (value: Value): boolean => value.kind === 'unknown' || value.kind === 'oneOf';
  const isInOrder = isOpen(left) === isOpen(right) ? valueKey(left) <= valueKey(right) : isOpen(left);
  return isInOrder ? [left, right] : [right, left];
}

/** Things that have members, strings and ids are not null, ids not empty either, also where it is not known what they are. */
function knownEmpty(left: Value, right: Value): boolean | null {
  const [value, other] = left.kind === 'unknown' ? [left, right] : [right, left];
  if (value.kind !== 'unknown') return null;
  if (isNull(other) && (value.members !== undefined || value.expression.kind === 'text')) return false;
  const isEmpty = isNull(other) || (other.kind === 'scalar' && other.value === '');
  return isEmpty && isId(value) ? false : null;
}

function negated(value: Value): Value {
  return distribute(
    [value],
    () => call('not', value),
    ([each]) => negation(each!),
  );
}

function connect(node: Binary, operator: '&&' | '||', environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const decisive = operator === '||';
  const left = boolean(evaluate(node.left, environment), node.left.span, run);
  if (left.kind === 'scalar' && left.value === decisive) return left;
  // Behind an operand that is not known Terraform may never come, so what fails there is no error.
  const right =
    left.kind === 'scalar'
      ? boolean(evaluate(node.right, environment), node.right.span, run)
      : run.speculate(() => boolean(evaluate(node.right, environment), node.right.span, run));
  return connected(operator, left, right);
}

function boolean(value: Value, span: Span, run: Run): Value {
  return overAlternatives(
    [value],
    run,
    () => call('tobool', value),
    ([each]) => operandOf(each!, 'bool', span, run),
  );
}

/** Kleene's conjunction or disjunction of two booleans. */
export function connected(operator: '&&' | '||', left: Value, right: Value): Value {
  const name = operator === '&&' ? 'and' : 'or';
  return distribute(
    [left, right],
    () => call(name, left, right),
    ([one, other]) => {
      const decisive = operator === '||';
      for (const each of [one!, other!]) if (each.kind === 'scalar' && each.value === decisive) return each;
      if (one!.kind === 'scalar') return other!;
      if (other!.kind === 'scalar' || valueKey(one!) === valueKey(other!)) return one!;
      return symbolic(name, [...operandsOf(name, one!), ...operandsOf(name, other!)]);
    },
  );
}

function operandsOf(name: string, value: Value): readonly Value[] {
  return value.kind === 'unknown' && value.expression.kind === 'call' && value.expression.name === name
    ? value.expression.args
    : [value];
}

/** All conditions together; null where there is none. */
export function conjunction(conditions: readonly (Value | null)[]): Value | null {
  let all: Value | null = null;
  for (const condition of conditions) {
    if (!condition) continue;
    const normal = asCondition(condition);
    all = all ? connected('&&', all, normal) : normal;
  }
  return all;
}

function symbolic(name: string, args: readonly Value[]): Value {
  const origin = args.find(arg => reasonOf(arg) !== undefined)?.origin ?? [];
  return unknown(call(name, ...args), reasonIn(args, 'an operand is not known'), origin);
}
