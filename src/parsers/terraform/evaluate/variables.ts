// The value of a variable: what was given for it, else its default, else what its validation allows; always of its type.
// https://developer.hashicorp.com/terraform/language/values/variables. Refuses to know where variable files are.

import { array, call, type Origin, object, oneOf, unknown, type Value } from '../../../model/value.ts';
import type { Expression } from '../hcl/syntax.ts';
import type { VariableDeclaration } from '../module.ts';
import type { Defaults } from '../read-type.ts';
import { convert } from '../values/convert.ts';
import { typeName } from '../values/types.ts';
import { overAlternatives } from './failure.ts';
import { isNull } from './knowing.ts';
import type { Run } from './run.ts';

/** What one module instance gives for its variables. */
export interface Given {
  readonly value: (name: string) => Value | undefined;
  /** How the person who would give it is told that it is missing. */
  readonly missing: (declared: VariableDeclaration) => string;
  /** Why more may be given than could be read; null where all of it was. */
  readonly unread: string | null;
}

export function variableValue(
  declared: VariableDeclaration,
  given: Given,
  symbol: Value,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  const value = given.value(declared.name);
  if (!value) {
    if (given.unread !== null) return missingValue(declared, given.unread, symbol, run, evaluate);
    if (declared.default) return defaultValue(declared, declared.default, run, evaluate);
    return missingValue(declared, given.missing(declared), symbol, run, evaluate);
  }
  const orDefault =
    declared.default && !declared.nullable
      ? withoutNull(value, declared, declared.default, run, evaluate)
      : value;
  return typed(orDefault, declared, run, evaluate);
}

/** Where a variable is not nullable, null means its default. */
function withoutNull(
  value: Value,
  declared: VariableDeclaration,
  node: Expression,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  return overAlternatives(
    [value],
    run,
    () => call('var', value),
    ([each]) => (isNull(each!) ? defaultValue(declared, node, run, evaluate) : each!),
  );
}

function defaultValue(
  declared: VariableDeclaration,
  node: Expression,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  const value = evaluate(node);
  const step = { role: 'default', span: node.span, name: declared.name } as const;
  return typed({ ...value, origin: [...value.origin, step] }, declared, run, evaluate);
}

/** The value with the defaults of optional attributes, as the declared type; as it was given where that is impossible. */
function typed(
  value: Value,
  declared: VariableDeclaration,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  if (!declared.type) return value;
  const { type, defaults } = declared.type;
  const complete = defaults ? withDefaults(value, defaults, evaluate) : value;
  const converted = convert(complete, type);
  if (converted) return converted;
  const place = value.origin.findLast(({ role }) => role === 'module-argument' || role === 'parameter-file');
  const span = place?.span ?? value.origin.at(-1)?.span ?? declared.nameSpan;
  const message = `Variable \`${declared.name}\` takes ${typeName(type)}; this value is none`;
  run.report('wrong-variable-type', message, span, 'The value is used as given.');
  return complete;
}

const DEEPEST = 64;

/** Defaults of optional attributes stand in for what is missing or null, at any depth of the type. */
function withDefaults(
  value: Value,
  defaults: Defaults,
  evaluate: (node: Expression) => Value,
  depth = 0,
): Value {
  if (depth > DEEPEST) return value;
  const inside = (part: Value, inner: Defaults | null | undefined): Value =>
    inner ? withDefaults(part, inner, evaluate, depth + 1) : part;
  switch (value.kind) {
    case 'oneOf':
      return { ...value, options: value.options.map(option => inside(option, defaults)) };
    case 'array': {
      const items = value.items.map((item, index) =>
        inside(item, defaults.items ?? defaults.children.get(String(index))),
      );
      return { ...array(items, value.origin), ...(value.set ? { set: true } : {}) };
    }
    case 'object': {
      const members = new Map(value.members);
      for (const [name, member] of members)
        members.set(name, inside(member, defaults.items ?? defaults.children.get(name)));
      for (const [name, { value: node }] of defaults.attributes) {
        const member = members.get(name);
        if (!member || isNull(member)) members.set(name, inside(evaluate(node), defaults.children.get(name)));
      }
      return object(members, value.origin, value.keySpans);
    }
    default:
      return value;
  }
}

function missingValue(
  declared: VariableDeclaration,
  reason: string,
  symbol: Value,
  run: Run,
  evaluate: (node: Expression) => Value,
): Value {
  const origin: Origin = [{ role: 'parameter', span: declared.nameSpan, name: declared.name }];
  const expression = call('var', symbol);
  for (const { condition } of declared.validations) {
    const allowed = run.speculate(() => allowedValues(condition, declared.name, evaluate));
    if (allowed && allowed.length > 0) return oneOf(allowed, expression, reason, origin);
  }
  return unknown(expression, reason, origin);
}

/** The values that a condition allows for the variable, where it lists them: `contains([…], var.x)`, `var.x == "a" || …`. */
function allowedValues(
  node: Expression,
  name: string,
  evaluate: (node: Expression) => Value,
): readonly Value[] | null {
  const inside = (inner: Expression): readonly Value[] | null => allowedValues(inner, name, evaluate);
  switch (node.kind) {
    case 'parenthesized':
      return inside(node.inner);
    case 'call': {
      const [list, item] = node.args;
      if (node.name !== 'contains' || !list || !item || !isVariable(item, name)) return null;
      const values = evaluate(list);
      return values.kind === 'array' && values.items.every(each => each.kind === 'scalar')
        ? values.items
        : null;
    }
    case 'binary': {
      if (node.operator === '==') {
        const other = isVariable(node.left, name)
          ? node.right
          : isVariable(node.right, name)
            ? node.left
            : null;
        const value = other && evaluate(other);
        return value?.kind === 'scalar' ? [value] : null;
      }
      const [left, right] = [inside(node.left), inside(node.right)];
      if (node.operator === '&&') return left ?? right;
      return node.operator === '||' && left && right ? [...left, ...right] : null;
    }
    case 'conditional': {
      const always = node.whenTrue.kind === 'literal' && node.whenTrue.value === true;
      const [left, right] = [inside(node.condition), inside(node.whenFalse)];
      return always && left && right ? [...left, ...right] : null;
    }
    default:
      return null;
  }
}

function isVariable(node: Expression, name: string): boolean {
  return (
    node.kind === 'attribute' &&
    node.base.kind === 'variable' &&
    node.base.name === 'var' &&
    node.name.name === name
  );
}
