// JSON texts of which parts may be unknown, as values whose parts know the line that they are written on.
// Refuses to know what the JSON says.

import { createSource, lineStarts, positionAt, type Span, span, textOf } from '../model/source.ts';
import { array, type Origin, object, scalar, type Value } from '../model/value.ts';
import { parseJson } from '../parsers/json/parser.ts';
import { type JsonNode, stringValue } from '../parsers/json/syntax.ts';
import { type Parts, partsOf, textFrom } from './text-parts.ts';

/** What stands for a hole while the text is parsed: no policy has characters for private use. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKED = /\uE000(\d+)\uE001/;

/** The JSON of a text; null for what is no text or no JSON. A hole that stands where JSON expects a value is that value. */
export function jsonOf(text: Value): Value | null {
  const parts = partsOf(text);
  if (!parts) return null;
  const json = withMarks(parts);
  const { root, diagnostics } = parseJson(createSource('', json));
  if (!root || diagnostics.some(each => each.severity === 'error')) return null;
  return valueFrom(root, parts, placesOf(text.origin, root));
}

/** The text with a mark for each hole, in quotes where the hole is not inside a string. */
function withMarks(parts: Parts): string {
  let json = '';
  let inString = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part !== 'string') {
      const mark = `${OPEN}${index}${CLOSE}`;
      json += inString ? mark : `"${mark}"`;
      continue;
    }
    json += part;
    for (let at = 0; at < part.length; at++) {
      const code = part.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) inString = !inString;
    }
  }
  return json;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

type PlaceOf = (node: JsonNode) => Origin;

function valueFrom(node: JsonNode, parts: Parts, placeOf: PlaceOf): Value {
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(({ key, value }) => [key, valueFrom(value, parts, placeOf)] as const);
      return object(new Map(members), placeOf(node));
    }
    case 'array':
      return array(
        node.items.map(item => valueFrom(item, parts, placeOf)),
        placeOf(node),
      );
    case 'string': {
      const pieces = stringValue(node).split(MARKED);
      const text = pieces.map((piece, index) => (index % 2 === 0 ? piece : parts[Number(piece)]!));
      return textFrom(
        text.filter(piece => piece !== ''),
        placeOf(node),
      );
    }
    default:
      return scalar(node.value, placeOf(node));
  }
}

/**
 * Where the nodes of a text are written: on lines of the literal that it comes from, where that has the same lines (a heredoc, a block
 * of YAML), else where the text as a whole is.
 */
function placesOf(origin: Origin, { source }: JsonNode): PlaceOf {
  const [first, ...rest] = origin;
  if (!first || lineStarts(source).length === 1) return () => origin;
  return node => {
    const line = positionAt(source, node.start).line - 1;
    const place = [0, 1]
      .map(skipped => lineOf(first.span, line + skipped))
      .find(each => isLine(each, source.text, line, source));
    return place ? [{ ...first, span: place }, ...rest] : origin;
  };
}

/** A line of a piece of text, without the blanks around it; null where the piece ends before. */
function lineOf({ source, start, end }: Span, line: number): Span | null {
  const starts = lineStarts(source);
  const number = positionAt(source, start).line - 1 + line;
  const from = starts[number];
  if (from === undefined || from >= end) return null;
  const text = source.text.slice(from, Math.min(starts[number + 1] ?? source.text.length, end));
  const indent = text.length - text.trimStart().length;
  return span(source, from + indent, from + text.trimEnd().length);
}

/** Whether a line of the literal is what the line of the text was made from: alike up to the first hole. */
function isLine(place: Span | null, text: string, line: number, source: Span['source']): boolean {
  if (!place) return false;
  const starts = lineStarts(source);
  const [known = ''] = text
    .slice(starts[line], starts[line + 1] ?? text.length)
    .trim()
    .split(OPEN);
  return known !== '' && textOf(place).startsWith(known.replace(/"$/, ''));
}
