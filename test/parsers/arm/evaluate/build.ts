// Templates built by hand, for what no reader would make and for random ones.

import { createSource } from '../../../../src/model/source.ts';
import type { Scalar } from '../../../../src/model/value.ts';
import type {
  CallNode,
  Expression,
  ObjectNode,
  ParameterDeclaration,
  ResourceDeclaration,
  Template,
} from '../../../../src/parsers/arm/template.ts';

export const SOURCE = createSource('main.json', ' '.repeat(1000));

let next = 0;

/** A place of its own for each node. */
function place() {
  next = (next + 1) % 999;
  return { source: SOURCE, start: next, end: next + 1 };
}

export function literal(value: Scalar): Expression {
  return { kind: 'literal', value, span: place() };
}

export function list(...items: Expression[]): Expression {
  return { kind: 'array', items, span: place() };
}

export function record(members: Readonly<Record<string, Expression>>): ObjectNode {
  const nodes = Object.entries(members).map(([key, value]) => ({
    kind: 'member' as const,
    key: literal(key),
    value,
    keySpan: place(),
    span: place(),
  }));
  return { kind: 'object', members: nodes, span: place() };
}

export function apply(name: string, ...args: Expression[]): CallNode {
  return { kind: 'call', name, args, nameSpan: place(), span: place() };
}

export function access(base: Expression, key: Expression, safe = false): Expression {
  return { kind: 'access', base, key, safe, fromEnd: false, span: place() };
}

export function loop(name: string, count: Expression, body: Expression): Expression {
  return { kind: 'loop', name, count, body, span: place() };
}

export function parameter(name: string, options: Partial<ParameterDeclaration> = {}): ParameterDeclaration {
  const span = place();
  return {
    name,
    type: 'string',
    default: null,
    allowed: null,
    nullable: false,
    secure: false,
    nameSpan: span,
    span,
    ...options,
  };
}

export function resource(
  type: string,
  name: Expression,
  options: Partial<ResourceDeclaration> = {},
): ResourceDeclaration {
  const span = place();
  return {
    symbol: null,
    type: literal(type),
    apiVersion: literal('2024-01-01'),
    name,
    parent: null,
    existing: false,
    condition: null,
    loop: null,
    scope: null,
    body: record({}),
    module: null,
    span,
    header: span,
    ...options,
  };
}

export interface TemplateParts {
  readonly parameters?: readonly ParameterDeclaration[];
  readonly variables?: Readonly<Record<string, Expression>>;
  readonly resources?: readonly ResourceDeclaration[];
  readonly outputs?: Readonly<Record<string, Expression>>;
}

export function template({
  parameters = [],
  variables = {},
  resources = [],
  outputs = {},
}: TemplateParts): Template {
  const named = <T extends { readonly name: string }>(all: readonly T[]) =>
    new Map(all.map(each => [each.name.toLowerCase(), each]));
  return {
    source: SOURCE,
    language: 'arm',
    level: null,
    parameters: named(parameters),
    variables: named(Object.entries(variables).map(([name, value]) => ({ name, value, span: value.span }))),
    functions: new Map(),
    resources,
    outputs: named(
      Object.entries(outputs).map(([name, value]) => ({
        name,
        value,
        condition: null,
        secure: false,
        span: value.span,
      })),
    ),
    diagnostics: [],
    generatedFromBicep: false,
  };
}
