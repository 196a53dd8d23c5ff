// Level 2 constructs that run code beside functions: containers, state machines, builds. Rules ask for their roles and environments.

export const ECS = `
import { Resource } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';

export class TaskDefinition extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.containers = [];
    this.taskRole = props.taskRole ?? new Role(this, 'TaskRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    this.executionRole = props.executionRole;
    this.resource = new CfnTaskDefinition(this, 'Resource', {
      family: props.family,
      cpu: props.cpu,
      memory: props.memoryMiB ?? props.memoryLimitMiB,
      networkMode: props.networkMode ?? 'awsvpc',
      containerDefinitions: this.containers,
      taskRoleArn: this.taskRole.roleArn,
    });
    this.taskDefinitionArn = this.resource.ref;
  }
  addContainer(id, props) {
    const container = {
      name: props.containerName ?? id,
      essential: props.essential ?? true,
      image: props.image?.imageName,
      environment: [...Object.entries(props.environment ?? {}).map(([name, value]) => ({ name, value }))],
    };
    this.containers.push(container);
    return new ContainerDefinition(this, id, container);
  }
  addToTaskRolePolicy(statement) { this.taskRole.addToPrincipalPolicy(statement); }
  addToExecutionRolePolicy(statement) { this.obtainExecutionRole().addToPrincipalPolicy(statement); }
  obtainExecutionRole() {
    this.executionRole = this.executionRole ?? new Role(this, 'ExecutionRole', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    return this.executionRole;
  }
  addVolume() {}
  addPlacementConstraint() {}
}

export class FargateTaskDefinition extends TaskDefinition {}
export class Ec2TaskDefinition extends TaskDefinition {}
export class ExternalTaskDefinition extends TaskDefinition {}

class ContainerDefinition extends Resource {
  constructor(scope, id, container) {
    super(scope, id);
    this.container = container;
    this.containerName = container.name;
    this.taskDefinition = scope;
  }
  addEnvironment(name, value) { this.container.environment.push({ name, value }); }
  addSecret() {}
  addPortMappings() {}
  addMountPoints() {}
  addUlimits() {}
  addContainerDependencies() {}
}
`;

export const ECS_PATTERNS = `
import { Resource } from 'aws-cdk-lib';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';

class BalancedService extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    const options = props.taskImageOptions ?? {};
    this.taskDefinition = props.taskDefinition ?? new FargateTaskDefinition(this, 'TaskDef', {
      cpu: props.cpu, memoryLimitMiB: props.memoryLimitMiB, family: options.family, taskRole: options.taskRole, executionRole: options.executionRole,
    });
    if (!props.taskDefinition)
      this.taskDefinition.addContainer(options.containerName ?? 'web', { image: options.image, environment: options.environment });
  }
}
export class ApplicationLoadBalancedFargateService extends BalancedService {}
export class NetworkLoadBalancedFargateService extends BalancedService {}
export class ApplicationLoadBalancedEc2Service extends BalancedService {}
`;

export const STEP_FUNCTIONS = `
import { Resource } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';

export class StateMachine extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    this.resource = new CfnStateMachine(this, 'Resource', { stateMachineName: props.stateMachineName, roleArn: this.role.roleArn });
    this.stateMachineArn = this.resource.ref;
    this.stateMachineName = this.resource.attrName;
  }
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
  grantStartExecution(grantee) {
    return Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.stateMachineArn] });
  }
}
`;

export const CODEBUILD = `
import { Resource } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnProject } from 'aws-cdk-lib/aws-codebuild';

export class Project extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('codebuild.amazonaws.com') });
    const variables = { ...props.environment?.environmentVariables, ...props.environmentVariables };
    this.resource = new CfnProject(this, 'Resource', {
      name: props.projectName,
      serviceRole: this.role.roleArn,
      environment: {
        type: 'LINUX_CONTAINER',
        environmentVariables: Object.entries(variables).map(([name, { value, type }]) => ({ name, value, type: type ?? 'PLAINTEXT' })),
      },
    });
    this.projectArn = this.resource.attrArn;
    this.projectName = this.resource.ref;
  }
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
}
export class PipelineProject extends Project {}
`;
