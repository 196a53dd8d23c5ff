// Policies and names as the CDK writes them into its template.

import { expect, test } from 'vitest';
import { scalar } from '../../../../src/model/value.ts';
import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import { aws_iam as iam, aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
const stack = new cdk.Stack(new cdk.App(), 'Chat');
const role = new iam.Role(stack, 'Worker', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
const allow = (actions, resources) => role.addToPolicy(new iam.PolicyStatement({ actions, resources }));
`;

interface Policy {
  readonly PolicyName?: string;
  readonly PolicyDocument: { readonly Statement: unknown };
}

function declared(text: string, context: Record<string, boolean> = {}): Record<string, unknown> {
  const inputs = new Map(Object.entries(context).map(([name, value]) => [name, scalar(value)]));
  const { resources } = evaluate({ 'app.ts': IMPORTS + text }, { libraries: [cdk], inputs });
  return Object.fromEntries(resources.map(({ address, properties }) => [address, plain(properties)]));
}

const policyOf = (text: string, context?: Record<string, boolean>): Policy =>
  declared(text, context)['Chat/Worker/DefaultPolicy'] as Policy;

const MINIMAL = { '@aws-cdk/aws-iam:minimizePolicies': true };

test('what is repeated is left out, and one of a kind is no list', () => {
  const { PolicyDocument } = policyOf(`
    allow(['bedrock:InvokeModel', 'bedrock:InvokeModel'], ['*']);
    allow(['bedrock:InvokeModel'], ['*']);
    allow(['s3:ListBucket', 's3:GetObject'], ['*']);`);
  expect(PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: '*' },
    { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource: '*' },
  ]);
});

test('statements are put together and sorted where the context asks for it', () => {
  const text = `
    allow(['s3:PutObject'], ['b']);
    allow(['bedrock:InvokeModel'], ['*']);
    allow(['s3:PutObject'], ['a']);
    role.addToPolicy(new iam.PolicyStatement({ sid: 'Named', actions: ['s3:PutObject'], resources: ['c'] }));`;
  expect(policyOf(text, MINIMAL).PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 's3:PutObject', Resource: ['a', 'b'] },
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: '*' },
    { Sid: 'Named', Effect: 'Allow', Action: 's3:PutObject', Resource: 'c' },
  ]);
  expect(policyOf(text).PolicyDocument.Statement).toHaveLength(4);
});

test('what is allowed under a condition is put together with nothing', () => {
  const { PolicyDocument } = policyOf(
    `
    allow(['s3:PutObject'], ['b']);
    if (process.env.MORE) allow(['s3:PutObject'], ['a']);
    allow(['s3:PutObject'], ['c']);`,
    MINIMAL,
  );
  const always = { Effect: 'Allow', Action: 's3:PutObject', Resource: ['b', 'c'] };
  const more = { Effect: 'Allow', Action: 's3:PutObject', Resource: 'a' };
  expect(PolicyDocument.Statement).toEqual({ oneOf: [[always, more], [always]] });
});

test('policies are called by their logical ids', () => {
  expect(policyOf(`allow(['s3:PutObject'], ['*']);`).PolicyName).toBe('WorkerDefaultPolicyD9676315');
});

test('a role that may not be changed gets no policy; another that is imported gets one of its own', () => {
  const resources = declared(
    `
    const arn = 'arn:aws:iam::111122223333:role/path/';
    const bucket = new s3.Bucket(stack, 'Data');
    bucket.grantRead(iam.Role.fromRoleArn(stack, 'Fixed', arn + 'fixed', { mutable: false }));
    bucket.grantRead(iam.Role.fromRoleArn(stack, 'Other', arn + 'other'));`,
    { '@aws-cdk/aws-iam:importedRoleStackSafeDefaultPolicyName': true },
  );
  const policies = Object.keys(resources).filter(each => /Policy/.test(each));
  expect(policies).toHaveLength(1);
  expect(resources[policies[0]!]).toMatchObject({
    Roles: ['other'],
    PolicyName: expect.stringMatching(/^PolicyChatOther/),
  });
});

test('a service that is granted a key is named in its policy', () => {
  const resources = declared(
    `new kms.Key(stack, 'Key').grantDecrypt(new iam.ServicePrincipal('logs.amazonaws.com'));`,
    { '@aws-cdk/aws-kms:defaultKeyPolicies': true },
  );
  expect(resources['Chat/Key']).toMatchObject({
    KeyPolicy: {
      Statement: [
        { Action: 'kms:*', Resource: '*' },
        { Action: 'kms:Decrypt', Resource: '*', Principal: { Service: 'logs.amazonaws.com' } },
      ],
    },
  });
});
