// Bicep expressions to template expressions, as Microsoft's compiler translates them (its ExpressionConverter). Promises to be total:
// what makes no sense becomes an error node with a diagnostic. Every node keeps the span of the Bicep text.

import type { Span } from '../../../model/source.ts';
import type { MemberNode, Expression as Node, SpreadNode } from '../../arm/template.ts';
import type {
  ArrayExpression,
  BinaryExpression,
  BinaryOperator,
  Expression,
  ForExpression,
  LambdaExpression,
  ObjectExpression,
  StringExpression,
  UnaryExpression,
  VariableAccess,
} from '../syntax.ts';
import { lowerArrayAccess, lowerPropertyAccess, moduleReference, resourceReference } from './access.ts';
import { lowerFunctionCall, lowerMethodCall } from './call.ts';
import { baseParameters } from './extends.ts';
import { importedVariable } from './imports.ts';
import { access, call, error, literal } from './nodes.ts';
import { type Binding, innerScope, lookUp, loopName, type Scope } from './scope.ts';
import { type ModuleSymbol, plainText, type ResourceSymbol } from './symbols.ts';
import { variableName } from './variables.ts';

/** Expressions nested deeper than this are not looked into. */
const DEEPEST = 1000;

/** The node for an expression whose names mean what `scope` says. */
export function lower(expression: Expression, scope: Scope): Node {
  const { template } = scope.file;
  if (template.depth >= DEEPEST) {
    template.report('too-deep', `Expressions are nested deeper than ${DEEPEST} levels here`, expression.span);
    return error('the expression is nested too deeply', expression.span);
  }
  template.depth++;
  const node = lowerByKind(expression, scope);
  template.depth--;
  return node;
}

function lowerByKind(expression: Expression, scope: Scope): Node {
  const { span } = expression;
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, span);
    case 'string':
      return lowerString(expression, scope);
    case 'array':
      return lowerArray(expression, scope);
    case 'object':
      return lowerObject(expression, scope);
    case 'variable':
      return lowerVariable(expression, scope);
    case 'propertyAccess':
      return lowerPropertyAccess(expression, scope);
    case 'arrayAccess':
      return lowerArrayAccess(expression, scope);
    case 'resourceAccess':
      return resourceReference(expression, scope);
    case 'functionCall':
      return lowerFunctionCall(expression, scope);
    case 'methodCall':
      return lowerMethodCall(expression, scope);
    case 'unary':
      return lowerUnary(expression, scope);
    case 'binary':
      return lowerBinary(expression, scope);
    case 'ternary': {
      const { condition, whenTrue, whenFalse } = expression;
      return call(
        'if',
        [condition, whenTrue, whenFalse].map(each => lower(each, scope)),
        span,
      );
    }
    case 'nonNull':
      return lower(expression.operand, scope);
    case 'parenthesized':
      return lower(expression.inner, scope);
    case 'lambda':
      return lowerLambda(expression, [], scope);
    case 'for':
      return lowerLoop(expression, 'items', scope);
    case 'if':
      return misplaced('`if (…)` is only possible in front of the body of a resource or module', span, scope);
    case 'error':
      return error('the expression could not be read', span);
  }
}

/** Interpolation is `format()` in the template form. */
function lowerString(expression: StringExpression, scope: Scope): Node {
  const plain = plainText(expression);
  if (plain !== null) return literal(plain, expression.span);
  let pattern = '';
  const args: Node[] = [];
  for (const part of expression.parts) {
    if (part.kind === 'text') pattern += part.value.replaceAll('{', '{{').replaceAll('}', '}}');
    else {
      pattern += `{${args.length}}`;
      args.push(lower(part.expression, scope));
    }
  }
  return call('format', [literal(pattern, expression.span), ...args], expression.span);
}

function lowerArray(expression: ArrayExpression, scope: Scope): Node {
  const items = expression.items.map((item): Node | SpreadNode =>
    item.kind === 'spread'
      ? { kind: 'spread', value: lower(item.value, scope), span: item.span }
      : lower(item, scope),
  );
  return { kind: 'array', items, span: expression.span };
}

function lowerObject(expression: ObjectExpression, scope: Scope): Node {
  return { kind: 'object', members: lowerMembers(expression, scope), span: expression.span };
}

/** The members of an object but those with a name in `omitted`; nested resources are declarations, not members. */
export function lowerMembers(
  expression: ObjectExpression,
  scope: Scope,
  omitted: ReadonlySet<string> = NOTHING,
): (MemberNode | SpreadNode)[] {
  const members: (MemberNode | SpreadNode)[] = [];
  for (const member of expression.members) {
    if (member.kind === 'nested') continue;
    if (member.kind === 'error') {
      // It could be any member that is not written elsewhere: those that are stand after it.
      const value: Node = {
        kind: 'error',
        reason: 'a part of this object could not be read',
        span: member.span,
      };
      members.unshift({ kind: 'spread', value, span: member.span });
      continue;
    }
    if (member.kind === 'spread') {
      members.push({ kind: 'spread', value: lower(member.value, scope), span: member.span });
      continue;
    }
    const name = plainText(member.key);
    if (name !== null && omitted.has(name)) continue;
    members.push({
      kind: 'member',
      key: lowerString(member.key, scope),
      value: lowerValue(member.value, name ?? 'items', scope),
      keySpan: member.key.span,
      span: member.span,
    });
  }
  return members;
}

