// Functions that make texts.

import { Buffer } from 'node:buffer';
import { isKnown, knowledgeOf } from '../../../model/knowledge.ts';
import { array, type Origin, scalar, type Value } from '../../../model/value.ts';
import { isText, type TextPart } from '../../text/text-value.ts';
import type { Form, FunctionCall } from '../evaluate/environment.ts';
import { placeOf, type TemplateNode } from '../syntax.ts';
import { applied, failed, listed, symbolic, wrongArguments } from './arguments.ts';
import { jsonText } from './json-text.ts';
import { attribute, reference } from './references.ts';
import { LONGEST_TEXT, textOf } from './text.ts';

/** `${Name}`, `${Name.Attribute}`, names of its own map, and `${!literal}`. */
export const subForm: Form = (argument, call) => {
  const [template, map] = argument.kind === 'list' ? argument.items : [argument];
  if (template?.kind === 'map') return symbolic(call, [call.evaluate(template)]);
  if (template?.kind !== 'scalar' || (map && map.kind !== 'map'))
    return wrongArguments(call, '`Fn::Sub` takes a text, or a list of a text and a mapping');
  const own = new Map(map?.members.map(({ key, value }) => [key, value]));
  const parts: TextPart[] = [];
  for (const piece of substitutions(String(template.value ?? ''))) {
    if (piece.name === null) parts.push(piece.text);
    else parts.push(substituted(piece.name, own, template, call));
  }
  const only = parts.length === 1 && typeof parts[0] !== 'string' ? parts[0]! : null;
  if (only && only.kind !== 'absent') return only;
  const origin: Origin = [{ role: 'literal', span: placeOf(template) }];
  return located(textOf(parts.map(asText)), origin);
};

function located(value: Value, origin: Origin): Value {
  return value.origin.length > 0 ? value : { ...value, origin };
}

interface Piece {
  readonly text: string;
  /** Of a hole what stands in it. */
  readonly name: string | null;
}

function substitutions(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  let copied = 0;
  for (let at = text.indexOf('${'); at >= 0; at = text.indexOf('${', copied)) {
    const end = text.indexOf('}', at);
    const inner = end < 0 ? '' : text.slice(at + 2, end).trim();
    literal += text.slice(copied, at);
    copied = end < 0 ? text.length : end + 1;
    if (inner.startsWith('!')) literal += `\${${inner.slice(1)}}`;
    else if (!isName(inner)) literal += text.slice(at, copied);
    else {
      if (literal !== '') pieces.push({ text: literal, name: null });
      literal = '';
      pieces.push({ text: '', name: inner });
    }
  }
  literal += text.slice(copied);
  if (literal !== '') pieces.push({ text: literal, name: null });
  return pieces;
}

/** What is no name stays as it is written, as shells and templates of others have it. */
function isName(inner: string): boolean {
  return /^[A-Za-z0-9_.:]+$/.test(inner);
}

function substituted(
  name: string,
  own: ReadonlyMap<string, TemplateNode>,
  template: TemplateNode,
  call: FunctionCall,
): Value {
  const { stack } = call;
  const given = own.get(name);
  if (given) return call.evaluate(given);
  const dot = name.indexOf('.');
  if (dot < 0) return reference(name, stack, template, template);
  return attribute(name.slice(0, dot), name.slice(dot + 1), stack, template, template);
}

/** A list in a text is written with commas. */
function asText(part: TextPart): TextPart {
  if (typeof part === 'string') return part;
  if (part.kind === 'absent') return '';
  if (part.kind !== 'array' || !isKnown(part)) return part;
  return part.items.map(item => (item.kind === 'scalar' ? String(item.value ?? '') : '')).join(',');
}

export const joinForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 2);
  if (!nodes) return failed(call);
  return applied(call, nodes.map(call.evaluate), args => {
    const [mark, list] = args;
    if (mark?.kind !== 'scalar' || list?.kind !== 'array') {
      if (list?.kind === 'scalar') return list;
      return symbolic(call, args);
    }
    const between = String(mark.value ?? '');
    const parts = list.items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
    return { ...textOf(parts.map(asText)), origin: [] };
  });
};

export const splitForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 2);
  if (!nodes) return failed(call);
  return applied(call, nodes.map(call.evaluate), args => {
    const [mark, text] = args;
    const between = mark?.kind === 'scalar' ? String(mark.value ?? '') : '';
    if (between === '' || text?.kind !== 'scalar') return symbolic(call, args);
    const pieces = String(text.value ?? '').split(between);
    return array(
      pieces.map(piece => scalar(piece)),
      [],
    );
  });
};

export const base64Form: Form = (argument, call) => {
  return applied(call, [call.evaluate(argument)], args => {
    const [text] = args;
    if (text?.kind !== 'scalar') return symbolic(call, args);
    const encoded = Buffer.from(String(text.value ?? '')).toString('base64');
    return encoded.length > LONGEST_TEXT ? symbolic(call, args) : scalar(encoded);
  });
};

export const toJsonStringForm: Form = (argument, call) => {
  const value = call.evaluate(argument);
  return applied(call, [value], args => {
    const isOpen = args[0]!.kind === 'unknown' && !isText(args[0]!);
    if (isOpen || knowledgeOf(value).size > LONGEST_TEXT) return symbolic(call, args);
    return { ...textOf(jsonText(args[0]!)), origin: [] };
  });
};
