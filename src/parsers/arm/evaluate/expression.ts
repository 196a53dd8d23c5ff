// Expressions to values. Promises to be total: bounded steps and depth, errors as diagnostics, what cannot be known as symbols.
// Refuses to know what any function computes: the platform's context is `forms`, everything else the pure functions.

import { distribute } from '../../../model/distribute.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import type { Span } from '../../../model/source.ts';
import {
  array,
  call,
  type OneOfValue,
  type Origin,
  object,
  oneOf,
  type Scalar,
  type ScalarValue,
  scalar,
  unknown,
  type Value,
} from '../../../model/value.ts';
import { accessMember } from '../functions/access-member.ts';
import { applyFunction } from '../functions/apply-function.ts';
import { findKey } from '../functions/members.ts';
import type { Argument, Invocation, Lambda } from '../functions/types.ts';
import type {
  AccessNode,
  ArrayNode,
  CallNode,
  Expression,
  FunctionDeclaration,
  LambdaNode,
  LoopNode,
  MemberNode,
  ObjectNode,
} from '../template.ts';
import { constantOf } from './constants.ts';
import { type Environment, type Local, withLoop } from './environment.ts';
import { formOf } from './forms.ts';
import { countTurns, rememberTurns, turnsOf } from './loops.ts';

import { reasonOf } from './path.ts';

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
    case 'array':
      return constantOf(node) ?? evaluateArray(node, environment);
    case 'object':
      return constantOf(node) ?? evaluateObject(node, environment);
    case 'call':
      return evaluateCall(node, environment);
    case 'access':
      return evaluateAccess(node, environment);
    case 'local':
      return evaluateLocal(node.name, node.span, environment);
    case 'loop':
      return evaluateLoop(node, environment);
    case 'deferred':
      return evaluate(node.force(), environment);
    case 'lambda':
      return lambdaOf(node, environment).symbol;
    case 'error':
      return unknown(call('unreadable', placeOf(node.span)), node.reason, literalOrigin(node.span));
  }
}

function evaluateArray(node: ArrayNode, environment: Environment): Value {
  const origin = literalOrigin(node.span);
  if (!node.items.some(item => item.kind === 'spread')) {
    return array(
      node.items.map(item => evaluate(item as Expression, environment)),
      origin,
    );
  }
  const pieces = node.items.map(item =>
    item.kind === 'spread' ? evaluate(item.value, environment) : array([evaluate(item, environment)]),
  );
  return applyFunction('flatten', [array(pieces, origin)], invocation('flatten', node.span, environment));
}

function evaluateObject(node: ObjectNode, environment: Environment): Value {
  if (isPlain(node.members)) return objectOf(node.members, node, environment);
  const pieces: Value[] = [];
  let plain: MemberNode[] = [];
  for (const member of node.members) {
    if (member.kind === 'member') {
      plain.push(member);
      continue;
    }
    if (plain.length > 0) pieces.push(objectOf(plain, node, environment));
    plain = [];
    pieces.push(evaluate(member.value, environment));
  }
  if (plain.length > 0) pieces.push(objectOf(plain, node, environment));
  const merged = array(pieces, literalOrigin(node.span));
  return applyFunction('shallowMerge', [merged], invocation('shallowMerge', node.span, environment));
}

function isPlain(members: ObjectNode['members']): members is readonly MemberNode[] {
  return members.every(member => member.kind === 'member');
}

/** An object of members without spreads; symbolic where a member's name is not known. */
function objectOf(nodes: readonly MemberNode[], node: ObjectNode, environment: Environment): Value {
  const members = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  const keys = nodes.map(({ key }) => (key.kind === 'literal' ? key.value : evaluate(key, environment)));
  const unnamed = keys.find(key => nameOf(key) === null);
  if (unnamed !== undefined) return unnamedObject(nodes, keys, node, environment);
  nodes.forEach(({ value, keySpan }, index) => {
    const name = String(nameOf(keys[index]!));
    members.set(name, evaluate(value, environment));
    keySpans.set(name, keySpan);
  });
  return object(members, literalOrigin(node.span), keySpans);
}

function nameOf(key: Value | Scalar): Scalar {
  if (key === null || typeof key !== 'object') return key;
  return key.kind === 'scalar' ? key.value : null;
}

function unnamedObject(
  nodes: readonly MemberNode[],
  keys: readonly (Value | Scalar)[],
  node: ObjectNode,
  environment: Environment,
): Value {
  const names = keys.map(key => (key === null || typeof key !== 'object' ? scalar(key) : key));
  const all = nodes.flatMap(({ value }, index) => [names[index]!, evaluate(value, environment)]);
  const reason = names.map(reasonOf).find(reason => reason !== undefined);
  const symbol = call('createObject', ...all);
  return unknown(symbol, reason ?? 'the name of a member is not text', literalOrigin(node.span));
}

function evaluateCall(node: CallNode, environment: Environment): Value {
  const form = formOf(node.name);
  if (form) return form(node, environment, evaluate);
  const { functions } = environment.frame.template;
  const declared = functions.size > 0 ? functions.get(node.name.toLowerCase()) : undefined;
  if (declared) return callDeclared(declared, node, environment);
  const args: Argument[] = node.args.map(arg => argumentOf(arg, environment));
  const result = applyFunction(node.name, args, invocation(node.name, node.span, environment));
  if (result.kind === 'array' || result.kind === 'object')
    environment.frame.run.make(knowledgeOf(result).size, node.span);
  return result;
}

function argumentOf(node: Expression, environment: Environment): Argument {
  const read = node.kind === 'deferred' ? node.force() : node;
  return read.kind === 'lambda' ? lambdaOf(read, environment) : evaluate(read, environment);
}

