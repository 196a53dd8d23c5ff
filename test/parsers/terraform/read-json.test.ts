// JSON syntax: the same declarations and values as native syntax, at the places of the JSON text.

import { describe, expect, test } from 'vitest';
import { createSource, textOf } from '../../../src/model/source.ts';
import { readModule } from '../../../src/parsers/terraform/read-module.ts';
import { at, codes, deploy, member, plain, properties, way } from './evaluate/deploy.ts';

function deployJson(json: unknown) {
  return deploy('', { files: { 'x.tf.json': JSON.stringify(json, null, 2) } });
}

describe('JSON syntax', () => {
  test('strings are templates, and objects blocks where Terraform knows that they are', () => {
    const deployment = deployJson({
      '//': 'a comment',
      variable: { name: { type: 'string', default: 'n-${not_a_template}' }, size: { default: 2 } },
      locals: { text: 'a-${var.size + 1}', list: ['${var.size}', 'x'], object: { 'k${var.size}': null } },
      resource: {
        a: {
          x: {
            name: '${var.name}',
            text: '${local.text}',
            list: '${local.list}',
            object: '${local.object}',
            rule: [{ ip: '1.2.3.4' }],
            dynamic: {
              port: { for_each: ['p', 'q'], iterator: 'it', content: { number: '${it.value}' } },
            },
            lifecycle: { ignore_changes: ['name'] },
          },
          y: [{ count: 1, id_of: '${a.x.id}' }],
        },
      },
    });
    expect(codes(deployment)).toEqual([]);
    expect(properties(deployment, 'a.x')).toEqual({
      name: 'n-${not_a_template}',
      text: 'a-3',
      list: [2, 'x'],
      object: { k2: null },
      rule: [{ ip: '1.2.3.4' }],
      port: [{ number: 'p' }, { number: 'q' }],
    });
    expect(plain(member(at(deployment, 'a.y[0]'), 'id_of'))).toBe('?a.x.id');
  });

  test('values and declarations have their places in the text', () => {
    const deployment = deployJson({ resource: { a: { x: { name: 'b\\"${upper("q")}' } } } });
    const resource = at(deployment, 'a.x');
    expect(textOf(resource.header)).toBe('"x"');
    expect(way(member(resource, 'name'))).toEqual(['literal "b\\\\\\"${upper(\\"q\\")}"']);
    expect(plain(member(resource, 'name'))).toBe('b\\"Q');
  });

  test('types and references are expressions', () => {
    const source = createSource(
      'x.tf.json',
      JSON.stringify({ variable: { v: { type: 'list(object({a = optional(string, "d")}))' } } }),
    );
    const module = readModule('', [source]);
    expect(module.diagnostics).toEqual([]);
    expect(module.variables.get('v')!.type!.type).toMatchObject({ kind: 'list', of: { kind: 'object' } });
  });

  test('what is not valid is reported at its place', () => {
    const text = '{ "resource": { "a": { "x": 1 } }, "locals": { "b": "${1 +}" } }';
    const { diagnostics } = readModule('', [createSource('x.tf.json', text)]);
    expect(diagnostics.map(({ span }) => span && textOf(span))[0]).toBe('1');
    expect(diagnostics[0]!.code).toBe('unexpected-json');
    expect(diagnostics.length).toBeGreaterThan(1);
    expect(diagnostics[1]!.span!.start).toBeGreaterThan(text.indexOf('1 +'));
  });
});
