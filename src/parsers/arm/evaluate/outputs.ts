// The outputs of a deployed template as an object whose members are computed when they are read, so that reading one output of a module evaluates
// nothing else of it.

import { type Expression, scalar, type Value } from '../../../model/value.ts';
import type { OutputDeclaration } from '../template.ts';
import type { Frame } from './environment.ts';

/** A map whose keys are known and whose values are computed when they are read, at most once. */
export class LazyMembers implements ReadonlyMap<string, Value> {
  private readonly computed = new Map<string, Value>();
  private readonly names: readonly string[];
  private readonly compute: (name: string) => Value;

  constructor(names: readonly string[], compute: (name: string) => Value) {
    this.names = names;
    this.compute = compute;
  }

  get size(): number {
    return this.names.length;
  }

  has(name: string): boolean {
    return this.names.includes(name);
  }

  get(name: string): Value | undefined {
    if (!this.has(name)) return undefined;
    const known = this.computed.get(name);
    if (known) return known;
    const value = this.compute(name);
    // Where the value turned out to hold itself, it was read while it was computed: what was found then ends the circle.
    const inner = this.computed.get(name);
    if (inner) return inner;
    this.computed.set(name, value);
    return value;
  }

  forEach(visit: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const name of this.names) visit(this.get(name)!, name, this);
  }

  keys(): MapIterator<string> {
    return this.names.values();
  }

  *values(): MapIterator<Value> {
    for (const name of this.names) yield this.get(name)!;
  }

  *entries(): MapIterator<[string, Value]> {
    for (const name of this.names) yield [name, this.get(name)!];
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}

/** `outputs` of a deployment: each an object with `type` and `value`. Those whose condition is false are not there. */
export function outputsOf(deployed: Frame): LazyMembers {
  const declared = [...deployed.template.outputs.values()];
  return new LazyMembers(
    declared.map(({ name }) => name),
    name => {
      const output = declared.find(each => each.name === name)!;
      return { kind: 'object', members: outputMembers(deployed, output), origin: [] };
    },
  );
}

function outputMembers(deployed: Frame, output: OutputDeclaration): LazyMembers {
  return new LazyMembers(['value'], () => deployed.output(output.name.toLowerCase()) ?? scalar(null));
}

const settled = new WeakMap<object, 'open' | 'done'>();

/**
 * Computes all that is still open in a value, so that it is finite. False where the value holds itself: then it is being settled already.
 * Each value is walked once.
 */
export function settle(value: Value): boolean {
  const content = contentOf(value);
  if (!content) return true;
  const state = settled.get(content);
  if (state) return state === 'done';
  settled.set(content, 'open');
  let finite = true;
  for (const part of partsOf(content)) finite = settle(part) && finite;
  settled.set(content, 'done');
  return finite;
}

type Content = ReadonlyMap<string, Value> | readonly Value[] | Expression;

/** What copies of a value share. */
function contentOf(value: Value): Content | null {
  switch (value.kind) {
    case 'object':
      return value.members;
    case 'array':
      return value.items;
    case 'oneOf':
      return value.options;
    case 'unknown':
      return value.expression;
    default:
      return null;
  }
}

function partsOf(content: Content): Iterable<Value> {
  if (!('kind' in content)) return content.values();
  switch (content.kind) {
    case 'call':
      return content.args;
    case 'text':
      return content.parts.filter(part => typeof part !== 'string');
    case 'member':
      return [content.of, content.key];
  }
}
