// Texts of Pulumi's YAML: `${account.id}` reads, `$${` is a text. Refuses to know what names stand for.

import type { TemplateNode } from '../../cloudformation/syntax.ts';
import { type Node, syntax } from './syntax.ts';

type Range = [number, number];

interface Piece {
  readonly text: string;
  /** What is read after the text: a name and the way from it; null at the end. */
  readonly path: readonly string[] | null;
}

const READ = /\$(\$?)\{([^{}]*)\}/g;

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let before = '';
  let from = 0;
  for (const match of text.matchAll(READ)) {
    const [whole, escaped, path = ''] = match;
    before += text.slice(from, match.index);
    from = match.index + whole.length;
    if (escaped === '$') {
      before += whole.slice(1);
      continue;
    }
    pieces.push({ text: before, path: stepsOf(path) });
    before = '';
  }
  pieces.push({ text: before + text.slice(from), path: null });
  return pieces;
}

/** `account.keys[0]["primary"]` as its steps. */
function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/\[\s*"([^"]*)"\s*\]|\[\s*(\d+)\s*\]|([^.[\]\s]+)/g)].map(
    ([, quoted, index, name]) => quoted ?? index ?? name ?? '',
  );
}

/** A text as a literal, what it reads, or a template. */
export function interpolated(text: string, range: Range, nameOf: (name: string, range: Range) => Node): Node {
  if (!text.includes('${')) return syntax('Literal', range, { value: text });
  const pieces = piecesOf(text);
  const reads = pieces.flatMap(({ path }) => (path ? [read(path, range, nameOf)] : []));
  const [only] = reads;
  if (only && reads.length === 1 && pieces.every(piece => piece.text === '')) return only;
  if (!only) return syntax('Literal', range, { value: pieces.map(piece => piece.text).join('') });
  const quasis = pieces.map(piece =>
    syntax('TemplateElement', range, { value: { cooked: piece.text, raw: piece.text } }),
  );
  return syntax('TemplateLiteral', range, { quasis, expressions: reads });
}

function read(
  [name = '', ...steps]: readonly string[],
  range: Range,
  nameOf: (name: string, range: Range) => Node,
): Node {
  let node = nameOf(name, range);
  for (const step of steps)
    node = syntax('MemberExpression', range, {
      object: node,
      property: syntax('Literal', range, { value: step }),
      computed: true,
      optional: false,
    });
  return node;
}

/** The names that texts anywhere in a node read. */
export function namesIn(node: TemplateNode, found: Set<string> = new Set()): ReadonlySet<string> {
  if (node.kind === 'list') for (const item of node.items) namesIn(item, found);
  else if (node.kind === 'map') for (const { value } of node.members) namesIn(value, found);
  else if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.includes('${'))
    for (const { path } of piecesOf(node.value)) if (path?.[0] !== undefined) found.add(path[0]);
  return found;
}
