// Aspects that the program writes itself: asked of every construct of a tree when the program was walked, from the outside.

import type { Program, Site } from '../library.ts';
import { type InstanceValue, imported, instance, type ProgramValue } from '../values.ts';
import { constructOf } from './tree.ts';

export interface Aspect {
  readonly scope: InstanceValue;
  /** Where it was added under a condition, a choice of one. */
  readonly aspect: ProgramValue;
  readonly priority: number;
  readonly site: Site;
}

interface AspectsOf {
  readonly aspectsOf: InstanceValue;
}

/** `Aspects.of(scope)`. */
export function aspectsOf(scope: InstanceValue): InstanceValue {
  const result = instance(null, imported('aws-cdk-lib', ['Aspects']));
  result.native = { aspectsOf: scope } satisfies AspectsOf;
  return result;
}

/** Whose aspects an object is; null for any other. */
export function scopeOfAspects({ native }: InstanceValue): InstanceValue | null {
  return native && typeof native === 'object' && 'aspectsOf' in native
    ? (native as AspectsOf).aspectsOf
    : null;
}

/** Whether an object has a `visit` of the program's own. */
export function canVisit(value: ProgramValue): boolean {
  if (value.kind === 'record') return value.members.has('visit');
  if (value.kind !== 'instance') return false;
  for (let each = value.class; each; each = each.parent) if (each.prototype.has('visit')) return true;
  return value.members.has('visit');
}

export function visitAll(aspects: readonly Aspect[], program: Program): void {
  const roots = new Set(aspects.map(({ scope }) => rootOf(scope)));
  for (const root of roots) visit(root, [], aspects, program);
}

function rootOf(self: InstanceValue): InstanceValue {
  const scope = constructOf(self)?.scope;
  return scope ? rootOf(scope) : self;
}

function visit(
  self: InstanceValue,
  around: readonly Aspect[],
  aspects: readonly Aspect[],
  program: Program,
): void {
  const own = aspects.filter(({ scope }) => scope === self);
  const here = own.length === 0 ? around : sorted([...around, ...own]);
  for (const { aspect, site } of here)
    program.options(aspect, site, (each, at) => program.invoke(each, 'visit', [self], at));
  for (const child of [...(constructOf(self)?.children?.values() ?? [])])
    visit(child, here, aspects, program);
}

function sorted(aspects: readonly Aspect[]): readonly Aspect[] {
  return [...aspects].sort((one, other) => one.priority - other.priority);
}
