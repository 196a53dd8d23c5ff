// The forms in which documents (IAM policies and the like) reach those who read them: encoded objects that are partly known, data sources that
// say them in blocks, texts with holes. Other rooms rely on these forms.

import { describe, expect, test } from 'vitest';
import type { Value } from '../../../../src/model/value.ts';
import { at, deploy, member, plain, properties } from './deploy.ts';

/** The argument `policy` of `t.x`. */
function policy(text: string, files?: Readonly<Record<string, string>>): Value {
  const main = `variable "arn" {}\nresource "t" "x" {\n  policy = ${text}\n}\n`;
  return member(at(deploy(main, files && { files }), 't.x'), 'policy');
}

/** The object that an unknown text was encoded from. */
function encodedFrom(value: Value): Value {
  if (value.kind !== 'unknown' || value.expression.kind !== 'call') throw new Error('not a call');
  expect(value.expression.name).toBe('jsonencode');
  expect(value.expression.args).toHaveLength(1);
  return value.expression.args[0]!;
}

describe('jsonencode of what is partly known', () => {
  test('is a call with the object', () => {
    const object = encodedFrom(
      policy('jsonencode({ Statement = [{ Action = "a:*", Resource = var.arn }] })'),
    );
    expect(plain(object)).toEqual({ Statement: [{ Action: 'a:*', Resource: '?var.arn' }] });
  });

  test('with a text that has holes in it', () => {
    const object = encodedFrom(policy('jsonencode({ Resource = "$${arn:}${var.arn}/*" })'));
    expect(plain(object)).toEqual({ Resource: '?${arn:}${var.arn}/*' });
  });

  test('in a hole that is all of a template', () => {
    const object = encodedFrom(policy('"${jsonencode({ a = var.arn })}"'));
    expect(plain(object)).toEqual({ a: '?var.arn' });
  });

  test('in a heredoc is a part of its text', () => {
    const value = policy('<<E\n${jsonencode({ a = var.arn, b = 1 })}\nE');
    if (value.kind !== 'unknown' || value.expression.kind !== 'text') throw new Error('no text');
    const [first, last] = value.expression.parts;
    expect(last).toBe('\n');
    expect(plain(encodedFrom(first as Value))).toEqual({ a: '?var.arn', b: 1 });
  });

  test('in a template file too', () => {
    const files = { 'p.tftpl': '{"Statement": ${statement}, "Id": "${id}"}' };
    const value = policy(
      'templatefile("p.tftpl", { statement = jsonencode([{ Resource = var.arn }]), id = "x" })',
      files,
    );
    if (value.kind !== 'unknown' || value.expression.kind !== 'text') throw new Error('no text');
    const [before, hole, after] = value.expression.parts;
    expect([before, after]).toEqual(['{"Statement": ', ', "Id": "x"}']);
    expect(plain(encodedFrom(hole as Value))).toEqual([{ Resource: '?var.arn' }]);
  });

  test('decoding it gives the object back', () => {
    expect(plain(policy('jsondecode(jsonencode({ a = var.arn })).a'))).toBe('?var.arn');
  });
});

test('a heredoc with holes is a text', () => {
  const value = policy('<<E\n{ "Resource": "${var.arn}" }\nE');
  if (value.kind !== 'unknown' || value.expression.kind !== 'text') throw new Error('no text');
  expect(value.expression.parts.map(part => (typeof part === 'string' ? part : plain(part)))).toEqual([
    '{ "Resource": "',
    '?var.arn',
    '" }\n',
  ]);
});

describe('data that a provider puts together', () => {
  const main = `
variable "arns" {}
locals {
  services = { a = ["a:Get*"], b = ["b:*"] }
}
data "aws_iam_policy_document" "d" {
  version = "2012-10-17"
  statement {
    actions   = ["x:*"]
    resources = [var.arns]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
  dynamic "statement" {
    for_each = local.services
    content {
      sid     = statement.key
      actions = statement.value
    }
  }
}
resource "t" "x" {
  policy = data.aws_iam_policy_document.d.json
}
`;

  test('is listed with its blocks, dynamic ones too', () => {
    const deployment = deploy(main);
    expect(at(deployment, 'data.aws_iam_policy_document.d').existing).toBe(true);
    expect(properties(deployment, 'data.aws_iam_policy_document.d')).toEqual({
      version: '2012-10-17',
      statement: [
        {
          actions: ['x:*'],
          resources: ['?var.arns'],
          principals: [{ type: 'AWS', identifiers: ['*'] }],
        },
        { sid: 'a', actions: ['a:Get*'] },
        { sid: 'b', actions: ['b:*'] },
      ],
    });
  });

  test('what the provider computes is a member of the data source', () => {
    const value = member(at(deploy(main), 't.x'), 'policy');
    expect(value).toMatchObject({
      kind: 'unknown',
      expression: {
        kind: 'member',
        of: { expression: { kind: 'call', name: 'data' } },
        key: { value: 'json' },
      },
    });
    if (value.kind !== 'unknown' || value.expression.kind !== 'member') throw new Error('no member');
    expect(plain(value.expression.of)).toBe('?data.aws_iam_policy_document.d');
  });

  test('each instance of its own', () => {
    const text = `
data "aws_iam_policy_document" "d" {
  for_each = { a = "a:*", b = "b:*" }
  statement {
    actions = [each.value]
  }
}
resource "t" "x" {
  policy = data.aws_iam_policy_document.d["b"].json
}
`;
    const deployment = deploy(text);
    expect(plain(member(at(deployment, 't.x'), 'policy'))).toBe('?data.aws_iam_policy_document.d["b"].json');
    expect(properties(deployment, 'data.aws_iam_policy_document.d["b"]')).toEqual({
      statement: [{ actions: ['b:*'] }],
    });
  });
});
