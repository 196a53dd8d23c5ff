// `format` and `formatlist`. Semantics: developer.hashicorp.com/terraform/language/functions/format; go-cty, stdlib/format.go.

import { distribute } from '../../../model/distribute.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import { array, call as callExpression, scalar, unknown, type Value } from '../../../model/value.ts';
import type { TextPart } from '../../text/text-value.ts';
import { convert } from '../values/convert.ts';
import { graphemes } from '../values/graphemes.ts';
import { LONGEST_TEXT, textValue } from '../values/text.ts';
import { ANYTHING, define, type Failure, isNull, STRING, stringOf, text } from './define.ts';
import { formatFloat, formatInteger, shortNumber, type Verb } from './format-number.ts';
import { jsonString, jsonText } from './json.ts';
import type { Call, TerraformFunction } from './types.ts';

/** A verb with its place in the arguments, from 0. */
interface Hole extends Verb {
  readonly index: number;
  readonly raw: string;
}

/** What keeps a format string from being filled. */
type Problem = Failure | { readonly bound: string };

const format = define(
  'format',
  [STRING],
  ([template, ...args], call) => settled(formatted(stringOf(template)!, args), call),
  ANYTHING,
);

function settled(result: Value | Problem, call: Call): Value {
  if ('failure' in result) return call.fail(result.failure);
  return 'bound' in result ? call.tooLarge(result.bound) : result;
}

const formatList = define(
  'formatlist',
  [STRING],
  ([template, ...args], call) => {
    const lists = args.filter(arg => arg.kind === 'array');
    const length = lists[0]?.items.length ?? 1;
    if (lists.some(list => list.items.length !== length))
      return call.fail('`formatlist()` takes lists of equal lengths');
    // Any of these may be a list.
    if (args.some(arg => arg.kind === 'unknown' && arg.expression.kind !== 'text')) return call.symbolic();
    const items: Value[] = [];
    for (let index = 0; index < length; index++) {
      const chosen = args.map(arg => (arg.kind === 'array' ? arg.items[index]! : arg));
      const item = itemOf(stringOf(template)!, chosen, call);
      if (!('kind' in item)) return settled(item, call);
      items.push(item);
    }
    return array(items);
  },
  ANYTHING,
);

// Alternatives that fail are left unknown, unless all of them do.
function itemOf(template: string, args: readonly Value[], call: Call): Value | Problem {
  let problem: Problem | null = null;
  let isPossible = false;
  const expression = () => callExpression('format', scalar(template), ...args);
  const item = distribute(args, expression, chosen => {
    const result = formatted(template, chosen);
    isPossible ||= 'kind' in result;
    if ('kind' in result) return result;
    problem = result;
    return call.symbolic();
  });
  return isPossible ? item : (problem ?? item);
}

function formatted(template: string, args: readonly Value[]): Value | Problem {
  const pieces = parseFormat(template);
  if (!pieces) return { failure: 'The format string has an invalid verb' };
  const used = pieces.reduce(
    (most, piece) => (typeof piece === 'string' ? most : Math.max(most, piece.index + 1)),
    0,
  );
  if (used > args.length)
    return { failure: `The format string takes ${used} arguments, but there are ${args.length}` };
  if (used < args.length)
    return { failure: `The format string takes only ${used} of ${args.length} arguments` };
  const parts: TextPart[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      parts.push(piece);
      continue;
    }
    if ((piece.width ?? 0) > LONGEST_TEXT || (piece.precision ?? 0) > 1000)
      return { bound: `${LONGEST_TEXT} characters` };
    const written = fill(piece, args[piece.index]!);
    if (typeof written === 'object' && 'failure' in written) return written;
    parts.push(written);
  }
  const result = textValue(parts);
  return result.kind === 'scalar' && typeof result.value === 'string' ? text(result.value) : result;
}

