// Level 2 constructs that run code beside functions: containers, state machines, builds. Rules ask for their roles and environments.

export const ECS = `
import { atSynthesis, Aws, Lazy, Resource, Stack, unlessEmpty } from 'aws-cdk-lib';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { LogGroup } from 'aws-cdk-lib/aws-logs';

export const NetworkMode = { NONE: 'none', BRIDGE: 'bridge', AWS_VPC: 'awsvpc', HOST: 'host', NAT: 'nat' };
export const Compatibility = { EC2: 0, FARGATE: 1, EC2_AND_FARGATE: 2, EXTERNAL: 3 };
export const Protocol = { TCP: 'tcp', UDP: 'udp' };
export const CpuArchitecture = { ARM64: 'ARM64', X86_64: 'X86_64' };
export const OperatingSystemFamily = { LINUX: 'LINUX' };

export class ContainerImage {
  static fromRegistry(name, options) { return { bind: container => {
    options?.credentials?.grantRead(container.taskDefinition.obtainExecutionRole());
    return name;
  } }; }
  static fromEcrRepository(repository, tag = 'latest') { return { bind: container => {
    repository.grantPull(container.taskDefinition.obtainExecutionRole());
    return repository.repositoryUriForTagOrDigest(tag);
  } }; }
  static fromAsset(path) { return { bind: container => imageIn(container, path) }; }
  static fromDockerImageAsset(asset) { return { bind: container => imageIn(container, asset.assetHash) }; }
  static fromTarball(path) { return { bind: container => imageIn(container, path) }; }
}

/** An image that the CDK's own tools bring to the account. */
function imageIn(container, path) {
  const { taskDefinition } = container;
  const name = 'cdk-hnb659fds-container-assets-' + Stack.of(container).account + '-' + Stack.of(container).region;
  const arn = 'arn:' + Aws.PARTITION + ':ecr:' + Stack.of(container).region + ':' + Stack.of(container).account + ':repository/' + name;
  const role = taskDefinition.obtainExecutionRole();
  Grant.addToPrincipal({ grantee: role, actions: ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'], resourceArns: [arn] });
  Grant.addToPrincipal({ grantee: role, actions: ['ecr:GetAuthorizationToken'], resourceArns: ['*'] });
  return atSynthesis('image', path);
}

export class Secret {
  static fromSecretsManager(secret, field) {
    return { arn: field ? secret.secretArn + ':' + field + '::' : secret.secretArn, grantRead: grantee => secret.grantRead(grantee) };
  }
  static fromSecretsManagerVersion(secret, version, field) {
    return {
      arn: secret.secretArn + ':' + (field ?? '') + ':' + (version.versionStage ?? '') + ':' + (version.versionId ?? ''), grantRead: grantee => secret.grantRead(grantee),
    };
  }
  static fromSsmParameter(parameter) { return { arn: parameter.parameterArn, grantRead: grantee => parameter.grantRead(grantee) }; }
}

export class AwsLogDriver {
  constructor(props) { this.props = props; }
  bind(scope, container) {
    const group = this.props.logGroup ?? new LogGroup(scope, 'LogGroup', { retention: this.props.logRetention ?? 9999 });
    container.taskDefinition.obtainExecutionRole().addToPrincipalPolicy(new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [group.logGroupArn],
    }));
    return {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': group.logGroupName, 'awslogs-stream-prefix': this.props.streamPrefix, 'awslogs-region': Stack.of(scope).region,
        'awslogs-datetime-format': this.props.datetimeFormat, 'awslogs-multiline-pattern': this.props.multilinePattern, mode: this.props.mode,
      },
    };
  }
}
export class LogDriver {
  static awsLogs(props) { return new AwsLogDriver(props); }
}
export class LogDrivers {
  static awsLogs(props) { return new AwsLogDriver(props); }
}

export class TaskDefinition extends Resource {
  constructor(scope, id, props = {}, isFargate = false) {
    super(scope, id);
    this.containers = [];
    this.defaultContainer = undefined;
    this.taskRole = props.taskRole ?? new Role(this, 'TaskRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    this.executionRole = props.executionRole;
    const cpu = props.cpu ?? (isFargate ? 256 : undefined);
    const memory = props.memoryMiB ?? props.memoryLimitMiB ?? (isFargate ? 512 : undefined);
    this.resource = new CfnTaskDefinition(this, 'Resource', {
      containerDefinitions: Lazy.any({ produce: () => unlessEmpty(this.containers.map(container => container.rendered)) }),
      cpu: cpu === undefined ? undefined : '' + cpu,
      executionRoleArn: Lazy.any({ produce: () => this.executionRole?.roleArn }),
      family: props.family ?? Lazy.any({ produce: () => this.resource.logicalId && Stack.of(this).stackName.replace(/[^A-Za-z0-9_-]/g, '') + this.resource.logicalId }),
      memory: memory === undefined ? undefined : '' + memory,
      networkMode: props.networkMode ?? (isFargate ? 'awsvpc' : 'bridge'),
      requiresCompatibilities: isFargate ? ['FARGATE'] : undefined,
      runtimePlatform: props.runtimePlatform && {
        cpuArchitecture: props.runtimePlatform.cpuArchitecture?._cpuArchitecture ?? props.runtimePlatform.cpuArchitecture,
        operatingSystemFamily: props.runtimePlatform.operatingSystemFamily?._operatingSystemFamily ?? props.runtimePlatform.operatingSystemFamily,
      },
      taskRoleArn: this.taskRole.roleArn,
    });
    this.taskDefinitionArn = this.resource.ref;
  }
  addContainer(id, props) {
    const container = new ContainerDefinition(this, id, { taskDefinition: this, ...props });
    this.defaultContainer = this.defaultContainer ?? container;
    return container;
  }
  addToTaskRolePolicy(statement) { this.taskRole.addToPrincipalPolicy(statement); }
  addToExecutionRolePolicy(statement) { this.obtainExecutionRole().addToPrincipalPolicy(statement); }
  obtainExecutionRole() {
    this.executionRole = this.executionRole ?? new Role(this, 'ExecutionRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    return this.executionRole;
  }
  grantRun(grantee) {
    grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions: ['ecs:RunTask'], resources: [this.taskDefinitionArn] }));
    return this.taskRole.grantPassRole(grantee);
  }
  addVolume() {}
  addPlacementConstraint() {}
  addExtension() {}
}

export class FargateTaskDefinition extends TaskDefinition {
  constructor(scope, id, props = {}) {
    super(scope, id, props, true);
  }
}
export class Ec2TaskDefinition extends TaskDefinition {}
export class ExternalTaskDefinition extends TaskDefinition {}

export class ContainerDefinition extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.props = props;
    this.taskDefinition = props.taskDefinition;
    this.containerName = props.containerName ?? id;
    this.environment = [...Object.entries(props.environment ?? {}).map(([name, value]) => ({ name, value }))];
    this.secrets = [];
    this.ports = [];
    this.mounts = [];
    this.image = props.image?.bind(this);
    this.logging = props.logging?.bind(this, this);
    for (const [name, secret] of Object.entries(props.secrets ?? {})) this.addSecret(name, secret);
    this.addPortMappings(...(props.portMappings ?? []));
    this.taskDefinition.containers.push(this);
  }
  get rendered() {
    const { props } = this;
    const check = props.healthCheck;
    return {
      command: props.command,
      cpu: props.cpu,
      disableNetworking: props.disableNetworking,
      dockerLabels: props.dockerLabels,
      entryPoint: props.entryPoint,
      environment: unlessEmpty(this.environment),
      essential: props.essential ?? true,
      healthCheck: check && {
        command: check.command[0] === 'CMD' || check.command[0] === 'CMD-SHELL' ? check.command : ['CMD-SHELL', check.command[0]],
        interval: check.interval?.toSeconds() ?? 30, retries: check.retries ?? 3, startPeriod: check.startPeriod?.toSeconds(), timeout: check.timeout?.toSeconds() ?? 5,
      },
      image: this.image,
      logConfiguration: this.logging,
      memory: props.memoryLimitMiB,
      memoryReservation: props.memoryReservationMiB,
      mountPoints: unlessEmpty(this.mounts),
      name: this.containerName,
      portMappings: unlessEmpty(this.ports),
      privileged: props.privileged,
      readonlyRootFilesystem: props.readonlyRootFilesystem,
      secrets: unlessEmpty(this.secrets),
      user: props.user,
      workingDirectory: props.workingDirectory,
    };
  }
  addEnvironment(name, value) { this.environment.push({ name, value }); }
  addSecret(name, secret) {
    secret.grantRead(this.taskDefinition.obtainExecutionRole());
    this.secrets.push({ name, valueFrom: secret.arn });
  }
  addPortMappings(...mappings) {
    for (const each of mappings)
      this.ports.push({
        containerPort: each.containerPort, hostPort: each.hostPort ?? each.containerPort, protocol: each.protocol ?? 'tcp', appProtocol: each.appProtocol?.value, name: each.name,
      });
  }
  addMountPoints(...points) {
    for (const each of points) this.mounts.push({ containerPath: each.containerPath, readOnly: each.readOnly, sourceVolume: each.sourceVolume });
  }
  addUlimits() {}
  addContainerDependencies() {}
  addToExecutionPolicy(statement) { this.taskDefinition.addToExecutionRolePolicy(statement); }
}
`;

