// Policy documents, however they are written, as statements in one form and each on its line.

import { describe, expect, test } from 'vitest';
import { matchValue } from '../../src/engine/matchers.ts';
import { rootSpot } from '../../src/engine/read-path.ts';
import { readRules } from '../../src/engine/read-rules.ts';
import type { Matchers } from '../../src/engine/rule-format.ts';
import { covers } from '../../src/engine/wildcard.ts';
import { attributeOf, createWorld } from '../../src/engine/world.ts';
import { positionAt } from '../../src/model/source.ts';
import { call, scalar, unknown, type Value } from '../../src/model/value.ts';
import { loadProject } from '../../src/project/load-project.ts';
import { memoryDisk } from '../../src/project/memory-disk.ts';

const MAPS = `
resource: test.policy
title: Policy
ai: false
from:
  aws: [{ type: x_policy }]
attributes:
  statements: { default: [], in: { aws: { path: "(policy|inline[].policy)", policy: true } } }
---
resource: test.document
title: Policy document
ai: false
from:
  aws: [{ type: aws_iam_policy_document, documents: [json, minified_json] }]
attributes:
  sid: { in: { aws: statement.sid } }
`;

/** The statements of the first policy of a configuration, with the line each is on; `…` where there may be more. */
async function statements(text: string, files: Readonly<Record<string, string>> = {}): Promise<unknown[]> {
  const disk = memoryDisk({ 'main.tf': text, ...files });
  const { deployments } = await loadProject({ paths: ['.'], isMapped: () => true, disk });
  const world = createWorld(deployments[0]!, readRules([{ path: 'maps.yaml', text: MAPS }]));
  const policy = world.byKind.get('test.policy')![0]!;
  const { items, rest } = attributeOf(policy, 'statements');
  const read = (items ?? []).map(({ value }) => [lineOf(value), plain(value)]);
  return rest ? [...read, '…'] : read;
}

function lineOf({ origin }: Value): number {
  const [first] = origin;
  return first ? positionAt(first.span.source, first.span.start).line : 0;
}

