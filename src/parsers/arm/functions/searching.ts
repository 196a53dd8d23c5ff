// Functions that look for something in a string, an array or an object. Strings with holes answer where their literal parts decide.
// ARM compares with regard to case in `contains`, without in `indexOf`, `lastIndexOf`, `startsWith`, `endsWith` and in member names.

import type { Truth } from '../../../model/truth.ts';
import { scalar, type Value } from '../../../model/value.ts';
import { asValue, define, definePartial, stringOf, symbolic, wrongType } from './arguments.ts';
import { hasItem, sameValue } from './equality.ts';
import { truthValue } from './logic.ts';
import { certainMember, findKey } from './members.ts';
import { isText, partsOf, type TextPart } from './text.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

const contains = definePartial('contains', 2, 2, (args, invocation) => {
  const [container, wanted] = args as readonly [Argument, Argument];
  if (wanted.kind === 'lambda') return wrongType(args, invocation, 1, 'a value');
  if (container.kind === 'array') return truthValue(hasItem(container.items, wanted), args, invocation);
  if (container.kind === 'unknown' && !isText(container)) {
    const name = nameOf(wanted);
    return name !== null && certainMember(container, name) ? scalar(true) : symbolic(args, invocation);
  }
  if (container.kind === 'object') {
    if (container.members.size === 0) return scalar(false);
    if (wanted.kind === 'unknown') return symbolic(args, invocation);
    const name = nameOf(wanted);
    if (name === null) return wrongType(args, invocation, 1, 'a string');
    return scalar(findKey(container.members, name) !== undefined);
  }
  const parts = container.kind === 'lambda' ? null : partsOf(container);
  if (!parts) return wrongType(args, invocation, 0, 'a string, an array or an object');
  const text = stringOf(wanted);
  if (text !== null) return truthValue(textContains(parts, text), args, invocation);
  return wanted.kind === 'unknown' ? symbolic(args, invocation) : wrongType(args, invocation, 1, 'a string');
});

function nameOf(value: Value): string | null {
  return value.kind === 'scalar' && typeof value.value === 'number' ? String(value.value) : stringOf(value);
}

function textContains(parts: readonly TextPart[], wanted: string): Truth {
  if (wanted === '' || parts.some(part => typeof part === 'string' && part.includes(wanted))) return true;
  return parts.every(part => typeof part === 'string') ? false : 'unknown';
}

const startsWith = end('startsWith', {
  outer: parts => (typeof parts[0] === 'string' ? parts[0] : ''),
  isAt: (text, affix) => text.startsWith(affix),
});

const endsWith = end('endsWith', {
  outer: parts => {
    const last = parts.at(-1);
    return typeof last === 'string' ? last : '';
  },
  isAt: (text, affix) => text.endsWith(affix),
});

interface End {
  /** The literal part at this end of a text. */
  outer(parts: readonly TextPart[]): string;
  isAt(text: string, affix: string): boolean;
}

function end(name: string, { outer, isAt }: End): TemplateFunction {
  return definePartial(name, 2, 2, (args, invocation) => {
    const [subject, affix] = args as readonly [Argument, Argument];
    const subjectParts = readText(subject);
    const affixParts = readText(affix);
    if (subjectParts === 'wrong') return wrongType(args, invocation, 0, 'a string');
    if (affixParts === 'wrong') return wrongType(args, invocation, 1, 'a string');
    if (subjectParts === null || affixParts === null) return symbolic(args, invocation);
    const whole = outer(subjectParts).toLowerCase();
    const sought = outer(affixParts).toLowerCase();
    const isSubjectKnown = subjectParts.every(part => typeof part === 'string');
    if (affixParts.every(part => typeof part === 'string')) {
      if (isSubjectKnown || isAt(whole, sought)) return scalar(isAt(whole, sought));
      return isAt(sought, whole) ? symbolic(args, invocation) : scalar(false);
    }
    // What is known of the affix may already be missing.
    return isAt(whole, sought) || isAt(sought, whole) ? symbolic(args, invocation) : scalar(false);
  });
}

function readText(arg: Argument): readonly TextPart[] | null | 'wrong' {
  if (arg.kind === 'unknown' && !isText(arg)) return null;
  return (arg.kind === 'lambda' ? null : partsOf(arg)) ?? 'wrong';
}

function position(
  name: string,
  inText: (text: string, wanted: string) => number,
  fromEnd: boolean,
): TemplateFunction {
  return define(name, 2, 2, (args, invocation) => {
    const [container, wanted] = args as readonly [Argument, Argument];
    if (container.kind === 'array')
      return itemPosition(container.items, asValue(wanted), fromEnd, args, invocation);
    const text = stringOf(container);
    if (text === null) return wrongType(args, invocation, 0, 'a string or an array');
    const sought = stringOf(wanted);
    if (sought === null) return wrongType(args, invocation, 1, 'a string');
    return scalar(inText(text.toLowerCase(), sought.toLowerCase()));
  });
}

function itemPosition(
  items: readonly Value[],
  wanted: Value,
  fromEnd: boolean,
  args: readonly Argument[],
  invocation: Invocation,
): Value {
  const step = fromEnd ? -1 : 1;
  for (let index = fromEnd ? items.length - 1 : 0; index >= 0 && index < items.length; index += step) {
    const same = sameValue(items[index]!, wanted);
    if (same === 'unknown') return symbolic(args, invocation);
    if (same) return scalar(index);
  }
  return scalar(-1);
}

const like = define('like', 2, 2, (args, invocation) => {
  const [text, pattern] = [stringOf(args[0]), stringOf(args[1])];
  if (text === null) return wrongType(args, invocation, 0, 'a string');
  if (pattern === null) return wrongType(args, invocation, 1, 'a string');
  return scalar(matches(text.toLowerCase(), pattern.toLowerCase().split('*')));
});

/** Whether the text is made of the pieces in order, with anything between them. */
function matches(text: string, [first = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  const last = rest.at(-1)!;
  let at = first.length;
  for (const piece of rest.slice(0, -1)) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

export const SEARCHING_FUNCTIONS: readonly TemplateFunction[] = [
  contains,
  startsWith,
  endsWith,
  like,
  position('indexOf', (text, wanted) => text.indexOf(wanted), false),
  position('lastIndexOf', (text, wanted) => text.lastIndexOf(wanted), true),
];
