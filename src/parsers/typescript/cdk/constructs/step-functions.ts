// Level 2 constructs of AWS Step Functions: what the states that a machine reaches need is what its role may do.

export const STEP_FUNCTIONS = `
import { Aws, Resource, Stack } from 'aws-cdk-lib';
import { Grant, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';

export const StateMachineType = { STANDARD: 'STANDARD', EXPRESS: 'EXPRESS' };
export const LogLevel = { OFF: 'OFF', ALL: 'ALL', ERROR: 'ERROR', FATAL: 'FATAL' };

/** A state, of which rules ask only what it reaches and what that needs. */
export class State extends Construct {
  constructor(scope, id) {
    super(scope, id);
    this.reached = [];
    this.needs = [];
  }
  get startState() { return this; }
  get endStates() { return [this]; }
  next(following) {
    this.reached.push(following.startState ?? following);
    return new Chain(this, following);
  }
  addCatch(handler) {
    this.reached.push(handler.startState ?? handler);
    return this;
  }
  addRetry() { return this; }
  bindToGraph() {}
  addToNeeds(actions, resources) { this.needs.push(new PolicyStatement({ actions, resources })); }
}

export class Chain {
  constructor(start, last) {
    this.startState = start.startState ?? start;
    this.last = last;
  }
  static start(state) { return new Chain(state, state); }
  static sequence(start, next) { return Chain.start(start).next(next); }
  next(following) {
    this.last.next(following);
    return new Chain(this, following);
  }
  toSingleState(id, props) { return new Parallel(this.startState, id, props).branch(this); }
}

export class Pass extends State {}
export class Wait extends State {}
export class Succeed extends State {}
export class Fail extends State {}
export class CustomState extends State {}
export class TaskStateBase extends State {}

export class Choice extends State {
  when(condition, following) {
    this.reached.push(following.startState ?? following);
    return this;
  }
  otherwise(following) {
    this.reached.push(following.startState ?? following);
    return this;
  }
  afterwards() { return new Chain(this, this); }
}

class Containing extends State {
  hold(chain) {
    this.reached.push(chain.startState ?? chain);
    return this;
  }
  itemProcessor(chain) { return this.hold(chain); }
  iterator(chain) { return this.hold(chain); }
}
export class Map extends Containing {}
export class DistributedMap extends Containing {}
export class Parallel extends Containing {
  branch(...chains) {
    for (const chain of chains) this.hold(chain);
    return this;
  }
}

export class DefinitionBody {
  static fromChainable(chain) { return { chain }; }
  static fromString(text) { return { text }; }
  static fromFile(path) { return { path }; }
}
export class ChainDefinitionBody {
  constructor(chain) { this.chain = chain; }
}

const LOGGING = [
  'logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery', 'logs:ListLogDeliveries', 'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups',
];

function reachedFrom(start) {
  const seen = [start];
  for (let index = 0; index < seen.length; index++)
    for (const following of seen[index].reached ?? []) if (!seen.includes(following)) seen.push(following);
  return seen;
}

class StateMachineBase extends Resource {
  give(grantee, actions, resourceArns) { return Grant.addToPrincipal({ grantee, actions, resourceArns }); }
  grant(grantee, ...actions) { return this.give(grantee, actions, [this.stateMachineArn]); }
  grantStartExecution(grantee) { return this.grant(grantee, 'states:StartExecution'); }
  grantStartSyncExecution(grantee) { return this.grant(grantee, 'states:StartSyncExecution'); }
  grantTaskResponse(grantee) { return this.grant(grantee, 'states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'); }
  grantRead(grantee) {
    const executions = this.executions;
    this.give(grantee, ['states:ListExecutions', 'states:ListStateMachines'], [this.stateMachineArn]);
    this.give(grantee, ['states:DescribeExecution', 'states:DescribeStateMachineForExecution', 'states:GetExecutionHistory'], [executions]);
    return this.give(grantee, ['states:ListActivities', 'states:DescribeStateMachine', 'states:DescribeActivity'], ['*']);
  }
  grantExecution(grantee, ...actions) { return this.give(grantee, actions, [this.executions]); }
  get executions() {
    return 'arn:' + Aws.PARTITION + ':states:' + Stack.of(this).region + ':' + Stack.of(this).account + ':execution:' + this.stateMachineArn.split(':')[6] + ':*';
  }
}

export class StateMachine extends StateMachineBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    if (props.logs && props.logs.destination) this.role.addToPrincipalPolicy(new PolicyStatement({ actions: LOGGING, resources: ['*'] }));
    if (props.tracingEnabled)
      this.role.addToPrincipalPolicy(new PolicyStatement({
        actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'], resources: ['*'],
      }));
    this.resource = new CfnStateMachine(this, 'Resource', { stateMachineName: props.stateMachineName, roleArn: this.role.roleArn });
    this.stateMachineArn = this.resource.ref;
    this.stateMachineName = this.resource.attrName;
    const chain = props.definitionBody?.chain ?? props.definition;
    if (chain) for (const state of reachedFrom(chain.startState ?? chain)) for (const statement of state.needs ?? []) this.role.addToPrincipalPolicy(statement);
  }
  static fromStateMachineArn(scope, id, arn) { return new ImportedMachine(scope, id, arn); }
  static fromStateMachineName(scope, id, name) {
    return new ImportedMachine(scope, id, 'arn:' + Aws.PARTITION + ':states:' + Stack.of(scope).region + ':' + Stack.of(scope).account + ':stateMachine:' + name);
  }
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
}

class ImportedMachine extends StateMachineBase {
  constructor(scope, id, arn) {
    super(scope, id);
    this.stateMachineArn = arn;
    this.stateMachineName = arn.split(':')[6];
  }
}
`;

