// Turns the fix of a rule into edits of the text, through the resource map read backwards.
// Makes no edit where the value comes from anything but a literal that it can see. Refuses to know what the fix is for.

import type { Fix } from '../model/finding.ts';
import { rangeOf, type Span, textOf } from '../model/source.ts';
import type { Origin, Scalar } from '../model/value.ts';
import { type Edit, insertion, isWritten, type MemberTree, renderScalar } from './fix-text.ts';
import type { AttributeReading } from './map-attribute.ts';
import { matchValue } from './matchers.ts';
import { parsePath, readsList } from './native-path.ts';
import type { Literal, NativePathOptions, RuleFix } from './rule-format.ts';
import { attributeOf, type Mapped } from './world.ts';

/** The edits that give all attributes the values of the fix, or null where one of them cannot be made. */
export function fixFor(mapped: Mapped, { set, safety, note }: RuleFix): Fix | null {
  const edits: Edit[] = [];
  const inserts = new Map<NonNullable<AttributeReading['spot']['parent']>, MemberTree>();
  for (const [name, wanted] of Object.entries(set)) {
    const reading = attributeOf(mapped, name);
    if (matchValue({ is: wanted }, reading).truth === true) continue;
    const native = nativeLiteral(mapped, name, wanted);
    if (native === undefined || reading.items) return null;
    const { value, key, parent, missing } = reading.spot;
    // What is absent because a parent is null has the parent's origin, but a scalar cannot stand there.
    const itself = value.kind === 'scalar' || (value.origin.length > 0 && key !== null);
    const replaced = itself ? replacement(value.origin, value, native) : null;
    if (replaced) edits.push(replaced);
    else if (parent && missing.length > 0) plant(inserts, parent, missing, native);
    else return null;
  }
  for (const [parent, tree] of inserts) {
    const edit = insertion(parent, tree);
    if (!edit) return null;
    edits.push(edit);
  }
  return edits.length === 0 ? null : { title: titleOf(edits), safety, note: note ?? null, edits };
}

/** What the native property must be for the attribute to have a value; undefined where the map cannot say. */
function nativeLiteral(mapped: Mapped, name: string, wanted: Literal): Scalar | undefined {
  const path = mapped.overrides[name] ?? mapped.map.attributes[name]?.in[mapped.dialect];
  if (path === undefined || path === '$self' || Array.isArray(wanted)) return undefined;
  const options: NativePathOptions = typeof path === 'string' ? { path } : path;
  const steps = options.path === undefined ? 'none' : parsePath(options.path);
  if (typeof steps === 'string' || readsList(steps) || options.present) return undefined;
  if (steps.some(step => step.kind === 'either')) return undefined;
  const value = wanted as Scalar;
  const translated = Object.entries(options.translate ?? {}).find(([, common]) => common === value)?.[0];
  if (translated !== undefined)
    return translated === 'true' ? true : translated === 'false' ? false : translated;
  if (!options.negate) return value;
  return typeof value === 'boolean' ? !value : undefined;
}

/** Replaces the literal that a value comes from, if that literal is the value itself and not part of a computation. */
function replacement(origin: Origin, value: AttributeReading['value'], wanted: Scalar): Edit | null {
  const [first] = origin;
  if (!first || first.span.source.external) return null;
  const current = value.kind === 'scalar' ? value.value : null;
  const isItself = isWritten(textOf(first.span), current, first.span.source);
  if (!isItself || !standsAlone(first.span)) return null;
  return { span: first.span, text: renderScalar(wanted, first.span.source) };
}

/** Whether a literal is all that a member, parameter or variable is given: a branch of a condition is not edited. */
function standsAlone(literal: Span): boolean {
  const line = lineOf(literal);
  const before = textOf({ ...line, end: literal.start });
  const after = textOf({ ...line, start: literal.end });
  return (
    /^(.*[{,[])?\s*("[^"]*"|'[^']*'|[\w-]+)\s*[:=]\s*$|^\s*(export\s+)?(param|var|const|let)\s[^=]*=\s*$/.test(
      before,
    ) && /^\s*([,;}\]]|\/\/|\/\*|#|$)/.test(after)
  );
}

function plant(
  inserts: Map<NonNullable<AttributeReading['spot']['parent']>, MemberTree>,
  parent: NonNullable<AttributeReading['spot']['parent']>,
  missing: readonly string[],
  value: Scalar,
): void {
  let tree: MemberTree = inserts.get(parent) ?? new Map();
  inserts.set(parent, tree);
  for (const name of missing.slice(0, -1)) {
    const below = tree.get(name);
    const next: MemberTree = below instanceof Map ? below : new Map();
    tree.set(name, next);
    tree = next;
  }
  tree.set(missing.at(-1)!, value);
}

/** The first changed line as it will read, without the comment behind it. */
function titleOf(edits: readonly Edit[]): string {
  const [{ span, text }] = edits as [Edit];
  const inserted = text.trim().replace(/^,\s*|,$/g, '');
  if (span.start === span.end) return inserted.replace(/\s+/g, ' ');
  const line = lineOf(span);
  const behind = textOf({ ...line, start: span.end }).replace(/,?\s*(\/\/.*|\/\*.*)?$/, '');
  return (textOf({ ...line, end: span.start }) + text + behind).trim();
}

function lineOf(place: Span): Span {
  const { source, start, end } = place;
  const { column } = rangeOf(place);
  const stop = /[\r\n]|$/.exec(source.text.slice(end))!.index + end;
  return { source, start: start - (column - 1), end: stop };
}
