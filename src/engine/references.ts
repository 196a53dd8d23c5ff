// Whether a value refers to a resource. Values and identities meet by their symbolic form, so that names need not be known.
// Refuses to know edges and rules.

import type { Truth } from '../model/truth.ts';
import { scalar, type UnknownValue, unknown, type Value, valueKey } from '../model/value.ts';
import { knownEnds, literalParts, looseKey, sameId } from './text-comparison.ts';
import type { Mapped, World } from './world.ts';

export interface Reference {
  readonly truth: Truth;
  /** Why it may or may not be, in the user's words. */
  readonly reason: string | null;
}

const YES: Reference = { truth: true, reason: null };
const NO: Reference = { truth: false, reason: null };

/** Whether a value is an identity of the target, or something that the target's own platform made for it (its principal). */
export function refersTo(world: World, value: Value, target: Mapped): Reference {
  if (value.kind === 'oneOf') return anyOf(world, value, target);
  if (value.kind === 'absent' || (value.kind === 'scalar' && (value.value === null || value.value === '')))
    return NO;
  const { key, owners, isDeclared, owned } = subjectOf(world, value);
  if (owners.includes(target) || target.identities.some(each => looseKey(each) === key)) return YES;
  if (isDeclared) return NO;
  if (owned?.owners.includes(target)) return owned.stands === 'unknown' ? maybe(value) : YES;
  if (owned?.stands === 'principal' && owned.owners[0]?.resource.existing !== true) return NO;
  let truth: Truth = false;
  for (const identity of comparable(target)) {
    const same = sameId(value, identity);
    if (same === true) return YES;
    if (same === 'unknown') truth = 'unknown';
  }
  return truth === false ? NO : maybe(value);
}

/** What is the same of a value whatever it is compared with. */
interface Subject {
  readonly key: string;
  /** Who answers to it. */
  readonly owners: readonly Mapped[];
  /** Whether one of them, or something of no kind, is declared here, so that it is nothing else. */
  readonly isDeclared: boolean;
  readonly owned: Owned | null;
}

const subjects = new WeakMap<World, WeakMap<Value, Subject>>();

function subjectOf(world: World, value: Value): Subject {
  let known = subjects.get(world);
  if (!known) {
    known = new WeakMap();
    subjects.set(world, known);
  }
  let subject = known.get(value);
  if (!subject) {
    const key = looseKey(value);
    const owners = world.byIdentity.get(key) ?? [];
    const isDeclared = owners.some(owner => !owner.resource.existing) || world.strangers.has(key);
    subject = { key, owners, isDeclared, owned: isDeclared ? null : ownedBy(world, value) };
    known.set(value, subject);
  }
  return subject;
}

function anyOf(world: World, value: Extract<Value, { kind: 'oneOf' }>, target: Mapped): Reference {
  const truths = new Set(value.options.map(option => refersTo(world, option, target).truth));
  const [only] = truths;
  return truths.size === 1 && only !== 'unknown' ? { truth: only!, reason: null } : maybe(value);
}

function maybe(value: Value): Reference {
  const reason = value.kind === 'unknown' || value.kind === 'oneOf' ? value.reason : scopeReason(value);
  return { truth: 'unknown', reason };
}

function scopeReason(value: Value): string {
  const text = value.kind === 'scalar' ? `\`${String(value.value)}\`` : 'it';
  return `whether ${text} lies in the scope of this deployment is only known at deployment`;
}

/** The names that people write, else the identities that are ids, else whatever there is. */
function comparable({ names, identities }: Mapped): readonly Value[] {
  const written = names.filter(each => literalParts(each).some(part => part !== ''));
  if (written.length > 0) return written;
  const ids = identities.filter(each => knownEnds(each)?.start.startsWith('/'));
  return ids.length > 0 ? ids : identities;
}

/** A value that is read from a resource. */
interface Owned {
  readonly owners: readonly Mapped[];
  /** What it stands for: the resource, its principal (which nobody shares with it), or anything. */
  readonly stands: 'resource' | 'principal' | 'unknown';
}

/**
 * The resource that an unknown is read from: `reference(x).identity.principalId` is x's, `reference(module).outputs.resourceId.value` what a
 * module hands out, and so in Terraform, where the symbol of a resource or module call stands for itself. Its principal and the ids of a
 * module stand for it; its other members may be anything.
 */
