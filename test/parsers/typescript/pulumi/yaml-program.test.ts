// Pulumi's programs in YAML: the same resources as in TypeScript, with the places of the YAML.

import { expect, test } from 'vitest';
import { valueKey } from '../../../../src/model/value.ts';
import { pulumi } from '../../../../src/parsers/typescript/pulumi/library.ts';
import { parseYamlProgram } from '../../../../src/parsers/typescript/pulumi/yaml-program.ts';
import { at, evaluate, plain } from '../tiny-library.ts';

function deployed(text: string, files: Record<string, string> = {}) {
  const options = { libraries: [pulumi], parse: parseYamlProgram };
  return evaluate({ 'Pulumi.yaml': `name: chat\nruntime: yaml\n${text}`, ...files }, options);
}

test('resources in any order, what they read of each other, their places', () => {
  const { resources } = deployed(`resources:
  deployment:
    type: azure-native:cognitiveservices:Deployment
    properties:
      resourceGroupName: rg
      accountName: \${account.name}
      deploymentName: gpt
  account:
    type: azure-native:cognitiveservices/v20241001:Account
    properties:
      resourceGroupName: rg
      properties:
        disableLocalAuth: true
`);
  const [account, deployment] = resources;
  expect([account?.type, account?.apiVersion]).toEqual([
    'Microsoft.CognitiveServices/accounts',
    '2024-10-01',
  ]);
  expect(valueKey(deployment!.parent!)).toBe(valueKey(account!.identities[0]!));
  expect(at(account!.header)).toBe(
    '10:3 account:\n    type: azure-native:cognitiveservices/v20241001:Account',
  );
  const body = account!.properties;
  const value = body.kind === 'object' ? body.members.get('properties') : undefined;
  const keys = value?.kind === 'object' ? value.members.get('disableLocalAuth') : undefined;
  expect(keys?.origin.map(step => at(step.span))).toEqual(['15:27 true']);
});

test('variables, functions, texts', () => {
  const { resources } = deployed(`config:
  open: { type: boolean }
variables:
  names: [a, b]
  policy:
    fn::invoke:
      function: aws:iam:getPolicyDocument
      arguments: { statements: [{ actions: ["bedrock:*"] }] }
resources:
  bucket:
    type: aws:s3/bucket:Bucket
    properties:
      bucket: { "fn::join": ["-", ["x", "\${names[1]}"]] }
      acl: { "fn::select": [0, ["private", "public"]] }
      policy: { "fn::toJSON": { Version: "2012-10-17" } }
      forceDestroy: \${open}
      tags: { stack: "\${pulumi.stack}/x", escaped: "$\${no}", kept: 1 }
  policy-of-it:
    type: aws:iam:Policy
    properties: { policy: "\${policy.json}" }
`);
  const found = new Map(resources.map(each => [each.address, plain(each.properties)]));
  expect(found.get('bucket')).toEqual({
    bucket: 'x-b',
    acl: 'private',
    policy: '{"Version":"2012-10-17"}',
    force_destroy: { unknown: 'configuration `open` is not set in a stack' },
    tags: { stack: { unknown: 'the stack is only known when it is deployed' }, escaped: '${no}', kept: 1 },
  });
  expect(found.get('getPolicyDocument.getPolicyDocument')).toEqual({
    statement: [{ actions: ['bedrock:*'] }],
  });
  expect(found.get('policy-of-it')).toEqual({ policy: { unknown: expect.stringContaining('json') } });
});

test('files, base64, and what Pulumi gives by itself', () => {
  const { resources } = deployed(
    `resources:
  bucket:
    type: aws:s3:Bucket
    properties:
      bucket: { "fn::readFile": ./name.txt }
      tags:
        there: { "fn::toBase64": "a\${pulumi.organization}" }
        back: { "fn::fromBase64": { "fn::toBase64": hello } }
        cwd: \${pulumi.cwd}
        organization: \${pulumi.organization}
`,
    { 'name.txt': 'data' },
  );
  expect(plain(resources[0]!.properties)).toEqual({
    bucket: 'data',
    tags: {
      there: { unknown: expect.any(String) },
      back: 'hello',
      cwd: { unknown: 'the folder is only known when it is deployed' },
      organization: { unknown: 'the organization is only known when it is deployed' },
    },
  });
});

test.each([
  '',
  'resources:',
  'resources: 5',
  'resources:\n  a: [',
  'resources:\n  a:\n    type: x',
  'variables:\n  a: ${a}',
])('whatever stands there: %j', text => {
  expect(() => deployed(text)).not.toThrow();
});