const NOTHING: ReadonlySet<string> = new Set();

/** A value that has a name, after which its loop is called if it is one. */
export function lowerValue(expression: Expression, name: string, scope: Scope): Node {
  return expression.kind === 'for' ? lowerLoop(expression, name, scope) : lower(expression, scope);
}

function lowerLoop(expression: ForExpression, wanted: string, scope: Scope): Node {
  const name = loopName(wanted, scope);
  const { inner, count } = enterLoop(expression, name, null, scope);
  if (expression.body.kind === 'if') {
    return misplaced(
      'Only loops of resources and modules can be filtered with `if`',
      expression.body.span,
      scope,
    );
  }
  return { kind: 'loop', name, count, body: lower(expression.body, inner), span: expression.span };
}

/** The scope inside a loop, and how often it runs. The index is `copyIndex()` unless one is given. */
export function enterLoop(
  expression: ForExpression,
  name: string,
  givenIndex: Node | null,
  scope: Scope,
): { inner: Scope; count: Node } {
  const items = lower(expression.items, scope);
  const index =
    givenIndex ??
    call('copyIndex', [literal(name, expression.item.span)], (expression.index ?? expression.item).span);
  const names = new Map<string, Binding>([[expression.item.name, { kind: 'item', items, index }]]);
  if (expression.index) names.set(expression.index.name, { kind: 'index', index });
  return {
    inner: innerScope(scope, names, name),
    count: call('length', [items], expression.items.span),
  };
}

/** `each` says for each parameter which collection it is taken from, where that is one of modules or resources. */
export function lowerLambda(
  expression: LambdaExpression,
  each: readonly (ModuleSymbol | ResourceSymbol | null)[],
  scope: Scope,
): Node {
  const names = new Map<string, Binding>();
  expression.parameters.forEach((parameter, index) => {
    names.set(parameter.name.name, { kind: 'lambda', each: each[index] ?? null });
  });
  return {
    kind: 'lambda',
    parameters: expression.parameters.map(parameter => parameter.name.name),
    body: lower(expression.body, innerScope(scope, names)),
    span: expression.span,
  };
}

function lowerVariable(expression: VariableAccess, scope: Scope): Node {
  const { name, span } = expression;
  const { file } = scope;
  const symbol = lookUp(name.name, scope);
  switch (symbol?.kind) {
    case 'lambda':
      return { kind: 'local', name: name.name, span };
    case 'argument':
      return call('parameters', [literal(name.name, span)], span);
    case 'item':
      return access(symbol.items, symbol.index, span);
    case 'index':
      return { ...symbol.index, span } as Node;
    case 'param':
      return call('parameters', [literal(name.name, span)], span);
    case 'var':
    case 'assignment':
      return call('variables', [literal(variableName(symbol.statement, file), span)], span);
    case 'resource':
      return resourceReference(expression, scope);
    case 'module':
      return moduleReference(symbol, null, span);
    case 'imported':
      return importedVariable(symbol.statement, symbol.symbol.name.name, name, file);
    case 'base':
      return baseParameters(symbol.statement, span, file);
    case 'func':
    case 'type':
    case 'wildcard':
    case 'extension':
      return misplaced(`\`${name.name}\` is ${A_KIND[symbol.kind]}, not a value`, span, scope);
    default:
      return unknownName(name.name, 'Nothing of the name', span, scope);
  }
}

const A_KIND = {
  func: 'a function',
  type: 'a type',
  wildcard: 'what a file exports',
  extension: 'an extension',
} as const;

function lowerUnary(expression: UnaryExpression, scope: Scope): Node {
  const { operand, span } = expression;
  if (expression.operator === '!') return call('not', [lower(operand, scope)], span);
  if (operand.kind === 'literal' && typeof operand.value === 'number') return literal(-operand.value, span);
  return call('sub', [literal(0, span), lower(operand, scope)], span);
}

function lowerBinary(expression: BinaryExpression, scope: Scope): Node {
  const { span } = expression;
  const sides = [lower(expression.left, scope), lower(expression.right, scope)];
  const lowered = () => sides.map(side => call('toLower', [side], side.span));
  switch (expression.operator) {
    case '!=':
      return call('not', [call('equals', sides, span)], span);
    case '=~':
      return call('equals', lowered(), span);
    case '!~':
      return call('not', [call('equals', lowered(), span)], span);
    default:
      return call(FUNCTION_OF[expression.operator], sides, span);
  }
}

const FUNCTION_OF: Readonly<Record<Exclude<BinaryOperator, '!=' | '=~' | '!~'>, string>> = {
  '||': 'or',
  '&&': 'and',
  '==': 'equals',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '??': 'coalesce',
};

function misplaced(message: string, span: Span, scope: Scope): Node {
  scope.file.template.report('misplaced-expression', message, span);
  return error('the expression makes no sense here', span);
}

/** `what` begins the message: "Nothing of the name". */
function unknownName(name: string, what: string, span: Span, scope: Scope): Node {
  scope.file.template.report(
    'unknown-name',
    `${what} \`${name}\` is declared in this file`,
    span,
    'Check the spelling, upper and lower case included.',
  );
  return error(`\`${name}\` is not declared`, span);
}
