// What expressions of a program come to: plain data in the model's words, and what only programs have (objects with identity, functions,
// classes, names of packages). Refuses to know how programs are evaluated and what packages mean.

import type { Source, Span } from '../../model/source.ts';
import {
  type AbsentValue,
  absent,
  call,
  type Expression,
  NO_ORIGIN,
  type Origin,
  type ScalarValue,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../model/value.ts';
import type { Site } from './library.ts';

/**
 * Leaves are the model's own values: a scalar (`null` is JavaScript's null), absent (`undefined`), unknown. Lists, records and instances have
 * identity and may change until the program has been walked; `Program.toValue` makes the model's arrays and objects of them.
 */
export type ProgramValue =
  | ScalarValue
  | AbsentValue
  | UnknownValue
  | ChoiceValue
  | ListValue
  | RecordValue
  | InstanceValue
  | FunctionValue
  | ClassValue
  | ImportedValue
  | PromiseValue;

/** Alternatives that unknown conditions left open. Options are never choices themselves. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly options: readonly Option[];
  /** What decides, so that equal deciders compare equal. */
  readonly expression: Expression;
  readonly reason: string;
  readonly origin: Origin;
}

export interface Option {
  readonly value: Single;
  /** True or unknown when this option holds: an unknown boolean, its negation, a conjunction. */
  readonly when: Value;
}

/** One value, whichever it is. */
export type Single = Exclude<ProgramValue, ChoiceValue>;

/** What may change. Serial numbers say what is older than a branch, so that only that is merged when the branch ends. */
export interface Mutable {
  readonly serial: number;
}

/** Only a conditional item of a list has this option: the item is not there. */
export const MISSING: AbsentValue = absent();

export interface ListValue extends Mutable {
  readonly kind: 'list';
  items: readonly ProgramValue[];
  /** Set where items were added that are not known: which, how many and where is not known either. */
  open: UnknownValue | null;
  readonly origin: Origin;
  /** Members that have names: those of a match, of the parts of a template. */
  readonly extra?: RecordValue;
}

/** An object literal, or whatever else has members and no class. */
export interface RecordValue extends Mutable {
  readonly kind: 'record';
  readonly members: Map<string, Member>;
  /** Set where something unknown was spread into it: members that are not listed may be there. */
  open: UnknownValue | null;
  readonly origin: Origin;
}

/** An object of a class of the program or of a package. */
export interface InstanceValue extends Mutable {
  readonly kind: 'instance';
  /** The class of the program it was made of; null for an object of a package's class. */
  readonly class: ClassValue | null;
  /** The class of a package at the end of the chain of `extends`. */
  readonly base: ImportedValue | null;
  /** Its own fields, as the program sets them. */
  readonly members: Map<string, Member>;
  /** What the library keeps of it. */
  native: unknown;
  /** The `new` expression. */
  readonly origin: Origin;
}

export interface Member {
  readonly value: ProgramValue;
  /** Where the name is written. */
  readonly key: Span | null;
  /** Called for the value when it is read. */
  readonly getter?: FunctionValue;
  /** Called with the value when it is written. */
  readonly setter?: FunctionValue;
  /** It is inherited, or defined not to be listed. */
  readonly hidden?: boolean;
}

export interface FunctionValue {
  readonly kind: 'function';
  /** As the program names it, for messages and call paths. */
  readonly name: string;
  readonly call: (self: ProgramValue, args: readonly ProgramValue[], site: Site) => ProgramValue;
  /** How many parameters it has. */
  readonly length?: number;
  /** What the program sets on it. */
  readonly members?: Map<string, Member>;
  readonly origin: Origin;
}

/** A class of the program. */
export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly parent: ClassValue | null;
  /** The class of a package that it or one of its parents extends. */
  readonly base: ImportedValue | null;
  /** Static members. */
  readonly members: Map<string, Member>;
  /** Methods and accessors of its instances. */
  readonly prototype: Map<string, Member>;
  /** The names of the constructor's parameters. */
  readonly parameters: readonly string[];
  /** Sets fields and runs the constructor, those of its parents included. */
  readonly initialise: (self: InstanceValue, args: readonly ProgramValue[], site: Site) => void;
  readonly source: Source;
  readonly origin: Origin;
}

