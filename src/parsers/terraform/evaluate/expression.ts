// Expressions to values. Promises to be total: bounded steps and depth, errors as diagnostics, what cannot be known as symbols.
// Refuses to know what any function computes and what names stand for.

import type { Span } from '../../../model/source.ts';
import { array, call, type Origin, object, scalar, unknown, type Value } from '../../../model/value.ts';
import type { Expression, IndexAccess, ObjectConstructor, Tuple } from '../hcl/syntax.ts';
import { scalarText } from '../values/convert.ts';
import { access } from './access.ts';
import { evaluateCall } from './calls.ts';
import { evaluateConditional } from './conditional.ts';
import type { Environment } from './environment.ts';
import { fail, overAlternatives } from './failure.ts';
import { evaluateFor, evaluateSplat } from './for-expression.ts';
import { isNull, partlyRead, reasonIn } from './knowing.ts';
import { evaluateBinary, evaluateUnary } from './operators.ts';
import { evaluateName, referenceOf } from './references.ts';
import { evaluateTemplate } from './templates.ts';

/** The value of an expression where `environment` is what it sees. */
export function evaluate(node: Expression, environment: Environment): Value {
  const { run } = environment.frame;
  if (!run.enter(node.span))
    return unknown(call('unevaluated', placeOf(node.span)), 'the evaluation was cut short');
  const value = evaluateNode(node, environment);
  run.depth--;
  return value;
}

function evaluateNode(node: Expression, environment: Environment): Value {
  switch (node.kind) {
    case 'literal':
      return scalar(node.value, literalOrigin(node.span));
    case 'template':
      return evaluateTemplate(node, environment, evaluate);
    case 'variable':
      return evaluateName(node, environment);
    case 'attribute': {
      const reference = referenceOf(node, environment, evaluate);
      if (reference) return reference;
      const key = scalar(node.name.name);
      return access(evaluate(node.base, environment), key, node.name.span, environment.frame.run);
    }
    case 'index':
      return evaluateIndex(node, environment);
    case 'splat':
      return evaluateSplat(node, environment, evaluate);
    case 'call':
      return evaluateCall(node, environment, evaluate);
    case 'tuple':
      return evaluateTuple(node, environment);
    case 'object':
      return evaluateObject(node, environment);
    case 'for':
      return evaluateFor(node, environment, evaluate);
    case 'unary':
      return evaluateUnary(node, environment, evaluate);
    case 'binary':
      return evaluateBinary(node, environment, evaluate);
    case 'conditional':
      return evaluateConditional(node, environment, evaluate);
    case 'parenthesized':
      return evaluate(node.inner, environment);
    case 'error':
      return unknown(
        call('unreadable', placeOf(node.span)),
        'it could not be read',
        literalOrigin(node.span),
      );
  }
}

function evaluateIndex(node: IndexAccess, environment: Environment): Value {
  const base = evaluate(node.base, environment);
  return access(base, evaluate(node.key, environment), node.key.span, environment.frame.run);
}

function evaluateTuple({ items, span, broken }: Tuple, environment: Environment): Value {
  const value = array(
    items.map(item => evaluate(item, environment)),
    literalOrigin(span),
  );
  return broken ? partlyRead(value, span, 'this list') : value;
}

function evaluateObject(node: ObjectConstructor, environment: Environment): Value {
  const keys = node.members.map(({ key }) => evaluate(key, environment));
  const values = node.members.map(({ value }) => evaluate(value, environment));
  return overAlternatives(
    keys,
    environment.frame.run,
    () => call('object', ...keys.flatMap((key, index) => [key, values[index]!])),
    chosen => objectOf(node, chosen, values, environment),
  );
}

// A member whose name is not known may hide any other of the same name before it.
function objectOf(
  node: ObjectConstructor,
  keys: readonly Value[],
  values: readonly Value[],
  { frame: { run } }: Environment,
): Value {
  const members = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  const all: Value[] = [];
  let hasUnknown = false;
  for (const [index, { key }] of node.members.entries()) {
    const name = keys[index]!;
    all.push(name, values[index]!);
    if (name.kind === 'unknown') {
      hasUnknown = true;
      members.clear();
      continue;
    }
    if (name.kind !== 'scalar' || isNull(name))
      return fail(run, 'wrong-type', 'A key is not a string', key.span);
    members.set(scalarText(name.value!), values[index]!);
    keySpans.set(scalarText(name.value!), key.span);
  }
  const origin = literalOrigin(node.span);
  if (!hasUnknown) {
    const value = object(members, origin, keySpans);
    return node.broken ? partlyRead(value, node.span, 'this object') : value;
  }
  return { ...unknown(call('object', ...all), reasonIn(all, 'a key is not known'), origin), members };
}

function literalOrigin(span: Span): Origin {
  return [{ role: 'literal', span }];
}

/** Tells unknowns apart that have nothing but their place in common. */
function placeOf(span: Span): Value {
  return scalar(`${span.source.path}:${span.start}`);
}