function fill(hole: Hole, arg: Value): TextPart | Failure {
  if (isNull(arg) && hole.letter !== 'v') return { failure: `\`${hole.raw}\` cannot format a null` };
  if (arg.kind === 'unknown' || arg.kind === 'oneOf') {
    const isPlain = /^%(\[\d+\])?[svd]$/.test(hole.raw);
    return isPlain ? arg : unformatted(hole, arg);
  }
  switch (hole.letter) {
    case 'v':
      return asIs(hole, arg);
    case 't':
      return converted(arg, 'bool', hole, value => String(value));
    case 's':
    case 'q':
      return converted(arg, 'string', hole, value => quotedOrPlain(hole, value as string));
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
      return converted(arg, 'number', hole, value =>
        Number.isInteger(value)
          ? formatInteger(hole, value as number)
          : { failure: `\`${hole.raw}\` takes a whole number` },
      );
    default:
      return converted(arg, 'number', hole, value => formatFloat(hole, value as number));
  }
}

function unformatted(hole: Hole, arg: Value): Value {
  const raw = hole.raw.replace(/\[\d+\]/, '');
  const reason = knowledgeOf(arg).reason ?? 'the value is not known';
  return unknown(callExpression('format', scalar(raw), arg), reason, arg.origin);
}

function converted(
  arg: Value,
  type: 'string' | 'number' | 'bool',
  hole: Hole,
  write: (value: string | number | boolean) => string | Failure,
): string | Failure {
  const value = convert(arg, type);
  if (value?.kind !== 'scalar' || value.value === null)
    return { failure: `\`${hole.raw}\` cannot format this type of value` };
  return write(value.value);
}

function asIs(hole: Hole, arg: Value): TextPart {
  if (!hole.sharp && arg.kind === 'scalar') {
    if (typeof arg.value === 'string') return padded(hole, arg.value);
    if (typeof arg.value === 'number') return padded(hole, shortNumber(arg.value));
  }
  const json = jsonText(arg);
  return json === null ? unformatted(hole, arg) : padded(hole, json);
}

function quotedOrPlain(hole: Hole, value: string): string {
  const cut = hole.precision ? graphemes(value).slice(0, hole.precision).join('') : value;
  return padded(hole, hole.letter === 'q' ? jsonString(cut) : cut);
}

function padded(hole: Hole, value: string): string {
  const missing = (hole.width ?? 0) - graphemes(value).length;
  if (missing <= 0) return value;
  const padding = (hole.zero ? '0' : ' ').repeat(missing);
  return hole.minus ? value + padding : padding + value;
}

const VERB = /%([0#\-+ ]*)([1-9]\d*)?(\.\d*)?(?:\[([1-9]\d*)\])?([a-zA-Z])/y;

/** The literals and verbs of a format string; null where it is malformed. */
function parseFormat(template: string): (string | Hole)[] | null {
  const pieces: (string | Hole)[] = [];
  let next = 0;
  let at = 0;
  while (at < template.length) {
    const percent = template.indexOf('%', at);
    if (percent < 0) break;
    pieces.push(template.slice(at, percent));
    if (template[percent + 1] === '%') {
      pieces.push('%');
      at = percent + 2;
      continue;
    }
    VERB.lastIndex = percent;
    const match = VERB.exec(template);
    if (!match || !'vtsqbdoxXeEfgG'.includes(match[5]!)) return null;
    const index = match[4] === undefined ? next : Number(match[4]) - 1;
    pieces.push(holeOf(match, index));
    next = index + 1;
    at = VERB.lastIndex;
  }
  pieces.push(template.slice(at));
  return pieces;
}

function holeOf(match: RegExpExecArray, index: number): Hole {
  const flags = match[1]!;
  return {
    raw: match[0],
    index,
    letter: match[5]!,
    zero: flags.includes('0'),
    sharp: flags.includes('#'),
    minus: flags.includes('-'),
    plus: flags.includes('+'),
    space: flags.includes(' '),
    width: match[2] === undefined ? null : Number(match[2]),
    precision: match[3] === undefined ? null : Number(match[3].slice(1)),
  };
}

export const FORMAT_FUNCTIONS: readonly TerraformFunction[] = [format, formatList];
