// What a library says of the packages that programs import: what their classes, functions and constants mean, and which resources they
// declare. The evaluator knows the language and no package; a library knows its packages and nothing of syntax.

import type { CallSite } from '../../model/resource.ts';
import type { Source, Span } from '../../model/source.ts';
import type { Step, UnknownValue, Value } from '../../model/value.ts';
import type { ClassValue, ImportedValue, InstanceValue, ProgramValue, RecordValue } from './values.ts';

/** What a library answers: a value of the program or of the model; undefined for what it does not know. */
export type Answer = ProgramValue | Value | undefined;

/**
 * The meaning of some packages. Every function is optional and may answer undefined: the evaluator then goes on with an unknown whose
 * reason names the package, and where resources may have been missed it leaves a gap in the deployment. A choice among the receivers is
 * taken apart before a library is asked, arguments are given as they are: read them with `Program.get` and `Program.options`.
 */
export interface Library {
  /** Whether it speaks for a module, by the specifier of its import: `aws-cdk-lib/aws-s3`, `@pulumi/azure-native`. */
  claims(module: string): boolean;

  /**
   * A constant: `s3.BucketEncryption.S3_MANAGED`, `pulumi.config`. Asked for every name that is read; undefined means that it is a name
   * only, to be called, constructed or read further.
   */
  read?(name: ImportedValue, site: Site): Answer;

  /** The call of a function or static method: `Duration.days(1)`, `s3.Bucket.fromBucketName(this, 'x', name)`, `` interpolate`…` ``. */
  call?(name: ImportedValue, args: readonly ProgramValue[], site: Site): Answer;

  /**
   * `new X(...args)`, and `super(...args)` in a class that extends X: then `self.class` is the class of the program. `self.native` is the
   * library's to set. False where the class is not known, which leaves a gap; a class that is known to declare nothing answers true.
   */
  construct?(name: ImportedValue, self: InstanceValue, args: readonly ProgramValue[], site: Site): boolean;

  /** A member of an object whose class, or the package's class behind it, is of this library: `bucket.bucketArn`, `this.region`. */
  member?(self: InstanceValue, name: string, site: Site): Answer;

  /** An assignment to such a member: `cfn.publicNetworkAccess = 'Disabled'`. True where the library keeps it, else it becomes a field. */
  assign?(self: InstanceValue, name: string, value: ProgramValue, site: Site): boolean;

  /** A method of such an object, also `super.method()`: `bucket.grantRead(role)`, `cfn.addPropertyOverride('A.B', 1)`. */
  invoke?(self: InstanceValue, name: string, args: readonly ProgramValue[], site: Site): Answer;

  /**
   * A method of data which is not JavaScript's own: `account.id.apply(id => …)`, where `account.id` is a scalar or an unknown. Every
   * library of the program is asked.
   */
  invokeOnData?(value: ProgramValue, name: string, args: readonly ProgramValue[], site: Site): Answer;

  /** `value instanceof type` for a class of this library; undefined where it does not know. */
  instanceOf?(value: InstanceValue, type: ImportedValue): boolean | undefined;

  /** What an object or a name is where data is expected (a property, a text): a token, an id. */
  dataOf?(value: InstanceValue | ImportedValue, program: Program): Value | undefined;

  /**
   * Whether a class of the program that extends this one is evaluated alone, with unknown arguments, where nothing instantiates it:
   * a `deployment` (`Stack`) where the program has no other, a `part` (`Construct`) where none of these made one of it. Null for others.
   */
  standalone?(base: ImportedValue): 'deployment' | 'part' | null;

  /** The first arguments for that, as far as the library has better ones than unknowns that are named after the parameters. */
  standaloneArguments?(type: ClassValue, program: Program): readonly ProgramValue[];

  /** When the entry was walked: what it exports may be what the program does, a function that is to be called. */
  start?(exported: ProgramValue, site: Site): void;

  /** After the program was walked: what only then is known (policies that collected statements). May declare. */
  finish?(program: Program): void;
}

/** Where a library is asked from: one expression on one way through the program. */
export interface Site {
  readonly program: Program;
  /** The whole expression: of a resource the declaration. */
  readonly span: Span;
  /** The expression up to its arguments: `new s3.Bucket`. */
  readonly header: Span;
  /** The functions, methods and constructors of the program that led here, outermost first. */
  readonly callPath: readonly CallSite[];
  /** What must hold for this to be reached; null for nothing, else an unknown boolean. */
  readonly condition: Value | null;
  /** The step on a value's way for what is made here. */
  readonly step: Step;
}

