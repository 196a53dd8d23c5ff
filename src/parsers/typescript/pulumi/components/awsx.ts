// Components of `@pulumi/awsx` that declare what rules ask for: networks with their endpoints, tasks with their roles and logs, trails
// with their buckets. Of what else is in them nothing is said.
// https://www.pulumi.com/registry/packages/awsx/

export const AWSX = `
import * as pulumi from '@pulumi/pulumi';
import * as aws from '@pulumi/aws';

export class Vpc extends pulumi.ComponentResource {
  constructor(name, args = {}, opts) {
    super('awsx:ec2:Vpc', name, {}, opts);
    const {
      availabilityZoneCidrMask, availabilityZoneNames, natGateways, numberOfAvailabilityZones, subnetNameTagStrategy, subnetSpecs,
      subnetStrategy, vpcEndpointSpecs, vpcEndpointStrategy, ...own
    } = args;
    const tags = { Name: name, ...args.tags };
    const cidrBlock = args.cidrBlock ?? (args.ipv4IpamPoolId === undefined ? '10.0.0.0/16' : undefined);
    this.vpc = new aws.ec2.Vpc(name, { ...own, cidrBlock, tags });
    this.vpcId = this.vpc.id;
    const isAuto = vpcEndpointStrategy === 'Auto';
    this.vpcEndpoints = (vpcEndpointSpecs ?? []).map(({ tags: given, ...spec }) => {
      const isInterface = isAuto && spec.vpcEndpointType === 'Interface';
      const chosen = isInterface ? { privateDnsEnabled: true, subnetIds: this.vpc.endpointSubnetIds } : {};
      return new aws.ec2.VpcEndpoint(spec.serviceName, { ...chosen, ...spec, tags: { ...tags, ...given }, vpcId: this.vpc.id });
    });
    for (const kind of ['publicSubnetIds', 'privateSubnetIds', 'isolatedSubnetIds']) this[kind] = this.vpc[kind];
  }
}

export class DefaultVpc extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super('awsx:ec2:DefaultVpc', name, {}, opts);
    const vpc = aws.ec2.getVpcOutput({ default: true });
    this.vpcId = vpc.id;
    for (const kind of ['publicSubnetIds', 'privateSubnetIds']) this[kind] = vpc[kind];
  }
}

const TRUST = { Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Effect: 'Allow', Sid: '' };

function roleOf(name, given, defaults, trust) {
  if (given?.skip) return {};
  if (given?.roleArn !== undefined) return { arn: given.roleArn };
  const { policyArns, ...args } = { assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }), ...defaults, ...given?.args };
  const role = new aws.iam.Role(name, args);
  for (const policyArn of policyArns ?? [])
    new aws.iam.RolePolicyAttachment(name + '-' + policyArn.split('/').pop(), { role: role.name, policyArn });
  return { role, arn: role.arn };
}

function logsOf(name, given) {
  if (given?.skip || given?.existing) return undefined;
  return new aws.cloudwatch.LogGroup(name, given?.args ?? {});
}

class Task extends pulumi.ComponentResource {
  constructor(name, args, opts, fixed) {
    super('awsx:ecs:TaskDefinition', name, {}, opts);
    const { container, containers, logGroup, taskRole, executionRole, ...own } = args;
    this.logGroup = logsOf(name, logGroup);
    const task = roleOf(name + '-task', taskRole, { policyArns: [] }, TRUST);
    const policyArns = ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'];
    const execution = roleOf(name + '-execution', executionRole, { policyArns }, TRUST);
    this.taskRole = task.role;
    this.executionRole = execution.role;
    const named = containers ?? { [container?.name ?? 'container']: container };
    const definitions = Object.entries(named).map(([name, each]) => ({ ...each, name }));
    this.taskDefinition = new aws.ecs.TaskDefinition(name, {
      ...own, ...fixed, taskRoleArn: task.arn, executionRoleArn: execution.arn, containerDefinitions: JSON.stringify(definitions),
    });
  }
}

const FARGATE = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc' };
export class FargateTaskDefinition extends Task {
  constructor(name, args, opts) { super(name, args, opts, FARGATE); }
}
export class EC2TaskDefinition extends Task {
  constructor(name, args, opts) { super(name, args, opts, { networkMode: args.networkMode ?? 'awsvpc' }); }
}

class Service extends pulumi.ComponentResource {
  constructor(name, args, opts, Definition) {
    super('awsx:ecs:Service', name, {}, opts);
    const { taskDefinitionArgs, ...own } = args;
    this.taskDefinition = taskDefinitionArgs ? new Definition(name, taskDefinitionArgs).taskDefinition : undefined;
    this.service = new aws.ecs.Service(name, { desiredCount: 1, ...own, taskDefinition: this.taskDefinition?.arn ?? args.taskDefinition });
  }
}
export class FargateService extends Service {
  constructor(name, args, opts) { super(name, args, opts, FargateTaskDefinition); }
}
export class EC2Service extends Service {
  constructor(name, args, opts) { super(name, args, opts, EC2TaskDefinition); }
}

export class Trail extends pulumi.ComponentResource {
  constructor(name, args = {}, opts) {
    super('awsx:cloudtrail:Trail', name, {}, opts);
    const { s3Bucket, cloudWatchLogsGroup, ...own } = args;
    const existing = s3Bucket?.existing;
    this.bucket = existing ? undefined : new aws.s3.Bucket(name, { forceDestroy: true, ...s3Bucket?.args });
    const arn = this.bucket?.arn ?? existing.arn ?? 'arn:aws:::' + existing.name;
    const bucket = this.bucket?.bucket ?? existing.name ?? arn.split(':').pop();
    const Principal = { Service: 'cloudtrail.amazonaws.com' };
    const Condition = { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };
    new aws.s3.BucketPolicy(name, { bucket, policy: { Version: '2012-10-17', Statement: [
      { Sid: 'AWSCloudTrailAclCheck', Effect: 'Allow', Principal, Action: ['s3:GetBucketAcl'], Resource: [arn] },
      { Sid: 'AWSCloudTrailWrite', Effect: 'Allow', Principal, Action: ['s3:PutObject'], Resource: [arn + '/*'], Condition },
    ] } });
    if (cloudWatchLogsGroup?.enable) {
      this.logGroup = logsOf(name, cloudWatchLogsGroup);
      roleOf(name, undefined, { policyArns: [] }, { Action: 'sts:AssumeRole', Principal, Effect: 'Allow', Sid: 'AllowAssumeRole' });
    }
    this.trail = new aws.cloudtrail.Trail(name, { ...own, s3BucketName: bucket });
  }
}
`;