/** A name imported from a package, or one of JavaScript's own (`module` is then empty): what it stands for is for libraries to say. */
export interface ImportedValue {
  readonly kind: 'imported';
  /** As in the import: `aws-cdk-lib/aws-s3`. */
  readonly module: string;
  /** From the module to the name: `['Bucket', 'fromBucketName']`; empty for the module itself. */
  readonly path: readonly string[];
  readonly origin: Origin;
}

/** That nobody handles it ends the program. */
export interface Rejection {
  isHandled: boolean;
}

export interface PromiseValue {
  readonly kind: 'promise';
  /** What it comes to; what it is rejected with where it is. */
  readonly value: ProgramValue;
  readonly rejected?: Rejection;
  readonly origin: Origin;
}

let serials = 0;

/** Greater than that of everything made before. */
export function nextSerial(): number {
  return ++serials;
}

export function list(
  items: readonly ProgramValue[],
  origin: Origin = NO_ORIGIN,
  open: UnknownValue | null = null,
): ListValue {
  return { kind: 'list', items, open, origin, serial: nextSerial() };
}

export function recordOf(
  members: Map<string, Member>,
  origin: Origin = NO_ORIGIN,
  open: UnknownValue | null = null,
): RecordValue {
  return { kind: 'record', members, open, origin, serial: nextSerial() };
}

/** A record of members whose names are not written anywhere. */
export function record(
  members: Iterable<readonly [string, ProgramValue]> = [],
  origin: Origin = NO_ORIGIN,
): RecordValue {
  const slots = [...members].map(([name, value]) => [name, { value, key: null }] as const);
  return recordOf(new Map<string, Member>(slots), origin);
}

export function instance(
  type: ClassValue | null,
  base: ImportedValue | null,
  origin: Origin = NO_ORIGIN,
): InstanceValue {
  const serial = nextSerial();
  return { kind: 'instance', class: type, base, members: new Map(), native: undefined, origin, serial };
}

export function imported(module: string, path: readonly string[], origin: Origin = NO_ORIGIN): ImportedValue {
  return { kind: 'imported', module, path, origin };
}

export function builtIn(name: string, call: FunctionValue['call']): FunctionValue {
  return { kind: 'function', name, call, origin: NO_ORIGIN };
}

export type LeafValue = ScalarValue | AbsentValue | UnknownValue;

export function isLeaf(value: { readonly kind: string }): value is LeafValue {
  return value.kind === 'scalar' || value.kind === 'absent' || value.kind === 'unknown';
}

/** What the model's arrays, objects and alternatives are in a program. */
export function fromValue(value: Value | ProgramValue): ProgramValue {
  switch (value.kind) {
    case 'array':
      return list(value.items.map(fromValue), value.origin);
    case 'object': {
      const slots = [...value.members].map(([name, member]): [string, Member] => [
        name,
        { value: fromValue(member), key: value.keySpans?.get(name) ?? null },
      ]);
      return recordOf(new Map(slots), value.origin);
    }
    case 'oneOf': {
      const { expression, reason, origin } = value;
      const decider = unknown(expression, reason);
      const options = value.options.map((option, index) => ({
        value: fromValue(option) as Single,
        when: unknown(call('chosen', decider, scalar(index)), reason, origin),
      }));
      return { kind: 'choice', options, expression, reason, origin };
    }
    default:
      return value;
  }
}

/** The items of something that can be iterated; `open` says why there may be more. */
export interface Items {
  readonly items: readonly ProgramValue[];
  readonly open: UnknownValue | null;
}

const opened = new WeakMap<readonly ProgramValue[], UnknownValue>();

/** Arguments after which others follow that are not known. */
export function openArguments(args: readonly ProgramValue[], open: UnknownValue): readonly ProgramValue[] {
  const own = [...args];
  opened.set(own, open);
  return own;
}

/** Why there may be more arguments; null where these are all. */
export function openOfArguments(args: readonly ProgramValue[]): UnknownValue | null {
  return opened.get(args) ?? null;
}
