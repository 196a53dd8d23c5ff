// What programs say of whole trees of constructs: tags and aspects.

import { expect, test } from 'vitest';
import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { evaluate, plain } from '../tiny-library.ts';

const IMPORTS = `import * as cdk from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { aws_bedrock as bedrock, aws_iam as iam, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Unheard } from 'unheard-of';
const app = new cdk.App();
const stack = new cdk.Stack(app, 'Chat');
const bucket = new s3.CfnBucket(stack, 'Data');
const agent = new bedrock.CfnAgent(stack, 'Agent', { agentName: 'a' });
`;

const synthesized = (text: string) => evaluate({ 'app.ts': IMPORTS + text }, { libraries: [cdk] });

function declared(text: string): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    synthesized(text).resources.map(({ address, properties }) => [
      address,
      plain(properties) as Record<string, unknown>,
    ]),
  );
}

test('a tag is on everything below that has tags, in the form that it has there', () => {
  const resources = declared(`
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.ref, policyDocument: {} });
    cdk.Tags.of(app).add('team', 'chat');
    cdk.Tags.of(app).add('env', 'dev');`);
  expect(resources['Chat/Data']!.Tags).toEqual([
    { Key: 'env', Value: 'dev' },
    { Key: 'team', Value: 'chat' },
  ]);
  expect(resources['Chat/Agent']!.Tags).toEqual({ env: 'dev', team: 'chat' });
  expect(resources['Chat/Policy']!.Tags).toBeUndefined();
});

test('the nearer tag holds, then the higher priority; some types are left out', () => {
  const resources = declared(`
    const second = new s3.CfnBucket(stack, 'Second', { tags: [{ key: 'owner', value: 'me' }] });
    cdk.Tags.of(second).add('team', 'search');
    cdk.Tags.of(stack).add('team', 'chat', { excludeResourceTypes: ['AWS::Bedrock::Agent'] });
    cdk.Tags.of(stack).add('cost', '1', { includeResourceTypes: ['AWS::Bedrock::Agent'] });
    cdk.Tags.of(bucket).remove('team');`);
  expect(resources['Chat/Second']!.Tags).toEqual([
    { Key: 'owner', Value: 'me' },
    { Key: 'team', Value: 'search' },
  ]);
  expect(resources['Chat/Data']!.Tags).toBeUndefined();
  expect(resources['Chat/Agent']!.Tags).toEqual({ cost: '1' });
});

test('a tag under a condition leaves open which tags there are', () => {
  const resources = declared(`if (process.env.TAGGED) cdk.Tags.of(stack).add('team', 'chat');`);
  expect(resources['Chat/Data']!.Tags).toEqual({
    unknown: 'environment variable `TAGGED` is only known when the program runs',
  });
});

test('an aspect of the program is asked of every construct', () => {
  const { gaps, resources } = synthesized(`
    class Version implements cdk.IAspect {
      constructor(private readonly status: string) {}
      visit(node: IConstruct) {
        if (node instanceof s3.CfnBucket) node.addPropertyOverride('VersioningConfiguration.Status', this.status);
        if (cdk.CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Bedrock::Agent') node.addPropertyOverride('Description', 'seen');
      }
    }
    cdk.Aspects.of(app).add(new Version('Enabled'));`);
  expect(gaps).toEqual([]);
  expect(resources.map(each => plain(each.properties))).toEqual([
    { VersioningConfiguration: { Status: 'Enabled' } },
    { AgentName: 'a', Description: 'seen' },
  ]);
});

test('checks of cdk-nag change nothing, what is not known may change anything', () => {
  expect(synthesized('cdk.Aspects.of(app).add(new AwsSolutionsChecks());').gaps).toEqual([]);
  const { gaps } = synthesized('cdk.Aspects.of(app).add(new Unheard());');
  expect(gaps.map(gap => gap.reason)).toContain('an aspect may change what any construct declares');
});

test('a path is known where every id on it is', () => {
  const resources = declared(`
    new s3.CfnBucket(stack, 'Named', { bucketName: bucket.node.path });
    const other = new cdk.Stack(app, \`Chat-\${process.env.STAGE}\`);
    new s3.CfnBucket(other, 'Unnamed', { bucketName: new s3.CfnBucket(other, 'Inner').node.path });`);
  expect(resources['Chat/Named']!.BucketName).toBe('Chat/Data');
  expect(resources.Unnamed!.BucketName).toEqual({ unknown: 'its place in the program is not known' });
});

test('a gateway endpoint is in the routes of every subnet', () => {
  const resources = declared(`
    import { aws_ec2 as ec2 } from 'aws-cdk-lib';
    const vpc = new ec2.Vpc(stack, 'Network', { maxAzs: 2 });
    vpc.addGatewayEndpoint('S3', { service: ec2.GatewayVpcEndpointAwsService.S3 });`);
  expect(resources['Chat/Network/S3']).toMatchObject({ VpcEndpointType: 'Gateway' });
  expect(resources['Chat/Network/S3']!.RouteTableIds).toHaveLength(4);
});

test('a construct of the program’s own has the name that it gives to the CDK', () => {
  const { resources } = synthesized(`
    class Guard extends cdk.Resource {
      constructor(scope: any, id: string, props: { name?: string }) {
        super(scope, id, { physicalName: props.name });
        new bedrock.CfnGuardrail(this, 'Guardrail', { name: this.physicalName } as any);
      }
    }
    new Guard(stack, 'Named', { name: 'g' });
    new Guard(stack, 'Unnamed', {});`);
  const names = resources
    .filter(each => each.type === 'AWS::Bedrock::Guardrail')
    .map(each => plain(each.properties));
  expect(names).toEqual([{ Name: 'g' }, { Name: { unknown: '`physicalName` of `Resource` is not known' } }]);
});
