// Amazon Bedrock AgentCore as the CDK makes it: names that it makes up, roles that only the service may assume, strategies that have a name.

import { expect, test } from 'vitest';
import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

const START = `import * as cdk from 'aws-cdk-lib';
import * as agentcore from 'aws-cdk-lib/aws-bedrockagentcore';
const stack = new cdk.Stack(new cdk.App(), 'AgentStack');
`;

function declared(text: string): Record<string, unknown> {
  const { resources } = evaluate({ 'app.ts': START + text }, { libraries: [cdk] });
  return Object.fromEntries(resources.map(each => [each.address, plain(each.properties)]));
}

test('a runtime without a name is called by where it stands, and its role is for it alone', () => {
  const found = declared(
    "new agentcore.Runtime(stack, 'Plain', { agentRuntimeArtifact: agentcore.AgentRuntimeArtifact.fromImageUri('i') });",
  );
  expect(found['AgentStack/Plain']).toMatchObject({ AgentRuntimeName: 'AgentStackPlain41F77D4C' });
  expect(found['AgentStack/Plain/ExecutionRole']).toMatchObject({
    MaxSessionDuration: 28800,
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Condition: {
            StringEquals: { 'aws:SourceAccount': expect.anything() },
            ArnLike: { 'aws:SourceArn': expect.anything() },
          },
        },
      ],
    },
  });
});

test('the alpha package lets the service assume its roles on behalf of any account', () => {
  const { resources } = evaluate(
    {
      'app.ts': `${START.replace('aws-cdk-lib/aws-bedrockagentcore', '@aws-cdk/aws-bedrock-agentcore-alpha')}
        new agentcore.Memory(stack, 'Small');`,
    },
    { libraries: [cdk] },
  );
  const role = resources.find(each => each.type === 'AWS::IAM::Role')!;
  expect(plain(role.properties)).toEqual({
    AssumeRolePolicyDocument: {
      Statement: [
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
        },
      ],
      Version: '2012-10-17',
    },
  });
});

test('strategies of a memory: the service’s own, and those whose prompt or model is the program’s', () => {
  const found = declared(`const memory = new agentcore.Memory(stack, 'Memory', {
      memoryStrategies: [agentcore.MemoryStrategy.usingBuiltInSemantic()],
    });
    memory.addMemoryStrategy(agentcore.MemoryStrategy.usingUserPreference({
      strategyName: 'own', namespaces: ['/a'],
      customExtraction: { model: { modelId: 'm', modelArn: 'arn' }, appendToPrompt: 'more' },
    }));`);
  expect(found['AgentStack/Memory/Memory']).toMatchObject({
    EventExpiryDuration: 90,
    MemoryStrategies: [
      { SemanticMemoryStrategy: { Name: 'semantic_builtin_cdkGen0001' } },
      {
        CustomMemoryStrategy: {
          Name: 'own',
          Configuration: { UserPreferenceOverride: { Extraction: { AppendToPrompt: 'more', ModelId: 'm' } } },
        },
      },
    ],
  });
});

test('a gateway speaks a protocol and asks who calls, also where the program says nothing', () => {
  const found =
    declared(`const policyEngine = new agentcore.PolicyEngine(stack, 'Engine', { policyEngineName: 'e' });
    new agentcore.Gateway(stack, 'Tools', {
      gatewayName: 'g', policyEngineConfiguration: { policyEngine, mode: agentcore.PolicyEngineMode.ENFORCE },
    });`);
  expect(found['AgentStack/Tools']).toMatchObject({
    AuthorizerType: 'CUSTOM_JWT',
    ProtocolConfiguration: { Mcp: { SearchType: 'SEMANTIC', SupportedVersions: ['2025-03-26'] } },
    PolicyEngineConfiguration: { Mode: 'ENFORCE' },
  });
  expect(found['AgentStack/Engine']).toEqual({ Name: 'e' });
});