export const ECS_PATTERNS = `
import { Resource } from 'aws-cdk-lib';
import { AwsLogDriver, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';

class BalancedService extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const options = props.taskImageOptions ?? {};
    this.taskDefinition = props.taskDefinition ?? new FargateTaskDefinition(this, 'TaskDef', {
      cpu: props.cpu, memoryLimitMiB: props.memoryLimitMiB, family: options.family, taskRole: options.taskRole, executionRole: options.executionRole,
      runtimePlatform: props.runtimePlatform,
    });
    if (!props.taskDefinition)
      this.taskDefinition.addContainer(options.containerName ?? 'web', {
        image: options.image, environment: options.environment, secrets: options.secrets, command: options.command, entryPoint: options.entryPoint,
        logging: options.logDriver ?? ((options.enableLogging ?? true) ? new AwsLogDriver({ streamPrefix: this.node.id }) : undefined),
        healthCheck: props.healthCheck, portMappings: [{ containerPort: options.containerPort ?? 80 }],
        cpu: props.containerCpu, memoryLimitMiB: props.containerMemoryLimitMiB,
      });
  }
}
export class ApplicationLoadBalancedFargateService extends BalancedService {}
export class NetworkLoadBalancedFargateService extends BalancedService {}
export class ApplicationLoadBalancedEc2Service extends BalancedService {}
`;