/** A user-defined function sees its own arguments and functions, nothing else of the template. */
function callDeclared(declared: FunctionDeclaration, node: CallNode, environment: Environment): Value {
  const { frame } = environment;
  if (node.args.length !== declared.parameters.length) {
    const message = `\`${declared.name}()\` takes ${declared.parameters.length} arguments but is called with ${node.args.length}`;
    frame.run.report('wrong-arguments', message, node.span);
  }
  const values = new Map<string, Value>();
  declared.parameters.forEach((parameter, index) => {
    const arg = node.args[index];
    values.set(parameter.name.toLowerCase(), arg ? evaluate(arg, environment) : scalar(null));
  });
  const body = { frame, declared: frame, loops: null, locals: null, arguments: values, parameter: null };
  return frame.run.callOnce(
    declared,
    () => evaluate(declared.body, body),
    () => {
      const message = `Function \`${declared.name}()\` calls itself, directly or through others`;
      frame.run.report('cyclic-function', message, node.span, 'Functions cannot be recursive.');
      return unknown(call(declared.name, ...values.values()), message);
    },
  );
}

function evaluateAccess(node: AccessNode, environment: Environment): Value {
  const base = evaluate(node.base, environment);
  const key = evaluate(node.key, environment);
  const turns = node.fromEnd ? null : turnsOf(base);
  if (turns && isIndex(key)) return turns.at(key);
  const access = { safe: node.safe, fromEnd: node.fromEnd };
  const able = base.kind === 'oneOf' && !node.safe && !node.fromEnd ? withMember(base, key) : base;
  return accessMember(able, key, access, invocation('access', node.span, environment));
}

function isIndex(key: Value): boolean {
  return key.kind === 'unknown' || (key.kind === 'scalar' && typeof key.value === 'number');
}

/** The alternatives that have the member: where it is read, the others cannot be the case. */
function withMember(base: OneOfValue, key: Value): Value {
  const options = base.options.filter(option => mayHave(option, key));
  if (options.length === 0 || options.length === base.options.length) return base;
  return oneOf(options, base.expression, base.reason);
}

function mayHave(container: Value, key: Value): boolean {
  if (container.kind === 'unknown') return true;
  if (key.kind !== 'scalar') {
    return container.kind === 'array' ? container.items.length > 0 : container.kind === 'object';
  }
  if (container.kind === 'object') return findKey(container.members, String(key.value)) !== undefined;
  return container.kind === 'array' && typeof key.value === 'number' && key.value < container.items.length;
}

function evaluateLocal(name: string, span: Span, environment: Environment): Value {
  const wanted = name.toLowerCase();
  for (let local: Local | null = environment.locals; local; local = local.outer) {
    if (local.name === wanted) return local.value;
  }
  environment.frame.run.report('unknown-variable', `There is no lambda parameter \`${name}\` here`, span);
  return unknown(call('local', scalar(name)), `lambda parameter \`${name}\` is not declared`);
}

function evaluateLoop(node: LoopNode, environment: Environment): Value {
  const loop = countTurns(node, environment, evaluate);
  const origin = literalOrigin(node.span);
  const turn = (index: Value): Value => evaluate(node.body, withLoop(environment, node.name, index, false));
  const turns = (count: number): Value[] => Array.from({ length: count }, (_, index) => turn(scalar(index)));
  if (loop.kind === 'exactly') return array(turns(loop.count), origin);
  const { run } = environment.frame;
  if (loop.kind === 'among') {
    const items = run.speculate(() => turns(loop.most));
    return distribute(
      [loop.value],
      () => call('copy', loop.value, array(items)),
      ([count]) => array(items.slice(0, Math.max(0, Number((count as ScalarValue).value))), origin),
    );
  }
  const body = run.speculate(() => turn(loop.index));
  const copies = call('copy', loop.value, body);
  rememberTurns(copies, { count: loop.value, at: index => run.speculate(() => turn(index)) });
  return unknown(copies, loop.reason, origin);
}

function lambdaOf(node: LambdaNode, environment: Environment): Lambda {
  const invoke = (args: readonly Value[]): Value => {
    let { locals } = environment;
    node.parameters.forEach((name, index) => {
      const value = args[index] ?? scalar(null);
      locals = { name: name.toLowerCase(), value, depth: (locals?.depth ?? 0) + 1, outer: locals };
    });
    return evaluate(node.body, { ...environment, locals });
  };
  let symbol: Value | null = null;
  return {
    kind: 'lambda',
    parameters: node.parameters,
    invoke,
    // Parameters are numbered from the outermost, so that lambdas which differ only in their names are equal.
    get symbol() {
      const depth = environment.locals?.depth ?? 0;
      const names = node.parameters.map((name, index) =>
        unknown(call('local', scalar(depth + index + 1)), `\`${name}\` stands for each item`),
      );
      symbol ??= unknown(
        call(
          'lambda',
          scalar(names.length),
          environment.frame.run.speculate(() => invoke(names)),
        ),
        'a lambda is not a value',
      );
      return symbol;
    },
  };
}

function invocation(name: string, span: Span, environment: Environment): Invocation {
  const { run } = environment.frame;
  return { name, span, report: (code, message, hint) => run.report(code, message, span, hint) };
}

function literalOrigin(span: Span): Origin {
  return [{ role: 'literal', span }];
}

/** Tells unknowns apart that have nothing but their place in common. */
function placeOf(span: Span): Value {
  return scalar(`${span.source.path}:${span.start}`);
}
