// Functions that take strings, arrays or objects alike: how many, whether empty, which parts.
// Semantics: learn.microsoft.com, "Array functions for ARM templates". Positions and lengths count UTF-16 code units, as in .NET.

import { array, scalar, type UnknownValue, type Value } from '../../../model/value.ts';
import { accessMember } from './access-member.ts';
import { definePartial, integerOf, isNull, symbolic, tooLarge, wrongType } from './arguments.ts';
import { MOST_ITEMS } from './limits.ts';
import { pieceAt, splitOf } from './split.ts';
import { bounded, lengthOfParts } from './strings.ts';
import { isScalarResult } from './symbols.ts';
import { isText, partsOf, type TextPart, textValue } from './text.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

const COLLECTION = 'a string, an array or an object';

const length = definePartial('length', 1, 1, (args, invocation) => {
  const arg = args[0]!;
  if (arg.kind === 'array') return scalar(arg.items.length);
  if (arg.kind === 'object') return scalar(arg.members.size);
  if (arg.kind === 'unknown' && !isText(arg)) return symbolic(args, invocation);
  const parts = arg.kind === 'lambda' ? null : partsOf(arg);
  if (!parts) return wrongType(args, invocation, 0, COLLECTION);
  const of = lengthOfParts(parts);
  return of === null ? symbolic(args, invocation) : scalar(of);
});

const empty = definePartial('empty', 1, 1, (args, invocation) => {
  const arg = args[0]!;
  if (arg.kind === 'array') return scalar(arg.items.length === 0);
  if (arg.kind === 'object') return scalar(arg.members.size === 0);
  if (arg.kind === 'unknown' && !isText(arg))
    return hasContent(arg) ? scalar(false) : symbolic(args, invocation);
  const parts = arg.kind === 'lambda' ? null : partsOf(arg);
  if (!parts) return wrongType(args, invocation, 0, COLLECTION);
  if (parts.length === 0) return scalar(true);
  const isFilled = parts.some(part => typeof part === 'string' || (lengthOfParts([part]) ?? 0) > 0);
  return isFilled ? scalar(false) : symbolic(args, invocation);
});

// A combination of several arrays or objects holds at least what the known ones hold, an object with unknown names its members. `reduce`
// nests combinations as deep as its list is long.
function hasContent({ expression }: UnknownValue, depth = 0): boolean {
  if (expression.kind !== 'call' || depth > MOST_NESTED) return false;
  if (expression.name === 'createObject') return expression.args.length > 0;
  if (!['concat', 'union'].includes(expression.name)) return false;
  return expression.args.some(
    arg =>
      (arg.kind === 'array' && arg.items.length > 0) ||
      (arg.kind === 'object' && arg.members.size > 0) ||
      (arg.kind === 'unknown' && hasContent(arg, depth + 1)),
  );
}

const MOST_NESTED = 64;

const concat = definePartial('concat', 1, Number.POSITIVE_INFINITY, (args, invocation) => {
  if (args.every(arg => arg.kind === 'array')) {
    const items = args.flatMap(arg => arg.items);
    return items.length > MOST_ITEMS ? tooLarge(args, invocation, `${MOST_ITEMS} items`) : array(items);
  }
  const position = args.findIndex(arg => arg.kind === 'object' || arg.kind === 'lambda');
  if (position >= 0) return wrongType(args, invocation, position, 'a string or an array');
  const arrayAt = args.findIndex(arg => arg.kind === 'array');
  const isString = args.some(isStringOrScalar);
  if (arrayAt >= 0 && isString)
    return wrongType(args, invocation, arrayAt, 'a string like the other arguments');
  // With nothing but unknowns it may be an array.
  if (arrayAt >= 0 || (!isString && args.some(arg => arg.kind === 'unknown')))
    return symbolic(args, invocation);
  return bounded(textValue(args as readonly Value[]), args, invocation);
});

function isStringOrScalar(arg: Argument): boolean {
  if (arg.kind === 'scalar') return arg.value !== null;
  return isText(arg) || (arg.kind === 'unknown' && isScalarResult(arg));
}

const first = endOf('first', 0);
const last = endOf('last', -1);

function endOf(name: string, index: 0 | -1): TemplateFunction {
  return definePartial(name, 1, 1, (args, invocation) => {
    const arg = args[0]!;
    if (isNull(arg)) return scalar(null);
    if (arg.kind === 'array') {
      const from = { safe: true, fromEnd: index < 0 };
      return accessMember(arg, scalar(index < 0 ? 1 : 0), from, invocation);
    }
    if (arg.kind === 'unknown' && !isText(arg)) {
      const pieces = splitOf(arg);
      return (pieces && pieceAt(pieces, index)) ?? symbolic(args, invocation);
    }
    const parts = arg.kind === 'lambda' ? null : partsOf(arg);
    if (!parts) return wrongType(args, invocation, 0, 'a string or an array');
    const end = parts.at(index);
    if (end === undefined) return scalar('');
    return typeof end === 'string' ? scalar(end.at(index)!) : symbolic(args, invocation);
  });
}

const take = definePartial('take', 2, 2, (args, invocation) => {
  const [subject, count] = [args[0]!, integerOf(args[1])];
  if (count === null) return withoutCount(args, invocation);
  if (subject.kind === 'array') return array(subject.items.slice(0, Math.max(0, count)));
  return ofText(args, invocation, parts => {
    if (count <= 0) return scalar('');
    const prefix = parts[0];
    if (typeof prefix === 'string' && prefix.length >= count) return scalar(prefix.slice(0, count));
    const of = lengthOfParts(parts);
    return of !== null && of <= count ? textValue(parts) : null;
  });
});

const skip = definePartial('skip', 2, 2, (args, invocation) => {
  const [subject, count] = [args[0]!, integerOf(args[1])];
  if (count === null) return withoutCount(args, invocation);
  if (subject.kind === 'array') return array(subject.items.slice(Math.max(0, count)));
  return ofText(args, invocation, parts => {
    if (count <= 0) return textValue(parts);
    const prefix = parts[0];
    if (typeof prefix === 'string' && prefix.length >= count)
      return textValue([prefix.slice(count), ...parts.slice(1)]);
    return parts.every(part => typeof part === 'string') ? scalar('') : null;
  });
});

function withoutCount(args: readonly Argument[], invocation: Invocation): Value {
  return args[1]!.kind === 'unknown'
    ? symbolic(args, invocation)
    : wrongType(args, invocation, 1, 'an integer');
}

function ofText(
  args: readonly Argument[],
  invocation: Invocation,
  cut: (parts: readonly TextPart[]) => Value | null,
): Value {
  const subject = args[0]!;
  if (isNull(subject)) return scalar(null);
  if (subject.kind === 'unknown' && !isText(subject)) return symbolic(args, invocation);
  const parts = subject.kind === 'lambda' ? null : partsOf(subject);
  if (!parts) return wrongType(args, invocation, 0, 'a string or an array');
  return cut(parts) ?? symbolic(args, invocation);
}

export const COLLECTION_FUNCTIONS: readonly TemplateFunction[] = [
  length,
  empty,
  concat,
  first,
  last,
  take,
  skip,
];