/** As JSON, without empty lists; `?` for what is not known, `${?}` for a hole in a text. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case 'scalar':
      return value.value;
    case 'array':
      return value.items.map(plain);
    case 'object': {
      const members = [...value.members].map(([name, member]) => [name, plain(member)] as const);
      return Object.fromEntries(members.filter(([, each]) => !(Array.isArray(each) && each.length === 0)));
    }
    case 'oneOf':
      return { oneOf: value.options.map(plain) };
    case 'absent':
      return null;
    case 'unknown':
      return value.expression.kind === 'text'
        ? value.expression.parts.map(part => (typeof part === 'string' ? part : '${?}')).join('')
        : '?';
  }
}

const policy = (value: string) => `variable "arn" {}\nresource "x_policy" "p" {\n  policy = ${value}\n}\n`;

describe('an encoded object', () => {
  test('has its statements on their lines', async () => {
    const text = policy(`jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "bedrock:*", Resource = "*" },
      {
        Sid       = "B"
        Effect    = "Deny"
        NotAction = ["a:b"]
        Principal = { AWS = ["1", "2"], Service = "bedrock.amazonaws.com" }
        Condition = { StringEquals = { "aws:SourceAccount" = ["1"], "aws:x" = "y" } }
      },
    ]
  })`);
    expect(await statements(text)).toEqual([
      [6, { effect: 'Allow', actions: ['bedrock:*'], resources: ['*'] }],
      [
        7,
        {
          sid: 'B',
          effect: 'Deny',
          notActions: ['a:b'],
          principals: ['AWS:1', 'AWS:2', 'Service:bedrock.amazonaws.com'],
          conditions: [
            { operator: 'StringEquals', key: 'aws:SourceAccount', values: ['1'] },
            { operator: 'StringEquals', key: 'aws:x', values: ['y'] },
          ],
        },
      ],
    ]);
  });

  test('may hold what is not known', async () => {
    const text = policy(`jsonencode({
    Statement = { Effect = "Allow", Action = concat(["a:b"], var.arn), Resource = ["\${var.arn}/*", var.arn], Principal = { AWS = "\${var.arn}x" } }
  })`);
    expect(await statements(text)).toEqual([
      [4, { effect: 'Allow', actions: '?', resources: ['${?}/*', '?'], principals: ['AWS:${?}x'] }],
    ]);
  });

  test('may be one of several', async () => {
    const text = policy(
      'var.arn ? jsonencode({ Statement = [{ Effect = "Allow" }] }) : jsonencode({ Statement = [] })',
    );
    expect(await statements(text)).toEqual([[3, { oneOf: [{ effect: 'Allow' }, null] }]]);
  });
});

describe('a text', () => {
  test('is on the lines of the heredoc', async () => {
    const text = policy(`<<-EOF
    {
      "statement": [
        { "Effect": "Allow", "Action": ["a:b"], "Resource": "arn:\${var.arn}:*" },
        { "Effect": "Deny", "Action": "*", "Resource": \${jsonencode(var.arn)} }
      ]
    }
  EOF`);
    expect(await statements(text)).toEqual([
      [6, { effect: 'Allow', actions: ['a:b'], resources: ['arn:${?}:*'] }],
      [7, { effect: 'Deny', actions: ['*'], resources: '?' }],
    ]);
  });

  test('that is no JSON is not known', async () => {
    expect(await statements(policy('"{ nonsense"'))).toEqual(['…']);
    expect(await statements(policy('var.arn'))).toEqual(['…']);
  });

  test('of a file is known', async () => {
    const files = { 'p.json': '{\n "Statement": { "Effect": "Allow", "Action": "*" }\n}' };
    expect(await statements(policy('file("p.json")'), files)).toEqual([
      [3, { effect: 'Allow', actions: ['*'] }],
    ]);
  });
});

describe('a data source', () => {
  const data = (name: string, body: string) => `data "aws_iam_policy_document" "${name}" {\n${body}\n}\n`;

  test('says its statements in blocks', async () => {
    const text = `${policy('data.aws_iam_policy_document.a.json')}${data(
      'a',
      `statement {
  actions   = ["bedrock:*"]
  resources = ["*"]
  principals {
    type        = "AWS"
    identifiers = ["1", var.arn]
  }
  principals {
    type        = "*"
    identifiers = ["*"]
  }
  condition {
    test     = "StringEquals"
    variable = "aws:SourceAccount"
    values   = [var.arn]
  }
}
statement {
  effect      = "Deny"
  not_actions = ["a:b"]
}`,
    )}`;
    expect(await statements(text)).toEqual([
      [
        6,
        {
          effect: 'Allow',
          actions: ['bedrock:*'],
          resources: ['*'],
          principals: ['AWS:1', 'AWS:${?}', '*'],
          conditions: [{ operator: 'StringEquals', key: 'aws:SourceAccount', values: ['?'] }],
        },
      ],
      [23, { effect: 'Deny', notActions: ['a:b'] }],
    ]);
  });

  test('extends others and replaces their statements by id', async () => {
    const text = [
      policy('data.aws_iam_policy_document.all.minified_json'),
      data('base', 'statement {\n  sid = "A"\n  actions = ["a:*"]\n}\nstatement {\n  actions = ["b:*"]\n}'),
      data('over', 'statement {\n  sid = "A"\n  actions = ["a:b"]\n}'),
      data(
        'all',
        `source_policy_documents = [data.aws_iam_policy_document.base.json, jsonencode({ Statement = [{ Sid = "C", Action = "c:*" }] })]
override_policy_documents = [data.aws_iam_policy_document.over.json]`,
      ),
    ].join('');
    expect(await statements(text)).toEqual([
      [10, { effect: 'Allow', actions: ['b:*'] }],
      [21, { sid: 'C', actions: ['c:*'] }],
      [15, { sid: 'A', effect: 'Allow', actions: ['a:b'] }],
    ]);
  });

  test('may be extended by what is not known', async () => {
    const text = `${policy('data.aws_iam_policy_document.a.json')}${data('a', 'source_policy_documents = var.arn\nstatement {\n  actions = ["a:b"]\n}')}`;
    expect(await statements(text)).toEqual([[7, { effect: 'Allow', actions: ['a:b'] }], '…']);
  });

  test('that extends itself ends', async () => {
    const text = `${policy('data.aws_iam_policy_document.a.json')}${data('a', 'source_policy_documents = [data.aws_iam_policy_document.a.json]')}`;
    expect(await statements(text)).toEqual(['…']);
  });
});

test('no document has no statements, and lists of documents have all', async () => {
  expect(await statements('resource "x_policy" "p" {}\n')).toEqual([]);
  const inline = (action: string) =>
    `  inline {\n    policy = jsonencode({ Statement = [{ Action = "${action}" }] })\n  }\n`;
  expect(await statements(`resource "x_policy" "p" {\n${inline('a:b')}${inline('c:d')}}\n`)).toEqual([
    [3, { actions: ['a:b'] }],
    [6, { actions: ['c:d'] }],
  ]);
});

test.each([
  ['*', 'bedrock:InvokeModel', true],
  ['bedrock:*', 'bedrock:InvokeModel', true],
  ['BEDROCK:invoke*', 'bedrock:InvokeModel', true],
  ['bedrock:*Model', 'bedrock:InvokeModel', true],
  ['bedrock:Invoke?odel', 'bedrock:InvokeModel', true],
  ['bedrock:*', 'bedrock:*', true],
  ['bedrock:Invoke*', 'bedrock:*', false],
  ['bedrock:?', 'bedrock:*', false],
  ['bedrock:Get*', 'bedrock:InvokeModel', false],
  ['bedrock-agent:*', 'bedrock:InvokeModel', false],
])('%s covers %s: %s', (pattern, wanted, expected) => {
  expect(covers(pattern, wanted)).toBe(expected);
});

test('many wildcards cost no more than few', () => {
  expect(covers(`${'*a'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
});

describe('what holes may hold', () => {
  const parameter = unknown(call('parameters', scalar('x')), 'parameter `x` has no default');
  const arn = unknown(
    { kind: 'member', of: unknown(call('resource', scalar('Role')), 'r'), key: scalar('Arn') },
    'only known at deployment',
  );
  const text = (...parts: readonly (string | Value)[]) => unknown({ kind: 'text', parts }, 'it has a hole');
  const holds = (matchers: Matchers, value: Value) =>
    matchValue(matchers, { value, spot: rootSpot(value), items: null, rest: null }).truth;

  test.each<[Matchers, Value, unknown]>([
    [{ is: '*' }, parameter, 'unknown'],
    [{ is: '*' }, arn, false],
    [{ 'ends-with': ':role/*' }, arn, false],
    [{ 'ends-with': ':role/*' }, text('arn:', parameter, ':role/*'), true],
    [{ covers: 'iam:PassRole' }, parameter, 'unknown'],
    [{ covers: 'iam:PassRole' }, text('s3:', parameter), false],
    [{ covers: 'iam:PassRole' }, text('iam:', parameter), 'unknown'],
    [{ covers: ['s3:x', 'iam:PassRole'] }, text('iam:', parameter), 'unknown'],
    [{ covers: 'arn:a:b:*' }, text(arn, '/x'), false],
    [{ covers: 'arn:a:b/c' }, text('arn:', parameter, ':d/', parameter), false],
  ])('%o of %o is %s', (matchers, value, expected) => {
    expect(holds(matchers, value)).toBe(expected);
  });
});
