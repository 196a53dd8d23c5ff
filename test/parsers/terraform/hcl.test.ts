// HCL native syntax: the shape of the tree, what broken input costs, and that no input is fatal.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { parseHcl, parseHclExpression } from '../../../src/parsers/terraform/hcl/parse-hcl.ts';
import type { Body, Expression, TemplatePart } from '../../../src/parsers/terraform/hcl/syntax.ts';

/** A tree on one line: what the parser understood. */
function show(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return String(node.value);
    case 'template':
      return `"${node.parts.map(showPart).join('')}"`;
    case 'variable':
      return node.name;
    case 'attribute':
      return `${show(node.base)}.${node.name.name}`;
    case 'index':
      return `${show(node.base)}[${show(node.key)}]`;
    case 'splat':
      return `splat(${show(node.base)}, ${show(node.each)})`;
    case 'call':
      return `${node.name}(${node.args.map(show).join(', ')}${node.expand ? '...' : ''})`;
    case 'tuple':
      return `[${node.items.map(show).join(', ')}]`;
    case 'object':
      return `{${node.members.map(each => `${show(each.key)}: ${show(each.value)}`).join(', ')}}`;
    case 'for': {
      const result = node.keyResult ? `${show(node.keyResult)} => ${show(node.result)}` : show(node.result);
      const names = node.key ? `${node.key.name}, ${node.value.name}` : node.value.name;
      return `for(${names} in ${show(node.collection)}: ${result}${node.group ? '...' : ''}${node.condition ? ` if ${show(node.condition)}` : ''})`;
    }
    case 'unary':
      return `(${node.operator}${show(node.operand)})`;
    case 'binary':
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'conditional':
      return `(${show(node.condition)} ? ${show(node.whenTrue)} : ${show(node.whenFalse)})`;
    case 'parenthesized':
      return show(node.inner);
    case 'error':
      return '<error>';
  }
}

function showPart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.value.replaceAll('\n', '⏎');
    case 'hole':
      return `\${${show(part.expression)}}`;
    case 'if':
      return `%{if ${show(part.condition)}}${part.whenTrue.map(showPart).join('')}%{else}${part.whenFalse.map(showPart).join('')}%{endif}`;
    case 'for':
      return `%{for ${part.value.name} in ${show(part.collection)}}${part.body.map(showPart).join('')}%{endfor}`;
  }
}

function expression(text: string) {
  const { expression: node, diagnostics } = parseHclExpression(createSource('x.tf', text));
  return { shown: show(node), codes: diagnostics.map(each => each.code) };
}

function names(body: Body): string[] {
  return [
    ...body.attributes.map(each => each.name.name),
    ...body.blocks.map(each => [each.type.name, ...each.labels.map(label => label.name)].join(' ')),
  ];
}

describe('expressions', () => {
  test.each([
    ['1 + 2 * 3 == 7 && !a || b', '((((1 + (2 * 3)) == 7) && (!a)) || b)'],
    ['a ? b : c ? d : e', '(a ? b : (c ? d : e))'],
    ['-a.b[0].c', '(-a.b[0].c)'],
    ['a.0.1', 'a[0][1]'],
    ['a.*.b.c[0]', 'splat(a, *.b.c)[0]'],
    ['a[*].b[0].c', 'splat(a, *.b[0].c)'],
    ['f(a, b...)', 'f(a, b...)'],
    ['provider::x::y(1)', 'provider::x::y(1)'],
    ['[for k, v in m : upper(v) if v != ""]', 'for(k, v in m: upper(v) if (v != ""))'],
    ['{for v in l : v.a => v...}', 'for(v in l: v.a => v...)'],
    ['{ a = 1, "b" : 2\n (c) = 3 }', '{"a": 1, "b": 2, c: 3}'],
    ['[\n1,\n2,\n]', '[1, 2]'],
    ['1.5e3', '1500'],
  ])('%s', (text, shown) => {
    expect(expression(text)).toEqual({ shown, codes: [] });
  });
});

