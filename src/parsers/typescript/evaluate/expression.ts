// Expressions to values. Data keeps its way from the literal over names and members; what is not known stays symbolic.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { decidingStep } from '../../../model/deciding-step.ts';
import {
  absent,
  call,
  NO_ORIGIN,
  type Origin,
  type Scalar,
  type Step,
  scalar,
  unknown,
} from '../../../model/value.ts';
import { patternOf } from '../builtins/patterns.ts';
import { awaited } from '../builtins/promises.ts';
import { imported, isLeaf, list, type ProgramValue } from '../values.ts';
import { evaluateCall, evaluateItems, evaluateNew, evaluateTagged } from './call-expression.ts';
import { further, negation } from './choice.ts';
import { createClass } from './classes.ts';
import { createFunction, createNamed, evaluateYield, spanOf } from './functions.ts';
import type { Binding } from './journal.ts';
import { getMember, inheritedMember, isNullish } from './members.ts';
import { evaluateObject } from './objects.ts';
import { applyBinary, applyUnary, conditionOf } from './operators.ts';
import { bindPattern, orElse } from './patterns.ts';
import { evaluateDelete, hasMember, instanceOf } from './relations.ts';
import type { Scope } from './scope.ts';
import { RunSite } from './site.ts';

/** `name` is what the program calls the value: functions and classes without a name get it. */
export function evaluate(node: TSESTree.Node, scope: Scope, name?: string): ProgramValue {
  scope.run.step(() => spanOf(node, scope));
  switch (node.type) {
    case 'Literal':
      return literal(node, scope);
    case 'Identifier':
      return evaluateName(node, scope);
    case 'MemberExpression':
      return evaluateMember(node, scope);
    case 'TemplateLiteral':
      return evaluateTemplate(node, scope);
    case 'ObjectExpression':
      return evaluateObject(node, scope);
    case 'ArrayExpression': {
      const { items, open } = evaluateItems(node.elements, scope);
      return list(items, literalOrigin(node, scope), open ?? scope.frame.module.faultIn(node));
    }
    case 'CallExpression':
      return evaluateCall(node, scope);
    case 'NewExpression':
      return evaluateNew(node, scope);
    case 'ArrowFunctionExpression':
      return createFunction(node, scope, name ?? null);
    case 'FunctionExpression':
      return createNamed(node, scope, name ?? null);
    case 'ClassExpression':
      return createClass(node, scope, name ?? 'class');
    case 'ConditionalExpression':
      return evaluateConditional(node, scope);
    case 'LogicalExpression':
      return evaluateLogical(node, scope);
    case 'BinaryExpression':
      return evaluateBinary(node, scope);
    case 'UnaryExpression':
      if (node.operator === 'delete') return evaluateDelete(node.argument, scope);
      return applyUnary(node.operator, evaluate(node.argument, scope), stepOf(node, scope), scope.run);
    case 'AssignmentExpression':
      return evaluateAssignment(node, scope);
    case 'UpdateExpression': {
      const before = evaluate(node.argument, scope);
      const operator = node.operator === '++' ? '+' : '-';
      const after = applyBinary(operator, before, scalar(1), stepOf(node, scope), scope.run);
      bindPattern(node.argument, after, scope, null);
      return node.prefix ? after : before;
    }
    case 'ThisExpression':
      return scope.frame.self;
    case 'ChainExpression':
      return evaluate(node.expression, scope);
    case 'AwaitExpression':
      return awaited(evaluate(node.argument, scope));
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return evaluate(node.expression, scope, name);
    case 'SequenceExpression':
      return node.expressions.map(each => evaluate(each, scope)).at(-1) ?? absent();
    case 'TaggedTemplateExpression':
      return evaluateTagged(node, scope);
    case 'ImportExpression': {
      const specifier = evaluate(node.source, scope);
      const value =
        specifier.kind === 'scalar' ? scope.frame.module.importModule(String(specifier.value)) : specifier;
      return { kind: 'promise', value, origin: [] };
    }
    case 'MetaProperty':
      return imported('', ['import', 'meta']);
    case 'YieldExpression':
      return evaluateYield(node, scope);
    default:
      return unknown(
        call('syntax', scalar(scope.source.path), scalar(node.range[0])),
        `\`${node.type}\` is not followed`,
        literalOrigin(node, scope),
      );
  }
}

export function siteOf(node: TSESTree.Node, scope: Scope, head?: number): RunSite {
  return new RunSite(scope.run, spanOf(node, scope), head);
}

export function literalOrigin(node: TSESTree.Node, scope: Scope): Origin {
  if (scope.source.external && !scope.run.isInLibrary) return NO_ORIGIN;
  return [{ role: 'literal', span: spanOf(node, scope) }];
}

