// Functions of the program: their parameters bound, their bodies walked, what they return under conditions joined.

import type { TSESTree } from '@typescript-eslint/typescript-estree';
import { type Span, span } from '../../../model/source.ts';
import { absent, call, scalar, unknown } from '../../../model/value.ts';
import type { Site } from '../library.ts';
import { type ClassValue, type FunctionValue, list, type ProgramValue } from '../values.ts';
import { either, further, join, negation } from './choice.ts';
import { evaluate, literalOrigin } from './expression.ts';
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
        return unknown(call('generator', scalar(place.start)), 'generators are not followed');
      marks.push(frame.run.mark);
      let result: ProgramValue | null;
      try {
        result = frame.run.enter(name, scope.source, site, () =>
          runBody(node, new Scope(inner, scope), args, site),
        );
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

/** Where a node is; of what a library has written, where the program called it. */
export function spanOf(node: { readonly range: readonly [number, number] }, scope: Scope): Span {
  const { source, run } = scope;
  return source.external ? run.callOfLibrary.header : span(source, node.range[0], node.range[1]);
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
  for (const [index, param] of params.entries()) {
    if (param.type === 'RestElement') {
      bindPattern(param.argument, list(args.slice(index)), scope, 'parameter');
      return;
    }
    const property = param.type === 'TSParameterProperty';
    const pattern = property ? param.parameter : param;
    const given = args[index] ?? absent();
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