describe('templates', () => {
  test.each([
    ['"a${b}c"', '"a${b}c"'],
    ['"$${a} %%{b} \\" \\u00e9"', '"${a} %{b} " é"'],
    ['"a ${~ b ~} c"', '"a${b}c"'],
    ['"%{ if a }x%{ else }y%{ endif }"', '"%{if a}x%{else}y%{endif}"'],
    ['"%{ for x in l }${x},%{ endfor }"', '"%{for x in l}${x},%{endfor}"'],
    ['"${"nested ${"deep"}"}"', '"${"nested ${"deep"}"}"'],
    ['<<EOT\n  a ${b}\n\\n\nEOT\n', '"  a ${b}⏎\\n⏎"'],
    ['<<-EOT\n    a\n\n      b\n    EOT\n', '"a⏎⏎  b⏎"'],
  ])('%s', (text, shown) => {
    expect(expression(text)).toEqual({ shown, codes: [] });
  });
});

describe('bodies', () => {
  test('attributes, blocks, labels and comments', () => {
    const file = parseHcl(
      createSource('x.tf', '# top\nresource "a" b {\n  x = 1 // one\n  nested { y = 2 }\n}\nlocals {}\n'),
    );
    expect(file.diagnostics).toEqual([]);
    expect(names(file.body)).toEqual(['resource a b', 'locals']);
    expect(names(file.body.blocks[0]!.body)).toEqual(['x', 'nested']);
    expect(textOf(file.body.blocks[0]!.header)).toBe('resource "a" b');
    expect(file.comments.map(textOf)).toEqual(['# top', '// one']);
  });
});

describe('broken input costs itself', () => {
  test.each([
    ['x =\ny = 2\n', ['unexpected-token'], ['x', 'y']],
    ['x = [1, 2\ny = 3\nb {\n}\n', ['unclosed'], ['x', 'y', 'b']],
    ['x = f(1,\ny = 3\n', ['unclosed'], ['x', 'y']],
    ['x = "abc\ny = 2\n', ['unclosed'], ['x', 'y']],
    ['x = "a${b\ny = 2\n', ['invalid-template', 'unclosed'], ['x', 'y']],
    ['x = 1 2\ny = 2\n', ['unexpected-token'], ['x', 'y']],
    ['x = 10.0.0.0\ny = 2\n', ['invalid-number'], ['x', 'y']],
    ['x = "\\q"\n', ['invalid-escape'], ['x']],
    ['x = 1\nx = 2\n', ['duplicate-attribute'], ['x', 'x']],
    ['}\ny = 2\n', ['unexpected-token'], ['y']],
    ['a {\n  b = 1\n', ['unclosed'], ['a']],
    ['a { b = 1, c = 2 }\nd = 1\n', ['unexpected-token'], ['d', 'a']],
    ["x = 'a'\ny = 2\n", ['unexpected-token'], ['x', 'y']],
  ])('%j', (text, codes, kept) => {
    const file = parseHcl(createSource('x.tf', text));
    expect({ codes: file.diagnostics.map(each => each.code), names: names(file.body) }).toEqual({
      codes,
      names: kept,
    });
  });

  test('nesting without end is refused, not followed', () => {
    for (const text of [
      `x = ${'['.repeat(100_000)}`,
      `x = ${'-'.repeat(100_000)}1`,
      'a {\n'.repeat(100_000),
      `x = ${'"${'.repeat(100_000)}`,
      `x = "${'%{ if true }'.repeat(20_000)}"`,
    ])
      expect(parseHcl(createSource('x.tf', text)).diagnostics.map(each => each.code)).toContain('too-deep');
  });
});

test('braces that do not pair cost no more the more there are', () => {
  const start = performance.now();
  for (const text of ['b {\n'.repeat(30_000) + '}\n'.repeat(30_000), 'b {\n}\n}\n'.repeat(30_000)])
    expect(parseHcl(createSource('x.tf', text)).body.blocks.every(({ body }) => body.broken)).toBe(true);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('every text gives a tree, quickly', () => {
  const piece = fc.constantFrom(
    'a',
    ' = ',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    '${',
    '%{',
    '<<E\n',
    '\n',
    'for ',
    ' in ',
    ':',
    '=>',
    '...',
    '1',
    '.',
    '*',
    '?',
    '#',
    '/*',
    '\\',
    'if',
    '~',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
      const source = createSource('x.tf', pieces.join(''));
      for (const { span } of parseHcl(source).diagnostics)
        expect(span!.end).toBeLessThanOrEqual(source.text.length);
    }),
    { numRuns: 2000 },
  );
});