function ownedBy(world: World, value: Value): Owned | null {
  let current = value;
  const members: string[] = [];
  while (current.kind === 'unknown' && current.expression.kind === 'member') {
    const { key, of } = current.expression;
    if (key.kind === 'scalar') members.push(String(key.value).toLowerCase());
    current = of;
  }
  if (current.kind !== 'unknown') return null;
  const subject = subjectOfCall(world, current);
  const owners = subject && world.byIdentity.get(looseKey(subject));
  if (owners) return { owners, stands: standsFor(owners[0]!, members.reverse()) };
  const isStranger = subject && PRINCIPALS.has(members[0] ?? '') && world.strangers.has(looseKey(subject));
  return isStranger ? { owners: [], stands: 'principal' } : null;
}

/** What nobody shares with the resource that it is read from. */
const PRINCIPALS: ReadonlySet<string> = new Set(['principalid', 'principal_id', 'object_id', 'arn']);

function standsFor({ resource }: Mapped, members: readonly string[]): Owned['stands'] {
  const output = resource.module && members[0] === 'outputs' ? members[1] : undefined;
  if (output !== undefined) return /id$/.test(output) ? 'resource' : 'unknown';
  const last = members.at(-1) ?? '';
  if (resource.module) return /(^|_)id$/i.test(last) ? 'resource' : 'unknown';
  if (PRINCIPALS.has(last)) return 'principal';
  return last === 'id' ? 'resource' : 'unknown';
}

/** Whose attributes or outputs a call stands for: ARM's functions name an id, Terraform's symbols an address, CloudFormation's themselves. */
function subjectOfCall({ deployment, byIdentity, strangers }: World, value: UnknownValue): Value | undefined {
  const { expression } = value;
  if (expression.kind !== 'call') return undefined;
  const name = expression.name.toLowerCase();
  if (name === 'resource' && deployment.language === 'cloudformation') return value;
  // TypeScript has the forms of all of them.
  const key = deployment.language === 'typescript' ? looseKey(value) : null;
  if (key !== null && (byIdentity.has(key) || strangers.has(key))) return value;
  if (name === 'module') return moduleId(value);
  return READS_RESOURCE.has(name) ? expression.args[0] : undefined;
}

/** The output under which a call to an unread module of Terraform is known. */
function moduleId(of: UnknownValue): Value {
  return unknown({ kind: 'member', of, key: scalar('resource_id') }, of.reason);
}

const READS_RESOURCE: ReadonlySet<string> = new Set(['reference', 'resourceinfo', 'resource', 'data']);

/** Whether the resource would be deployed whenever all of `assumed` are. Equal conditions stand and fall together. */
export function deployedWith(assumed: readonly Mapped[], candidate: Mapped): Reference {
  const { condition, deployed } = candidate.resource;
  if (deployed === true || assumed.includes(candidate)) return YES;
  if (!condition) return { truth: 'unknown', reason: 'its condition is not known' };
  const given = new Map<string, boolean>();
  for (const each of assumed) if (each.resource.condition) addConjuncts(each.resource.condition, given);
  const needed = new Map<string, boolean>();
  addConjuncts(condition, needed);
  let truth: Truth = true;
  for (const [key, positive] of needed) {
    const known = given.get(key);
    if (known === !positive) return NO;
    if (known === undefined) truth = 'unknown';
  }
  if (truth === true) return YES;
  const reason =
    condition.kind === 'unknown' || condition.kind === 'oneOf'
      ? condition.reason
      : 'its condition is not known';
  return { truth, reason };
}

/** The conditions that must all hold, by their canonical text, each with whether it must be true or false. */
function addConjuncts(condition: Value, conjuncts: Map<string, boolean>, positive = true): void {
  if (condition.kind === 'unknown' && condition.expression.kind === 'call') {
    const { name, args } = condition.expression;
    const word = name.toLowerCase();
    if (word === 'not' && args.length === 1) {
      addConjuncts(args[0]!, conjuncts, !positive);
      return;
    }
    if ((word === 'and' && positive) || (word === 'or' && !positive)) {
      for (const each of args) addConjuncts(each, conjuncts, positive);
      return;
    }
  }
  if (condition.kind !== 'scalar') conjuncts.set(valueKey(condition), positive);
}
