// .NET's composite formatting: `{0}`, `{1,-5}`, `{2:D3}`, `{{`. Refuses to guess: a format that is not known here gives an unknown.
// Semantics: learn.microsoft.com, "Composite formatting" and "Standard numeric format strings".

import { distribute, distributeCall } from '../../../model/distribute.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import { asValue, failure, stringOf, symbolic, tooLarge, wrongType } from './arguments.ts';
import { numberText, scalarText } from './convert.ts';
import { LONGEST_TEXT } from './limits.ts';
import { bounded } from './strings.ts';
import { type TextPart, textValue } from './text.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

/** A place for an argument in a format string. */
interface Hole {
  readonly index: number;
  /** Positive to align right, negative to align left. */
  readonly width: number;
  readonly format: string;
}

// Alternatives in holes are left to the text, so that what decides among the results is the text itself, however it was put together.
const format: TemplateFunction = {
  name: 'format',
  least: 1,
  most: Number.POSITIVE_INFINITY,
  acceptsUnknown: true,
  acceptsAlternatives: true,
  evaluate: (args, invocation) => {
    const symbol = () => call('format', ...args.map(asValue));
    const [template, ...rest] = args;
    return distributeCall([template!], invocation, symbol, ([chosen], collecting) =>
      formatted([chosen!, ...rest], collecting),
    );
  },
};

function formatted(args: readonly Argument[], invocation: Invocation): Value {
  const [template, ...rest] = args;
  if (template!.kind === 'unknown') return symbolic(args, invocation);
  const text = stringOf(template);
  if (text === null) return wrongType(args, invocation, 0, 'a string');
  const pattern = parseFormat(text);
  if (!pattern) return failure(args, invocation, '`format()` was given a malformed format string');
  const parts: TextPart[] = [];
  for (const piece of pattern) {
    if (typeof piece === 'string') {
      parts.push(piece);
      continue;
    }
    const arg = rest[piece.index];
    if (!arg) return failure(args, invocation, `\`format()\` has no argument for \`{${piece.index}}\``);
    if (piece.width > LONGEST_TEXT) return tooLarge(args, invocation, `${LONGEST_TEXT} characters`);
    parts.push(fill(piece, asValue(arg)));
  }
  return bounded(textValue(parts), args, invocation);
}

function fill(hole: Hole, value: Value): Value {
  const { width, format: specifier } = hole;
  if (width === 0 && specifier === '') return value;
  if (value.kind === 'oneOf') {
    return distribute(
      [value],
      () => call('format', scalar(`{0,${width}:${specifier}}`), value),
      ([chosen]) => fill(hole, chosen!),
    );
  }
  const written = value.kind === 'scalar' ? writeScalar(value.value, specifier) : null;
  if (written === null) {
    const shape = scalar(`{0${width === 0 ? '' : `,${width}`}${specifier === '' ? '' : `:${specifier}`}}`);
    const reason = knowledgeOf(value).reason ?? `the format \`${specifier}\` is not supported`;
    return unknown(call('format', shape, value), reason, value.origin);
  }
  return scalar(width < 0 ? written.padEnd(-width) : written.padStart(width), value.origin);
}

// Only numbers look at the format; JSON values of other kinds ignore it.
function writeScalar(value: string | number | boolean | null, specifier: string): string | null {
  if (typeof value !== 'number' || specifier === '') return scalarText(value);
  const [, letter, digits] = /^([a-zA-Z])(\d{0,2})$/.exec(specifier) ?? [];
  if (letter === undefined) return zeroPlaceholder(value, specifier);
  const precision = digits === '' ? null : Number(digits);
  return writeNumber(value, letter, precision);
}

function writeNumber(value: number, letter: string, precision: number | null): string | null {
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  switch (letter.toUpperCase()) {
    case 'D':
      if (!Number.isInteger(value)) return null;
      return sign + numberText(size).padStart(precision ?? 0, '0');
    case 'X': {
      if (!Number.isSafeInteger(value)) return null;
      const hex = BigInt.asUintN(64, BigInt(value))
        .toString(16)
        .padStart(precision ?? 0, '0');
      return letter === 'X' ? hex.toUpperCase() : hex;
    }
    case 'N':
    case 'F':
      return fixed(value, precision ?? 2, letter.toUpperCase() === 'N');
    case 'G':
      return precision === null || precision === 0 ? numberText(value) : null;
    default:
      return null;
  }
}

// `000` and the like; other custom formats are not known here.
function zeroPlaceholder(value: number, specifier: string): string | null {
  if (!/^0+$/.test(specifier) || !Number.isInteger(value)) return null;
  return (value < 0 ? '-' : '') + numberText(Math.abs(value)).padStart(specifier.length, '0');
}

function fixed(value: number, precision: number, grouped: boolean): string | null {
  if (Math.abs(value) >= 1e21) return null;
  const [whole = '0', decimals] = Math.abs(value).toFixed(precision).split('.');
  const digits = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const text = decimals === undefined ? digits : `${digits}.${decimals}`;
  return value < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}

/** The literals and holes of a format string; null where it is malformed. */
function parseFormat(text: string): (string | Hole)[] | null {
  const pieces: (string | Hole)[] = [];
  let literal = '';
  let index = 0;
  while (index < text.length) {
    const char = text[index]!;
    if (char !== '{' && char !== '}') {
      const end = nextBrace(text, index);
      literal += text.slice(index, end);
      index = end;
    } else if (text[index + 1] === char) {
      literal += char;
      index += 2;
    } else {
      const end = char === '{' ? text.indexOf('}', index) : -1;
      const hole = end < 0 ? null : parseHole(text.slice(index + 1, end));
      if (!hole) return null;
      if (literal !== '') pieces.push(literal);
      literal = '';
      pieces.push(hole);
      index = end + 1;
    }
  }
  if (literal !== '') pieces.push(literal);
  return pieces;
}

function nextBrace(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 123 || code === 125) return index;
  }
  return text.length;
}

function parseHole(content: string): Hole | null {
  const match = /^(\d{1,6}) *(?:, *(-?\d{1,7}) *)?(?::([^{]*))?$/.exec(content);
  if (!match) return null;
  return { index: Number(match[1]), width: Number(match[2] ?? 0), format: match[3] ?? '' };
}

export const FORMAT_FUNCTIONS: readonly TemplateFunction[] = [format];
