// Functions of the program: their parameters bound, their bodies walked, what they return under conditions joined.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { type Span, span } from '../../../model/source.ts';
import { absent, call, scalar, unknown } from '../../../model/value.ts';
import { type Generate, generator, MOST_YIELDS } from '../builtins/generators.ts';
import { itemsOf } from '../builtins/iterate.ts';
import type { Site } from '../library.ts';
import {
  type ClassValue,
  type FunctionValue,
  type ListValue,
  list,
  openOfArguments,
  type ProgramValue,
} from '../values.ts';
import { either, further, join, negation } from './choice.ts';
import { Thrown } from './endings.ts';
import { evaluate, literalOrigin, siteOf } from './expression.ts';
import { memberOfUnknown } from './members.ts';
import { bindPattern } from './patterns.ts';
import { type Frame, Scope } from './scope.ts';
import type { RunSite } from './site.ts';
import { hoist, walkStatements } from './statements.ts';

export type FunctionNode =
  | TSESTree.FunctionDeclaration
  | TSESTree.FunctionExpression
  | TSESTree.ArrowFunctionExpression;

/** Where a method was written: what `super` and `this` mean in it. */
export interface Home {
  readonly class: ClassValue;
  readonly isStatic: boolean;
}

/** A function that calls itself under conditions that are not known is followed so often. */
const MOST_OPEN_TURNS = 3;

/** A function value that closes over a scope. Arrow functions have the `this` of their scope. */
export function createFunction(
  node: FunctionNode,
  scope: Scope,
  name: string | null,
  home: Home | null = null,
): FunctionValue {
  const place = spanOf(node, scope);
  const isArrow = node.type === 'ArrowFunctionExpression';
  const marks: number[] = [];
  return {
    kind: 'function',
    name: name ?? 'function',
    length: lengthOf(node.params),
    members: new Map(),
    origin: literalOrigin(node, scope),
    call(self, args, site) {
      const { frame } = scope;
      const inner: Frame = {
        run: frame.run,
        module: frame.module,
        self: isArrow ? frame.self : self,
        home: isArrow ? frame.home : (home?.class ?? null),
        isStatic: isArrow ? frame.isStatic : (home?.isStatic ?? false),
        returned: [],
        since: frame.run.mark,
      };
      if (marks.length >= MOST_OPEN_TURNS && frame.run.mark > marks.at(-MOST_OPEN_TURNS)!)
        return unknown(
          call('recursion', scalar(place.start)),
          `how often \`${name ?? 'a function'}\` calls itself is not known`,
        );
      if (node.generator)
        return generator(
          sent => generate(node, name, inner, sent, scope, args, site as RunSite),
          [site.step],
        );
      marks.push(frame.run.mark);
      let result: ProgramValue | null;
      try {
        result = frame.run.enter(name, scope.source, site, () =>
          runBody(node, new Scope(inner, scope), args, site),
        );
      } catch (error) {
        if (!node.async || !(error instanceof Thrown)) throw error;
        const rejection = { isHandled: false };
        frame.run.rejections.push({ rejection, span: site.span });
        return { kind: 'promise', value: error.value, rejected: rejection, origin: [site.step] };
      } finally {
        marks.pop();
      }
      if (result === null)
        return unknown(call('deep', scalar(place.start)), `\`${name ?? 'a function'}\` is nested too deeply`);
      return node.async && result.kind !== 'promise'
        ? { kind: 'promise', value: result, origin: [] }
        : result;
    },
  };
}

/** A function that may have a name of its own, which only it sees. */
export function createNamed(
  node: TSESTree.FunctionExpression,
  scope: Scope,
  name: string | null,
): FunctionValue {
  if (!node.id) return createFunction(node, scope, name);
  const inner = new Scope(scope.frame, scope);
  const made = createFunction(node, inner, node.id.name);
  inner.declare(node.id.name, made);
  return made;
}

/** Parameters before the first that need not be given. */
function lengthOf(params: readonly TSESTree.Parameter[]): number {
  const optional = params.findIndex(each => each.type === 'AssignmentPattern' || each.type === 'RestElement');
  return optional < 0 ? params.length : optional;
}

/** Where a node is; of what a library has written, where the program called it. */
export function spanOf(node: { readonly range: readonly [number, number] }, scope: Scope): Span {
  const { source, run } = scope;
  return source.external ? run.callOfLibrary.header : span(source, node.range[0], node.range[1]);
}