/** A resource that a library declares. Everything in it may be changed until the program was walked. */
export interface Declaration {
  /** The native type of the platform it is mapped to: `AWS::S3::Bucket`, `Microsoft.Search/searchServices`, `azurerm_search_service`. */
  type: string;
  apiVersion?: string | null;
  /** How the user would name it; made unique where it is not. */
  address: string;
  name: ProgramValue;
  /**
   * The body in the native shape of the type, which is read when the program was walked, so that it may share records with the program and
   * what is set through `Program.set` under an unknown condition is a choice.
   */
  properties: RecordValue;
  /** By which values others may refer to it, in the form in which `member` and `dataOf` hand them out. */
  identities: readonly Value[];
  /** Identities of what contains it, and of what it extends. */
  parent?: Value | null;
  scope?: Value | null;
  /** True for what is only referred to (`fromLookup`, `get`). */
  existing?: boolean;
  /** What must hold at deployment, beside what must hold for the program to reach it. */
  condition?: Value;
  /** Of several that share their body what holds for this one, so that choices in the body are decided: which turn of an iteration it is. */
  given?: Value | null;
  /** Set for a call to a module that is not read: its reference as written, and why. The type is then the module's name. */
  module?: { readonly reference: string; readonly reason: string };
}

/** The program that is being walked, as libraries see it. */
export interface Program {
  /** What was given for this run: configuration of a stack, context of `cdk.json`, by name. */
  readonly inputs: ReadonlyMap<string, Value>;
  /** The file that the program starts with. */
  readonly entry: Source;

  /** A library's own state in this program, made when first asked for. */
  state<T>(owner: Library, create: () => T): T;

  /**
   * What a text of the library's own exports by a name: classes written in the language itself. The source is external; what happens in
   * it happens, to the program, where it was called.
   */
  exported(source: Source, name: string): ProgramValue | undefined;

  /** Adds a resource where the site is. */
  declare(declaration: Declaration, site: Site): Declaration;
  /** All declarations so far, of every library. */
  readonly declarations: readonly Declaration[];

  /** Says that resources may exist which are not declared: the world is open. The reason is in the user's words. */
  gap(reason: string, site: Site): void;
  /** A warning about the program; the code is kebab-case. */
  warn(code: string, message: string, site: Site, hint?: string): void;

  /** The model's value of anything: what is not data is what its library says it is, else unknown. */
  toValue(value: ProgramValue): Value;
  /** A text with holes in the normal form: adjacent literals merged. */
  text(parts: readonly (string | ProgramValue)[], site: Site): ProgramValue;

  /** As `object.name` in the program: choices, getters, libraries and unknowns included. Absent where there is no such member. */
  get(object: ProgramValue, name: string, site: Site): ProgramValue;
  /** As `object.name = value`. Under an unknown condition the old value stays an option. */
  set(object: ProgramValue, name: string, value: ProgramValue, site: Site): void;
  /** Sets a member of members, making records on the way: `['Properties', 'Vpc', 'Id']`. A number, or its text, is an item of a list. */
  setPath(object: ProgramValue, path: readonly string[], value: ProgramValue, site: Site): void;
  /** As `list.push(item)`. */
  push(list: ProgramValue, item: ProgramValue, site: Site): void;
  /** As `f(...args)`. */
  call(callee: ProgramValue, args: readonly ProgramValue[], site: Site): ProgramValue;
  /** As `object.name(...args)`. */
  invoke(object: ProgramValue, name: string, args: readonly ProgramValue[], site: Site): ProgramValue;
  /** As `new X(...args)` for a class of the program or a name of a package. */
  construct(type: ProgramValue, args: readonly ProgramValue[], site: Site): ProgramValue;
  /** Calls a function for every alternative of a value with its condition in force, and joins what it answers. */
  options(
    value: ProgramValue,
    site: Site,
    each: (value: ProgramValue, site: Site) => ProgramValue,
  ): ProgramValue;
  /** The items of a list, whatever of it is known; null for what is no list. `open` says why there may be more. */
  items(
    value: ProgramValue,
  ): { readonly items: readonly ProgramValue[]; readonly open: UnknownValue | null } | null;
  /** The names of an object's own members; null for what has none. */
  keys(value: ProgramValue): { readonly keys: readonly string[]; readonly open: UnknownValue | null } | null;

  /** An input that nothing gives: unknown, but where the program asks whether it is there, it is not, unless it then refuses to go on. */
  unsetInput(name: string, key: Value, reason: string, site: Site): UnknownValue;
  /** An unknown that nobody else's equals but by the same name and arguments. */
  unknown(name: string, args: readonly Value[], reason: string, site?: Site): UnknownValue;
}