export function stepOf(node: TSESTree.Node, scope: Scope): Step {
  return { role: 'expression', span: spanOf(node, scope) };
}

function literal(node: TSESTree.Literal, scope: Scope): ProgramValue {
  if ('regex' in node) {
    const { pattern, flags } = node.regex;
    return patternOf(pattern, flags, literalOrigin(node, scope));
  }
  const value = typeof node.value === 'bigint' ? Number(node.value) : (node.value as Scalar);
  return scalar(value, literalOrigin(node, scope));
}

function evaluateName(node: TSESTree.Identifier, scope: Scope): ProgramValue {
  const found = scope.find(node.name);
  if (typeof found === 'function') return used(found(), 'variable', node, node.name, scope);
  if (found) return ownName(found, node, scope);
  if (node.name === 'undefined') return absent(literalOrigin(node, scope));
  if (node.name === '')
    return scope.frame.module.faultIn(node) ?? unknown(call('missing'), 'it is missing here');
  const site = siteOf(node, scope);
  const global = scope.run.libraryOf('')?.read?.(imported('', [node.name]), site);
  return (
    (global as ProgramValue | undefined) ?? scope.frame.module.global(node.name) ?? imported('', [node.name])
  );
}

function ownName(binding: Binding, node: TSESTree.Identifier, scope: Scope): ProgramValue {
  if (binding.value) return used(binding.value, binding.role, node, node.name, scope);
  const reason = `\`${node.name}\` is read before it has a value`;
  return unknown(call('unset', scalar(node.name)), reason, [stepOf(node, scope)]);
}

function used(
  value: ProgramValue,
  role: Binding['role'],
  node: TSESTree.Node,
  name: string,
  scope: Scope,
): ProgramValue {
  return further(value, { role, span: spanOf(node, scope), name });
}

/** The name of a member, computed where it has to be; null where that is not known. */
export function propertyName(
  node: { readonly computed: boolean; readonly key?: TSESTree.Node; readonly property?: TSESTree.Node },
  scope: Scope,
): string | null {
  const key = (node.key ?? node.property)!;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal') return String(key.value);
  const value = evaluate(key, scope);
  return value.kind === 'scalar' ? String(value.value) : null;
}

const LONGEST_NAME = 60;

function evaluateMember(node: TSESTree.MemberExpression, scope: Scope): ProgramValue {
  if (node.object.type === 'Super') return superMember(node, scope);
  const object = evaluate(node.object, scope);
  const value = unlessSkipped(node, object, scope, each => memberByKey(node, each, scope));
  if (!isLeaf(value) && value.kind !== 'choice') return value;
  if (value.kind === 'choice' ? value.options.some(each => isSkipped(each.value)) : isSkipped(value))
    return value;
  if (value.kind === 'absent' && value.origin.length > 0) return value;
  const [start, end] = node.range;
  const text = end - start <= LONGEST_NAME ? scope.source.text.slice(start, end) : '';
  return used(value, roleOf(node, scope), node, text === '' ? 'member' : text, scope);
}

/** A member of a parameter reads like one, any other like a variable. */
function roleOf(node: TSESTree.MemberExpression, scope: Scope): Binding['role'] {
  let root: TSESTree.Node = node;
  while (root.type === 'MemberExpression') root = root.object;
  const found = root.type === 'Identifier' ? scope.find(root.name) : undefined;
  return found && typeof found !== 'function' ? found.role : 'variable';
}

function memberByKey(node: TSESTree.MemberExpression, object: ProgramValue, scope: Scope): ProgramValue {
  const site = siteOf(node, scope);
  if (!node.computed) return getMember(object, propertyName(node, scope) ?? '', site);
  return byKey(object, evaluate(node.property, scope), scope, site);
}

export function byKey(object: ProgramValue, key: ProgramValue, scope: Scope, site: RunSite): ProgramValue {
  const { run } = scope;
  if (key.kind === 'choice') return run.options(key, site, each => byKey(object, each, scope, site));
  const data = run.toValue(key);
  if (data.kind === 'scalar') return getMember(object, String(data.value), site);
  const reason = data.kind === 'unknown' ? data.reason : 'the name of the member is not known';
  const of = run.toValue(object);
  return unknown({ kind: 'member', of, key: data }, reason, data.origin);
}

/** What comes of an object: `object?.x` of nothing is nothing, also where it is nothing under some condition only. */
export function unlessSkipped(
  node: { readonly optional: boolean },
  object: ProgramValue,
  scope: Scope,
  then: (object: ProgramValue) => ProgramValue,
): ProgramValue {
  const skips = (each: ProgramValue): boolean => isNullish(each) && (node.optional || isSkipped(each));
  const walk = (each: ProgramValue): ProgramValue => (skips(each) ? absent() : then(each));
  if (object.kind !== 'choice' || !object.options.some(each => skips(each.value))) return walk(object);
  return scope.run.forkValues(object.options.map(({ value, when }) => ({ when, walk: () => walk(value) })));
}

