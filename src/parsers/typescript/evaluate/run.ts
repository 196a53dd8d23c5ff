// One walk through a program: its bounds, the conditions in force, the calls that led here, what was declared. Refuses to know syntax.

import type { Diagnostic } from '../../../model/diagnostic.ts';
import type { CallSite, Gap } from '../../../model/resource.ts';
import { type Source, type Span, span } from '../../../model/source.ts';
import type { Truth } from '../../../model/truth.ts';
import { call, type Step, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import type { Declaration, Library, Program, Site } from '../library.ts';
import type { ProgramValue, Rejection } from '../values.ts';
import { type Bounds, STEPS_PER_LOOK } from './bounds.ts';
import { callValue, constructValue, invokeMethod } from './calls.ts';
import { both, isNever, join } from './choice.ts';
import { decided } from './decided.ts';
import { Exhausted, Thrown } from './endings.ts';
import { type Cell, Journal, joinStates, type Walked, type Way } from './journal.ts';
import { setPath } from './member-path.ts';
import { getMember, keysOf, setMember } from './members.ts';
import type { RunSite } from './site.ts';
import { textOf } from './text-of.ts';
import { toValue } from './to-value.ts';
import { UnsetInputs } from './unset-inputs.ts';

/** Conditions in force at once; more say nothing to anybody. */
const MOST_CONDITIONS = 64;

/** A resource with where it was declared. */
export interface Declared {
  readonly declaration: Declaration;
  readonly span: Span;
  readonly header: Span;
  readonly callPath: readonly CallSite[];
  readonly condition: Value | null;
}

interface Calls {
  readonly site: CallSite;
  readonly before: Calls | null;
}

export interface RunOptions {
  readonly entry: Source;
  readonly libraries: readonly Library[];
  readonly inputs: ReadonlyMap<string, Value>;
  readonly bounds: Bounds;
  /** Whether inputs that nothing gives are taken not to be there; else they are unknown. */
  readonly assumesUnset: boolean;
}

export class Run implements Program {
  readonly entry: Source;
  readonly inputs: ReadonlyMap<string, Value>;
  readonly libraries: readonly Library[];
  readonly bounds: Bounds;
  readonly declared: Declared[] = [];
  readonly gaps: Gap[] = [];
  /** Of asynchronous functions of the program that threw. */
  readonly rejections: { readonly rejection: Rejection; readonly span: Span }[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Classes of the program that something instantiated. */
  readonly instantiated = new Set<unknown>();
  readonly counts = { steps: 0, constructed: 0 };
  readonly unset: UnsetInputs;
  threw = false;
  private readonly states = new Map<Library, unknown>();
  private readonly addresses = new Map<string, number>();
  private readonly reported = new Set<string>();
  private readonly claimed = new Map<string, Library | null>();
  private deadline = 0;
  private mostSteps = 0;
  private nextLook = STEPS_PER_LOOK;
  private conditions: Value[] = [];
  private journals: Journal[] = [];
  private calls: Calls | null = null;
  private depth = 0;
  private outside: { readonly span: Span; readonly header: Span } | null = null;
  /** Loads a text of a library. */
  load: ((source: Source) => { read(name: string): ProgramValue | undefined }) | null = null;

  constructor({ entry, libraries, inputs, bounds, assumesUnset }: RunOptions) {
    this.entry = entry;
    this.libraries = libraries;
    this.inputs = inputs;
    this.bounds = bounds;
    this.unset = new UnsetInputs(assumesUnset);
    this.renew();
  }

  /** What comes now may take as long again. */
  renew(): void {
    this.mostSteps = this.counts.steps + this.bounds.steps;
    this.deadline = Date.now() + this.bounds.milliseconds;
  }

  get declarations(): readonly Declaration[] {
    return this.declared.map(each => each.declaration);
  }

  libraryOf(module: string): Library | null {
    let library = this.claimed.get(module);
    if (library === undefined) {
      library = this.libraries.find(each => each.claims(module)) ?? null;
      this.claimed.set(module, library);
    }
    return library;
  }

  /** Counts one step; ends the walk where there were too many, or it took too long. */
  step(at: Span | (() => Span)): void {
    const { counts, bounds } = this;
    counts.steps++;
    if (counts.steps > this.mostSteps) this.exhaust('steps', `${bounds.steps} steps`, at);
    if (counts.steps < this.nextLook) return;
    this.nextLook = counts.steps + STEPS_PER_LOOK;
    if (Date.now() > this.deadline) this.exhaust('time', `${bounds.milliseconds} milliseconds`, at);
  }

  /** Counts the items that something copies. */
  spend(items: number, at: Span | (() => Span)): void {
    this.counts.steps += items;
    this.step(at);
  }

  private exhaust(name: string, bound: string, at: Span | (() => Span)): never {
    const place = typeof at === 'function' ? at() : at;
    this.report(
      `too-many-${name}`,
      `The program is not walked to its end: it takes more than ${bound}`,
      place,
      'Name the files that matter.',
    );
    this.gaps.push({ reason: `the program takes more than ${bound}`, span: place, resource: null });
    throw new Exhausted();
  }

  report(code: string, message: string, place: Span, hint?: string): void {
    const key = `${code} ${place.source.path} ${place.start} ${message}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    const diagnostic = { code, severity: 'warning', message, span: place } as const;
    this.diagnostics.push(hint === undefined ? diagnostic : { ...diagnostic, hint });
  }

  /** Whether what is walked was written by a library and called by the program. */
  get isInLibrary(): boolean {
    return this.outside !== null;
  }

  /** The call of the program that led into a text of a library; the start of the program where none did. */
  get callOfLibrary(): { readonly span: Span; readonly header: Span } {
    const start = span(this.entry, 0, 0);
    return this.outside ?? { span: start, header: start };
  }

  /** Walks what stands in a text, which may be a library's. */
  within<T>(source: Source, site: Site, walk: () => T): T {
    const { outside } = this;
    if (!source.external) this.outside = null;
    else if (!outside) this.outside = { span: site.span, header: site.header };
    try {
      return walk();
    } finally {
      this.outside = outside;
    }
  }

  exported(source: Source, name: string): ProgramValue | undefined {
    return this.load?.(source).read(name);
  }

  /** Walks a function or constructor; null where calls are nested too deeply. */
  enter<T>(name: string | null, source: Source, site: Site, walk: () => T): T | null {
    if (this.depth >= this.bounds.depth) {
      const message = `Calls are nested more than ${this.bounds.depth} deep, so \`${name ?? 'a function'}\` is not followed`;
      this.report('too-deep', message, site.span);
      this.gap(`calls are nested more than ${this.bounds.depth} deep`, site);
      return null;
    }
    const { calls, conditions } = this;
    const mark = conditions.length;
    this.depth++;
    if (name !== null && !source.external) this.calls = { site: { name, span: site.span }, before: calls };
    try {
      return this.within(source, site, walk);
    } finally {
      this.depth--;
      this.calls = calls;
      this.conditions.length = mark;
    }
  }

  get callPath(): readonly CallSite[] {
    const path: CallSite[] = [];
    for (let each = this.calls; each; each = each.before) path.push(each.site);
    return path.reverse();
  }

  /** What must hold for this to be reached. */
  get condition(): Value | null {
    return this.conditionSince(0);
  }

  /** How many conditions are in force. */
  get mark(): number {
    return this.conditions.length;
  }

  conditionSince(mark: number): Value | null {
    const own = this.conditions.slice(mark);
    return own.length === 0 ? null : own.reduce(both);
  }

  /** From here on a condition holds, until the conditions are taken back to a mark. Of very many the first are kept. */
  assume(condition: Value): void {
    if (this.conditions.length < MOST_CONDITIONS) this.conditions.push(condition);
  }

  release(mark: number): void {
    this.conditions.length = mark;
  }

  /** Whether a condition holds for certain here. */
  decide(condition: Value): Truth {
    return decided(condition, this.conditions);
  }

  /** Before a cell changes: so that branches start from the same state. */
  touch(cell: Cell): void {
    this.journals.at(-1)?.touch(cell);
  }

  /**
   * Walks every way from the same state with its condition in force and joins what they leave behind. Ways on which the program throws
   * leave nothing; if all of them do, so does this. Ways that need an input that nothing gives are walked only where the others throw.
   */
  fork<T>(ways: readonly Way<T>[]): { readonly when: Value; readonly result: T }[] {
    const left: Walked<T>[] = [];
    const thrown: Thrown[] = [];
    const take = (way: Way<T>, truth: Truth): void => {
      const end = this.walkWay(way, truth);
      if (end instanceof Thrown) thrown.push(end);
      else left.push(end);
    };
    const postponed: Way<T>[] = [];
    for (const way of ways) {
      const truth = this.decide(way.when);
      if (truth === false) continue;
      const byDefault = truth === true || this.unset.truthOf(way.when);
      if (byDefault === false) postponed.push(way);
      else take(way, byDefault);
    }
    for (const way of left.length === 0 ? postponed : []) {
      this.unset.give(way.when);
      take(way, true);
    }
    if (left.length === 0 && thrown.length > 0) throw thrown.at(-1);
    joinStates(left, cell => this.touch(cell));
    return left;
  }

  /** Walks one way and puts everything back. */
  private walkWay<T>({ when, walk }: Way<T>, truth: Truth): Walked<T> | Thrown {
    const { conditions, journals } = this;
    const journal = new Journal();
    this.journals = [...journals, journal];
    this.conditions = truth === 'unknown' ? [...conditions, when] : [...conditions];
    try {
      return { when, result: walk(), states: journal.rewind() };
    } catch (error) {
      journal.rewind();
      if (error instanceof Thrown) return error;
      throw error;
    } finally {
      this.conditions = conditions;
      this.journals = journals;
    }
  }

  /** As `fork`, for ways that come to values. */
  forkValues(ways: readonly Way<ProgramValue>[]): ProgramValue {
    return join(this.fork(ways).map(({ when, result }) => ({ when, value: result })));
  }

  /** When both hold; null for never. */
  conjunction(left: Value, right: Value): Value | null {
    const result = both(left, right);
    return isNever(result) ? null : result;
  }

  state<T>(owner: Library, create: () => T): T {
    if (!this.states.has(owner)) this.states.set(owner, create());
    return this.states.get(owner) as T;
  }

  declare(declaration: Declaration, site: Site): Declaration {
    if (this.declared.length >= this.bounds.declarations)
      this.exhaust('resources', `${this.bounds.declarations} resources`, site.span);
    const count = (this.addresses.get(declaration.address) ?? 0) + 1;
    this.addresses.set(declaration.address, count);
    if (count > 1) declaration.address += `#${count}`;
    const { span: place, header } = this.outside ?? site;
    const { callPath, condition } = site;
    this.declared.push({ declaration, span: place, header, callPath, condition });
    return declaration;
  }

  gap(reason: string, site: { readonly span: Span }): void {
    const isKnown = this.gaps.some(gap => gap.reason === reason && gap.span.start === site.span.start);
    if (!isKnown) this.gaps.push({ reason, span: site.span, resource: null });
  }

  warn(code: string, message: string, site: Site, hint?: string): void {
    this.report(code, message, site.span, hint);
  }

  toValue(value: ProgramValue): Value {
    return toValue(value, this);
  }

  text(parts: readonly (string | ProgramValue)[], site: Site): ProgramValue {
    return this.textOf(parts, [site.step]);
  }

  /** A text of parts; alternatives among them are taken apart. */
  textOf(parts: readonly (string | ProgramValue)[], origin: readonly Step[]): ProgramValue {
    return textOf(parts, origin, this);
  }

  get(object: ProgramValue, name: string, site: Site): ProgramValue {
    return getMember(object, name, site as RunSite);
  }

  set(object: ProgramValue, name: string, value: ProgramValue, site: Site): void {
    setMember(object, name, value, null, site as RunSite);
  }

  setPath(object: ProgramValue, path: readonly string[], value: ProgramValue, site: Site): void {
    setPath(object, path, value, site as RunSite);
  }

  push(list: ProgramValue, item: ProgramValue, site: Site): void {
    this.options(list, site, each => {
      if (each.kind === 'list') {
        this.touch(each);
        each.items = [...each.items, item];
      }
      return each;
    });
  }

  call(callee: ProgramValue, args: readonly ProgramValue[], site: Site): ProgramValue {
    return callValue(callee, args, site as RunSite);
  }

  invoke(object: ProgramValue, name: string, args: readonly ProgramValue[], site: Site): ProgramValue {
    return invokeMethod(object, name, args, site as RunSite);
  }

  construct(type: ProgramValue, args: readonly ProgramValue[], site: Site): ProgramValue {
    return constructValue(type, args, site as RunSite);
  }

  options(
    value: ProgramValue,
    site: Site,
    each: (value: ProgramValue, site: Site) => ProgramValue,
  ): ProgramValue {
    if (value.kind !== 'choice') return each(value, site);
    const ways = value.options.map(option => ({ when: option.when, walk: () => each(option.value, site) }));
    return this.forkValues(ways);
  }

  items(value: ProgramValue) {
    return value.kind === 'list' ? { items: value.items, open: value.open } : null;
  }

  keys(value: ProgramValue) {
    return keysOf(value);
  }

  unsetInput(name: string, key: Value, reason: string, site: Site): UnknownValue {
    const input = this.unknown(name, [key], reason, site);
    this.unset.add(input);
    return input;
  }

  unknown(name: string, args: readonly Value[], reason: string, site?: Site): UnknownValue {
    return unknown(call(name, ...args), reason, site ? [site.step] : []);
  }
}