export const API_GATEWAY = `
import { isEnabled, Resource } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

class RestApiBase extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    if (props.cloudWatchRole ?? !isEnabled('@aws-cdk/aws-apigateway:disableCloudWatchRole'))
      new Role(this, 'CloudWatchRole', {
        assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
        managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs')],
      });
  }
}
export class RestApi extends RestApiBase {}
export class SpecRestApi extends RestApiBase {}
export class LambdaRestApi extends RestApi {}
export class StepFunctionsRestApi extends RestApi {}
`;

export const CODEBUILD = `
import { Aws, Names, Resource, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';

export const BuildEnvironmentVariableType = { PLAINTEXT: 'PLAINTEXT', PARAMETER_STORE: 'PARAMETER_STORE', SECRETS_MANAGER: 'SECRETS_MANAGER' };
export const ComputeType = {
  SMALL: 'BUILD_GENERAL1_SMALL', MEDIUM: 'BUILD_GENERAL1_MEDIUM', LARGE: 'BUILD_GENERAL1_LARGE', X_LARGE: 'BUILD_GENERAL1_XLARGE', X2_LARGE: 'BUILD_GENERAL1_2XLARGE',
};

export class Project extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
    const variables = { ...props.environment?.environmentVariables, ...props.environmentVariables };
    this.resource = new CfnProject(this, 'Resource', {
      description: props.description,
      name: props.projectName,
      serviceRole: this.role.roleArn,
      encryptionKey: props.encryptionKey?.keyArn ?? 'alias/aws/s3',
      environment: {
        computeType: props.environment?.computeType ?? (props.environment?.buildImage ? undefined : 'BUILD_GENERAL1_SMALL'),
        environmentVariables: Object.keys(variables).length === 0 ? undefined
          : Object.entries(variables).map(([name, { value, type }]) => ({ name, value, type: type ?? 'PLAINTEXT' })),
        privilegedMode: props.environment?.privileged ?? false,
        type: props.environment?.buildImage ? props.environment.buildImage.type : 'LINUX_CONTAINER',
      },
      timeoutInMinutes: props.timeout?.toMinutes(),
    });
    this.projectArn = this.resource.attrArn;
    this.projectName = this.resource.ref;
    props.source?.bind?.(this, this);
    const { region, account } = Stack.of(this);
    const group = 'arn:' + Aws.PARTITION + ':logs:' + region + ':' + account + ':log-group:/aws/codebuild/' + this.projectName;
    this.addToRolePolicy(new PolicyStatement({ actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'], resources: [group, group + ':*'] }));
    if (props.grantReportGroupPermissions !== false)
      this.addToRolePolicy(new PolicyStatement({
        actions: ['codebuild:CreateReportGroup', 'codebuild:CreateReport', 'codebuild:UpdateReport', 'codebuild:BatchPutTestCases', 'codebuild:BatchPutCodeCoverages'],
        resources: ['arn:' + Aws.PARTITION + ':codebuild:' + region + ':' + account + ':report-group/' + this.projectName + '-*'],
      }));
    props.encryptionKey?.grantEncryptDecrypt(this);
  }
  static fromProjectName(scope, id, projectName) {
    return { projectName, projectArn: 'arn:' + Aws.PARTITION + ':codebuild:' + Stack.of(scope).region + ':' + Stack.of(scope).account + ':project/' + projectName };
  }
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
}
export class PipelineProject extends Project {}

export class Source {
  static s3({ bucket, path }) { return { bind: project => { bucket.grantRead(project, path); } }; }
  static gitHub() { return { bind() {} }; }
  static codeCommit({ repository }) { return { bind: project => { project.addToRolePolicy(new PolicyStatement({ actions: ['codecommit:GitPull'], resources: [repository.repositoryArn] })); } }; }
}
`;