/** What was left behind by `?.`, which the rest of a chain passes on. */
function isSkipped(value: ProgramValue): boolean {
  return value.kind === 'absent' && value.origin.length === 0;
}

function superMember(node: TSESTree.MemberExpression, scope: Scope): ProgramValue {
  const { self, home, isStatic } = scope.frame;
  const name = propertyName(node, scope);
  if (!home || name === null) return absent();
  const member = inheritedMember(home.parent, name, isStatic);
  if (member) return member.getter ? member.getter.call(self, [], siteOf(node, scope)) : member.value;
  return self.kind === 'instance'
    ? getMember({ ...self, class: null, members: new Map() }, name, siteOf(node, scope))
    : absent();
}

function evaluateTemplate(node: TSESTree.TemplateLiteral, scope: Scope): ProgramValue {
  const parts: (string | ProgramValue)[] = [];
  for (const [index, quasi] of node.quasis.entries()) {
    parts.push(quasi.value.cooked ?? quasi.value.raw);
    const expression = node.expressions[index];
    if (expression) parts.push(evaluate(expression, scope));
  }
  return scope.run.textOf(parts, literalOrigin(node, scope));
}

function evaluateConditional(node: TSESTree.ConditionalExpression, scope: Scope): ProgramValue {
  const test = evaluate(node.test, scope);
  const condition = conditionOf(test, scope.run);
  if (typeof condition === 'boolean') {
    const chosen = evaluate(condition ? node.consequent : node.alternate, scope);
    return isLeaf(test) ? further(chosen, ...decidingStep(test)) : chosen;
  }
  return scope.run.forkValues([
    { when: condition, walk: () => evaluate(node.consequent, scope) },
    { when: negation(condition), walk: () => evaluate(node.alternate, scope) },
  ]);
}

function evaluateLogical(node: TSESTree.LogicalExpression, scope: Scope): ProgramValue {
  const left = evaluate(node.left, scope);
  const right = (): ProgramValue => evaluate(node.right, scope);
  return logical(node.operator, left, right, scope);
}

function logical(
  operator: TSESTree.LogicalExpression['operator'],
  left: ProgramValue,
  right: () => ProgramValue,
  scope: Scope,
): ProgramValue {
  const { run } = scope;
  if (operator === '??') return orElse(left, right, true, scope);
  if (left.kind === 'choice')
    return run.forkValues(
      left.options.map(({ when, value }) => ({ when, walk: () => logical(operator, value, right, scope) })),
    );
  const condition = conditionOf(left, run);
  const goesOn = operator === '&&';
  if (typeof condition === 'boolean') return condition === goesOn ? right() : left;
  return run.forkValues([
    { when: condition, walk: goesOn ? right : () => left },
    { when: negation(condition), walk: goesOn ? () => falsy(left) : right },
  ]);
}

/** What a value that is not true may be, where only that it is not matters. */
function falsy(left: ProgramValue): ProgramValue {
  return isLeaf(left) && left.kind === 'unknown' ? scalar(false, left.origin) : left;
}

function evaluateBinary(node: TSESTree.BinaryExpression, scope: Scope): ProgramValue {
  const { run } = scope;
  const right = evaluate(node.right, scope);
  if (node.operator === 'in') {
    const name =
      node.left.type === 'PrivateIdentifier' ? scalar(`#${node.left.name}`) : evaluate(node.left, scope);
    return hasMember(right, name, node, scope);
  }
  const left = evaluate(node.left, scope);
  if (node.operator === 'instanceof') return instanceOf(left, right, node, scope);
  return applyBinary(node.operator, left, right, stepOf(node, scope), run);
}

function evaluateAssignment(node: TSESTree.AssignmentExpression, scope: Scope): ProgramValue {
  const { operator } = node;
  const name = node.left.type === 'Identifier' ? node.left.name : undefined;
  const right = (): ProgramValue => evaluate(node.right, scope, name);
  const value = operator === '=' ? right() : assigned(operator.slice(0, -1), node, right, scope);
  bindPattern(node.left, value, scope, null);
  return value;
}

function assigned(
  operator: string,
  node: TSESTree.AssignmentExpression,
  right: () => ProgramValue,
  scope: Scope,
): ProgramValue {
  const before = evaluate(node.left, scope);
  if (operator === '??' || operator === '||' || operator === '&&')
    return logical(operator, before, right, scope);
  return applyBinary(operator, before, right(), stepOf(node, scope), scope.run);
}