/** Walks the body of a generator until it ends or goes on for too long. */
function generate(
  node: FunctionNode,
  name: string | null,
  outer: Frame,
  sent: ProgramValue,
  scope: Scope,
  args: readonly ProgramValue[],
  site: RunSite,
): ReturnType<Generate> {
  const { run } = outer;
  const items = list([]);
  const frame: Frame = { ...outer, returned: [], since: run.mark, generated: { items, sent } };
  const inner = new Scope(frame, scope);
  const reason = `how often \`${name ?? 'a generator'}\` goes on is not known`;
  const open = unknown(call('generator', scalar(scope.source.path), scalar(node.range[0])), reason);
  try {
    const result = run.enter(name, scope.source, site, () => runBody(node, inner, args, site));
    return { items: items.items, open: result === null ? open : items.open, result: result ?? open };
  } catch (error) {
    if (!(error instanceof Endless) || error.items !== items) throw error;
    return { items: items.items, open, result: open };
  }
}

/** A generator yielded more than anybody will ask for. */
class Endless extends Error {
  readonly items: ListValue;

  constructor(items: ListValue) {
    super('a generator does not end');
    this.items = items;
  }
}

/** `yield value`, `yield* values`. */
export function evaluateYield(node: TSESTree.YieldExpression, scope: Scope): ProgramValue {
  const value = node.argument ? evaluate(node.argument, scope) : absent();
  const { generated, run } = scope.frame;
  if (!generated) return value;
  const { items, sent } = generated;
  const found = node.delegate ? itemsOf(value, siteOf(node, scope)) : { items: [value], open: null };
  run.touch(items);
  items.items = [...items.items, ...(found?.items ?? [])];
  if (!found || found.open)
    items.open ??= found?.open ?? unknown(call('yield'), 'what it yields is not known');
  if (items.items.length > MOST_YIELDS) throw new Endless(items);
  return sent;
}

function runBody(node: FunctionNode, scope: Scope, args: readonly ProgramValue[], site: Site): ProgramValue {
  bindParameters(node.params, args, scope, site);
  if (node.body.type !== 'BlockStatement') return evaluate(node.body, scope);
  return walkBody(node.body.body, scope);
}

/** Walks the statements of a function and joins everything that it may return. */
export function walkBody(statements: readonly TSESTree.Statement[], scope: Scope): ProgramValue {
  hoist(statements, scope);
  const completion = walkStatements(statements, scope);
  const last = completion?.kind === 'return' ? completion.value : absent();
  const { returned } = scope.frame;
  if (returned.length === 0) return last;
  const earlier = returned.map(({ when }) => when).reduce(either);
  return join([...returned, { value: last, when: negation(earlier) }]);
}

/** Binds arguments to parameters; what a parameter property declares becomes a field of `this`. */
export function bindParameters(
  params: readonly TSESTree.Parameter[],
  args: readonly ProgramValue[],
  scope: Scope,
  site: Site,
): void {
  const open = openOfArguments(args);
  for (const [index, param] of params.entries()) {
    if (param.type === 'RestElement') {
      bindPattern(param.argument, list(args.slice(index), [], open), scope, 'parameter');
      return;
    }
    const property = param.type === 'TSParameterProperty';
    const pattern = property ? param.parameter : param;
    const given = args[index] ?? (open ? memberOfUnknown(open, String(index)) : absent());
    bindPattern(pattern, named(given, pattern), scope, 'parameter');
    const name = nameOf(pattern);
    if (!property || name === null) continue;
    const value = scope.own(name)?.value ?? given;
    scope.run.set(scope.frame.self, name, value, site as RunSite);
  }
}

/** The name of the parameter on the step of its argument. */
function named(value: ProgramValue, pattern: TSESTree.Node): ProgramValue {
  const name = nameOf(pattern);
  if (name === null || value.kind === 'choice' || !('origin' in value)) return value;
  const last = value.origin.at(-1);
  if (last?.role !== 'module-argument' || last.name !== undefined) return value;
  if (value.kind !== 'scalar' && value.kind !== 'absent' && value.kind !== 'unknown') return value;
  return further({ ...value, origin: value.origin.slice(0, -1) }, { ...last, name });
}

function nameOf(pattern: TSESTree.Node): string | null {
  if (pattern.type === 'AssignmentPattern') return nameOf(pattern.left);
  return pattern.type === 'Identifier' ? pattern.name : null;
}