export const STEP_FUNCTIONS_TASKS = `
import { Aws, Stack } from 'aws-cdk-lib';
import { State } from 'aws-cdk-lib/aws-stepfunctions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

class Task extends State {
  static jsonPath(scope, id, props) { return new this(scope, id, props); }
}

export class LambdaInvoke extends Task {
  constructor(scope, id, props) {
    super(scope, id);
    this.addToNeeds(['lambda:InvokeFunction'], props.lambdaFunction.resourceArnsForGrantInvoke);
  }
  static jsonata(scope, id, props) { return new LambdaInvoke(scope, id, props); }
}

export class BedrockInvokeModel extends Task {
  constructor(scope, id, props) {
    super(scope, id);
    this.addToNeeds(['bedrock:InvokeModel'], [props.model.modelArn]);
    for (const uri of [props.input?.s3Location, props.output?.s3Location, props.output?.s3OutputUri])
      if (uri) this.needs.push(new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: ['*'] }));
  }
  static jsonata(scope, id, props) { return new BedrockInvokeModel(scope, id, props); }
}

export class SqsSendMessage extends Task {
  constructor(scope, id, props) {
    super(scope, id);
    this.addToNeeds(['sqs:SendMessage'], [props.queue.queueArn]);
    if (props.queue.encryptionMasterKey) this.addToNeeds(['kms:Decrypt', 'kms:GenerateDataKey*'], [props.queue.encryptionMasterKey.keyArn]);
  }
}

export class SnsPublish extends Task {
  constructor(scope, id, props) {
    super(scope, id);
    this.addToNeeds(['sns:Publish'], [props.topic.topicArn]);
    if (props.topic.masterKey) this.addToNeeds(['kms:Decrypt', 'kms:GenerateDataKey*'], [props.topic.masterKey.keyArn]);
  }
}

class DynamoTask extends Task {
  constructor(scope, id, props, action) {
    super(scope, id);
    const arn = 'arn:' + Aws.PARTITION + ':dynamodb:' + Stack.of(this).region + ':' + Stack.of(this).account + ':table/' + props.table.tableName;
    this.addToNeeds(['dynamodb:' + action], [arn]);
  }
}
export class DynamoGetItem extends DynamoTask { constructor(scope, id, props) { super(scope, id, props, 'GetItem'); } }
export class DynamoPutItem extends DynamoTask { constructor(scope, id, props) { super(scope, id, props, 'PutItem'); } }
export class DynamoUpdateItem extends DynamoTask { constructor(scope, id, props) { super(scope, id, props, 'UpdateItem'); } }
export class DynamoDeleteItem extends DynamoTask { constructor(scope, id, props) { super(scope, id, props, 'DeleteItem'); } }

export class CallAwsService extends Task {
  constructor(scope, id, props) {
    super(scope, id);
    const service = ({ sfn: 'states', cloudwatchlogs: 'logs', efs: 'elasticfilesystem', elasticloadbalancingv2: 'elasticloadbalancing', bedrockagent: 'bedrock', bedrockagentruntime: 'bedrock', bedrockruntime: 'bedrock' })[props.service] ?? props.service;
    const action = props.iamAction ?? service + ':' + props.action.charAt(0).toUpperCase() + props.action.slice(1);
    this.addToNeeds([action], props.iamResources);
    for (const statement of props.additionalIamStatements ?? []) this.needs.push(statement);
  }
}
`;
