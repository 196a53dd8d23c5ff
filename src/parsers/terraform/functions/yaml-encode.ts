// `yamlencode`: block style, strings in double quotes or as literal blocks, names in order. Semantics: go-cty-yaml, whose emitter is libyaml's.

import { knowledgeOf } from '../../../model/knowledge.ts';
import { scalar, type Value } from '../../../model/value.ts';
import { numberText } from '../values/numbers.ts';
import { isOpenSet, sortedMembers } from '../values/order.ts';
import { LONGEST_TEXT } from '../values/text.ts';
import { define } from './define.ts';
import type { TerraformFunction } from './types.ts';

export const yamlEncode: TerraformFunction = define(
  'yamlencode',
  [{ type: 'any', acceptsNull: true }],
  ([value], call) => {
    const { reason, size } = knowledgeOf(value!);
    if (reason !== null || isOpenSet(value!)) return call.symbolic();
    const emitter: Emitter = { out: '', column: 0, isFresh: true };
    if (size > LONGEST_TEXT || !emitNode(value!, emitter, -1, false))
      return call.symbolic('the value is too large for YAML');
    // A plain scalar alone has no end of its own.
    const isPlain =
      value!.kind === 'absent' || (value!.kind === 'scalar' && typeof value!.value !== 'string');
    return scalar(`${emitter.out}${emitter.out.endsWith('\n') ? '' : '\n'}${isPlain ? '...\n' : ''}`);
  },
);

interface Emitter {
  out: string;
  column: number;
  /** Whether the line has nothing but indentation and dashes so far. */
  isFresh: boolean;
}

function put(emitter: Emitter, text: string): void {
  emitter.out += text;
  emitter.column += text.length;
}

function startLine(emitter: Emitter, indent: number): void {
  if (!emitter.isFresh || emitter.column > indent) {
    if (!emitter.out.endsWith('\n') && emitter.out !== '') emitter.out += '\n';
    emitter.column = 0;
  }
  put(emitter, ' '.repeat(Math.max(0, indent - emitter.column)));
  emitter.isFresh = true;
}

/** False where the result would be out of bounds. */
function emitNode(value: Value, emitter: Emitter, indent: number, inMapping: boolean): boolean {
  if (emitter.out.length > MOST_CHARACTERS) return false;
  const own = indent < 0 ? 0 : indent + 2;
  if (value.kind === 'array' && value.items.length > 0) {
    // Sequences in mappings are not indented further.
    const level = inMapping && !emitter.isFresh ? indent : own;
    return value.items.every(item => {
      startLine(emitter, level);
      put(emitter, '-');
      return emitNode(item, emitter, level, false);
    });
  }
  if (value.kind === 'object' && value.members.size > 0) {
    return sortedMembers(value).every(([name, member]) => {
      startLine(emitter, own);
      const isSimple = emitKey(name, emitter, own);
      if (!isSimple) startLine(emitter, own);
      put(emitter, ':');
      emitter.isFresh = !isSimple;
      return emitNode(member, emitter, own, true);
    });
  }
  emitScalar(value, emitter, indent < 0 ? 2 : indent + 2);
  emitter.isFresh = false;
  return true;
}

const MOST_CHARACTERS = 4 * LONGEST_TEXT;

/** Whether the key is one that stands before its colon on one line. */
function emitKey(name: string, emitter: Emitter, indent: number): boolean {
  if (Buffer.byteLength(name) <= 128 && !LINE_BREAK.test(name)) {
    emitQuoted(name, emitter, null);
    return true;
  }
  put(emitter, '?');
  emitScalar(scalar(name), emitter, indent + 2);
  emitter.isFresh = false;
  return false;
}

function emitScalar(value: Value, emitter: Emitter, indent: number): void {
  if (emitter.column > 0 && !emitter.out.endsWith(' ')) put(emitter, ' ');
  if (value.kind === 'array') put(emitter, '[]');
  else if (value.kind === 'object') put(emitter, '{}');
  else if (value.kind !== 'scalar' || value.value === null) put(emitter, 'null');
  else if (typeof value.value === 'number') put(emitter, numberText(value.value));
  else if (typeof value.value === 'boolean') put(emitter, String(value.value));
  else if (canBeLiteral(value.value)) emitLiteral(value.value, emitter, indent);
  else emitQuoted(value.value, emitter, indent);
}

const LINE_BREAK = /[\n\r\u0085\u2028\u2029]/;
/** What libyaml writes as it is; four-byte characters are not among it. */
const UNPRINTABLE = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

function canBeLiteral(value: string): boolean {
  return value.includes('\n') && !UNPRINTABLE.test(value) && !/ (?:[\n\u2028\u2029]|$)/.test(value);
}

function emitLiteral(value: string, emitter: Emitter, indent: number): void {
  put(emitter, '|');
  if (/^[ \n\u2028\u2029]/.test(value)) put(emitter, '2');
  if (!value.endsWith('\n')) put(emitter, '-');
  else if (value === '\n' || value.endsWith('\n\n')) put(emitter, '+');
  const pad = ' '.repeat(indent);
  const lines = value.endsWith('\n') ? value.slice(0, -1).split('\n') : value.split('\n');
  emitter.out += `\n${lines.map(line => (line === '' ? '' : pad + line)).join('\n')}${value.endsWith('\n') ? '\n' : ''}`;
  emitter.column = 1;
}

const WIDTH = 80;
const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** In double quotes, broken at single blanks beyond the width where `indent` says how far to indent the next line. */
function emitQuoted(value: string, emitter: Emitter, indent: number | null): void {
  put(emitter, '"');
  const characters = Array.from(value);
  let isAfterBlank = false;
  for (const [index, char] of characters.entries()) {
    const isInside = index > 0 && index < characters.length - 1;
    if (char === ' ' && indent !== null && !isAfterBlank && emitter.column > WIDTH && isInside) {
      emitter.out += `\n${' '.repeat(indent)}`;
      emitter.column = indent;
      if (characters[index + 1] === ' ') put(emitter, '\\');
    } else {
      const written = escaped(char);
      emitter.out += written;
      emitter.column += written === char ? 1 : written.length;
    }
    isAfterBlank = char === ' ';
  }
  put(emitter, '"');
}

function escaped(char: string): string {
  const letter = Object.hasOwn(ESCAPES, char) ? ESCAPES[char] : undefined;
  if (letter) return `\\${letter}`;
  if (!UNPRINTABLE.test(char)) return char;
  const code = char.codePointAt(0)!;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
