// Level 2 constructs of `aws-cdk-lib/aws-iam`: statements, documents, roles and who else is granted something.
// A role keeps the statements that grants add to it; the policy that holds them is declared when the program was walked.

import { PRINCIPALS } from './principals.ts';

export const IAM = `${PRINCIPALS}
import { atEnd, Aws, hasItems, Resource } from 'aws-cdk-lib';
import { CfnAccessKey, CfnGroup, CfnInstanceProfile, CfnManagedPolicy, CfnPolicy, CfnRole, CfnUser, CfnUserToGroupAddition } from 'aws-cdk-lib/aws-iam';

export const Effect = { ALLOW: 'Allow', DENY: 'Deny' };
export const AccessKeyStatus = { ACTIVE: 'Active', INACTIVE: 'Inactive', EXPIRED: 'Expired' };

export class PolicyStatement {
  constructor(props = {}) {
    if (props.sid !== undefined) this.Sid = props.sid;
    this.Effect = props.effect ?? 'Allow';
    if (props.actions) this.Action = props.actions;
    if (props.notActions) this.NotAction = props.notActions;
    if (props.resources) this.Resource = props.resources;
    if (props.notResources) this.NotResource = props.notResources;
    if (props.conditions) this.Condition = props.conditions;
    if (props.principals) this.addPrincipals(...props.principals);
    if (props.notPrincipals) this.NotPrincipal = props.notPrincipals.map(each => each.json);
  }
  static fromJson(json) {
    const statement = new PolicyStatement();
    Object.assign(statement, json);
    return statement;
  }
  set effect(effect) { this.Effect = effect; }
  get effect() { return this.Effect; }
  get actions() { return this.Action ?? []; }
  get resources() { return this.Resource ?? []; }
  addActions(...actions) { this.Action = [...(this.Action ?? []), ...actions]; }
  addNotActions(...actions) { this.NotAction = [...(this.NotAction ?? []), ...actions]; }
  addResources(...resources) { this.Resource = [...(this.Resource ?? []), ...resources]; }
  addNotResources(...resources) { this.NotResource = [...(this.NotResource ?? []), ...resources]; }
  addAllResources() { this.addResources('*'); }
  addPrincipals(...principals) {
    for (const principal of principals) this.addPrincipal(principal);
  }
  addPrincipal(principal) {
    const json = principal.json ?? principal.policyFragment.principalJson;
    if (!this.Principal) this.Principal = json;
    else this.Principal = {
      ...this.Principal,
      ...Object.fromEntries(Object.entries(json).map(([kind, value]) => [kind, this.Principal[kind] ? [this.Principal[kind], value].flat() : value])),
    };
    if (principal.conditions) this.Condition = { ...this.Condition, ...principal.conditions };
  }
  addServicePrincipal(service) { this.addPrincipals(new ServicePrincipal(service)); }
  addAwsAccountPrincipal(account) { this.addPrincipals(new AccountPrincipal(account)); }
  addArnPrincipal(arn) { this.addPrincipals(new ArnPrincipal(arn)); }
  addAccountRootPrincipal() { this.addPrincipals(new AccountRootPrincipal()); }
  addAnyPrincipal() { this.addPrincipals(new AnyPrincipal()); }
  addFederatedPrincipal(federated, conditions) { this.addPrincipals(new FederatedPrincipal(federated, conditions)); }
  addCondition(operator, condition) {
    this.Condition = { ...this.Condition, [operator]: { ...this.Condition?.[operator], ...condition } };
  }
  addConditions(conditions) { this.Condition = { ...this.Condition, ...conditions }; }
  addAccountCondition(account) { this.addCondition('StringEquals', { 'sts:ExternalId': account }); }
  addSourceAccountCondition(account) { this.addCondition('StringEquals', { 'aws:SourceAccount': account }); }
  addSourceArnCondition(arn) { this.addCondition('ArnEquals', { 'aws:SourceArn': arn }); }
  copy(overrides) {
    return Object.assign(new PolicyStatement(overrides), { ...this, ...overrides });
  }
  toStatementJson() { return { ...this }; }
  toJSON() { return { ...this }; }
}

export class PolicyDocument {
  constructor(props = {}) {
    this.Statement = [...(props.statements ?? [])];
    this.Version = '2012-10-17';
  }
  static fromJson(json) {
    return Object.assign(new PolicyDocument(), json);
  }
  addStatements(...statements) { this.Statement.push(...statements); }
  get isEmpty() { return this.Statement.length === 0; }
  get statementCount() { return this.Statement.length; }
  toJSON() { return { ...this }; }
}

function documentOf(statements) {
  return { Statement: statements, Version: '2012-10-17' };
}

export class Grant {
  static addToPrincipal({ grantee, actions, resourceArns, conditions }) {
    grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: resourceArns, conditions }));
    return new Grant();
  }
  static addToPrincipalOrResource(options) {
    return Grant.addToPrincipal(options);
  }
  static addToPrincipalAndResource(options) {
    return Grant.addToPrincipal(options);
  }
  static drop() { return new Grant(); }
  get success() { return true; }
  combine() { return this; }
  applyBefore() {}
  assertSuccess() {}
}

/** What a construct is granted of a service whose grants are not known one by one. */
export function grantSomething(grantee, service, something) {
  return Grant.addToPrincipal({ grantee, actions: [service + ':' + something], resourceArns: [something] });
}

class Identity extends Resource {
  get grantPrincipal() { return this; }
  get assumeRoleAction() { return 'sts:AssumeRole'; }
  get policyFragment() { return { principalJson: this.json, conditions: {} }; }
  get trust() { return [trusting(this)]; }
  addToPolicy(statement) {
    this.statements.push(statement);
    return true;
  }
  addToPrincipalPolicy(statement) {
    this.statements.push(statement);
    return { statementAdded: true, policyDependable: this };
  }
  addManagedPolicy(policy) {
    this.managedPolicyArns.push(policy.managedPolicyArn);
  }
}

export class Role extends Identity {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.statements = [];
    this.managedPolicyArns = [...(props.managedPolicies ?? []).map(policy => policy.managedPolicyArn)];
    this.assumeRolePolicy = new PolicyDocument();
    this.assumeRolePolicy.Statement = props.assumedBy?.trust ?? [trusting(props.assumedBy)];
    const inline = props.inlinePolicies;
    this.resource = new CfnRole(this, 'Resource', {
      assumeRolePolicyDocument: this.assumeRolePolicy,
      description: props.description,
      managedPolicyArns: this.managedPolicyArns,
      maxSessionDuration: props.maxSessionDuration?.toSeconds(),
      path: props.path,
      permissionsBoundary: props.permissionsBoundary?.managedPolicyArn,
      policies: inline && Object.entries(inline).map(([policyName, policyDocument]) => ({ policyName, policyDocument })),
      roleName: props.roleName,
    });
    this.roleArn = this.resource.attrArn;
    this.roleName = this.resource.ref;
    this.roleId = this.resource.attrRoleId;
    this.json = { AWS: this.roleArn };
    atEnd(this);
  }
  static fromRoleArn(scope, id, arn) {
    return new ImportedRole(scope, id, arn, arn);
  }
  static fromRoleName(scope, id, name) {
    return new ImportedRole(scope, id, 'arn:' + Aws.PARTITION + ':iam::' + Aws.ACCOUNT_ID + ':role/' + name, name);
  }
  static fromLookup(scope, id, options) {
    return Role.fromRoleName(scope, id, options.roleName);
  }
  grant(grantee, ...actions) {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.roleArn] });
  }
  attachInlinePolicy(policy) { policy.attachToRole(this); }
  grantPassRole(grantee) { return this.grant(grantee, 'iam:PassRole'); }
  grantAssumeRole(grantee) { return this.grant(grantee, 'sts:AssumeRole'); }
  withoutPolicyUpdates() { return this; }
  addsAtEnd() {
    if (hasItems(this.statements))
      new CfnPolicy(this, 'DefaultPolicy', { policyDocument: documentOf(this.statements), roles: [this.roleName] });
  }
}

class ImportedRole extends Identity {
  constructor(scope, id, arn, name) {
    super(scope, id);
    this.statements = [];
    this.managedPolicyArns = [];
    this.roleArn = arn;
    this.roleName = name;
    this.json = { AWS: arn };
    atEnd(this);
  }
  grant(grantee, ...actions) {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.roleArn] });
  }
  attachInlinePolicy(policy) { policy.attachToRole(this); }
  grantPassRole(grantee) { return this.grant(grantee, 'iam:PassRole'); }
  grantAssumeRole(grantee) { return this.grant(grantee, 'sts:AssumeRole'); }
  addsAtEnd() {
    if (hasItems(this.statements))
      new CfnPolicy(this, 'Policy', { policyDocument: documentOf(this.statements), roles: [this.roleName] });
  }
}

export class LazyRole extends Role {}

export class User extends Identity {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.statements = [];
    this.managedPolicyArns = [...(props.managedPolicies ?? []).map(policy => policy.managedPolicyArn)];
    this.groups = [...(props.groups ?? []).map(group => group.groupName)];
    this.resource = new CfnUser(this, 'Resource', {
      userName: props.userName,
      groups: this.groups,
      managedPolicyArns: this.managedPolicyArns,
      path: props.path,
      permissionsBoundary: props.permissionsBoundary?.managedPolicyArn,
      loginProfile: props.password && { password: props.password, passwordResetRequired: props.passwordResetRequired },
    });
    this.userArn = this.resource.attrArn;
    this.userName = this.resource.ref;
    this.json = { AWS: this.userArn };
    atEnd(this);
  }
  attachInlinePolicy(policy) { policy.attachToUser(this); }
  addToGroup(group) { this.groups.push(group.groupName); }
  addsAtEnd() {
    if (hasItems(this.statements))
      new CfnPolicy(this, 'DefaultPolicy', { policyDocument: documentOf(this.statements), users: [this.userName] });
  }
}

export class Group extends Identity {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.statements = [];
    this.managedPolicyArns = [...(props.managedPolicies ?? []).map(policy => policy.managedPolicyArn)];
    this.resource = new CfnGroup(this, 'Resource', { groupName: props.groupName, managedPolicyArns: this.managedPolicyArns, path: props.path });
    this.groupArn = this.resource.attrArn;
    this.groupName = this.resource.ref;
    atEnd(this);
  }
  attachInlinePolicy(policy) { policy.attachToGroup(this); }
  addUser(user) { user.addToGroup(this); }
  addsAtEnd() {
    if (hasItems(this.statements))
      new CfnPolicy(this, 'DefaultPolicy', { policyDocument: documentOf(this.statements), groups: [this.groupName] });
  }
}

export class AccessKey extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnAccessKey(this, 'Resource', { userName: props.user.userName, serial: props.serial, status: props.status });
    this.accessKeyId = this.resource.ref;
    this.secretAccessKey = this.resource.attrSecretAccessKey;
  }
}

class Attached extends Resource {
  keep(props) {
    this.document = props.document ?? new PolicyDocument();
    if (props.statements) this.document.addStatements(...props.statements);
    this.roles = [...(props.roles ?? []).map(role => role.roleName)];
    this.users = [...(props.users ?? []).map(user => user.userName)];
    this.groups = [...(props.groups ?? []).map(group => group.groupName)];
  }
  addStatements(...statements) { this.document.addStatements(...statements); }
  attachToRole(role) { this.roles.push(role.roleName); }
  attachToUser(user) { this.users.push(user.userName); }
  attachToGroup(group) { this.groups.push(group.groupName); }
}

export class Policy extends Attached {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.keep(props);
    this.resource = new CfnPolicy(this, 'Resource', {
      policyName: props.policyName,
      policyDocument: this.document,
      roles: this.roles,
      users: this.users,
      groups: this.groups,
    });
    this.policyName = props.policyName ?? this.resource.ref;
  }
}

export class ManagedPolicy extends Attached {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.keep(props);
    this.resource = new CfnManagedPolicy(this, 'Resource', {
      managedPolicyName: props.managedPolicyName,
      description: props.description,
      path: props.path,
      policyDocument: this.document,
      roles: this.roles,
      users: this.users,
      groups: this.groups,
    });
    this.managedPolicyArn = this.resource.ref;
    this.managedPolicyName = props.managedPolicyName;
  }
  static fromAwsManagedPolicyName(name) {
    return { managedPolicyArn: 'arn:' + Aws.PARTITION + ':iam::aws:policy/' + name };
  }
  static fromManagedPolicyName(scope, id, name) {
    return { managedPolicyArn: 'arn:' + Aws.PARTITION + ':iam::' + Aws.ACCOUNT_ID + ':policy/' + name };
  }
  static fromManagedPolicyArn(scope, id, arn) {
    return { managedPolicyArn: arn };
  }
}

export class InstanceProfile extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.role = props.role ?? new Role(this, 'InstanceRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    this.resource = new CfnInstanceProfile(this, 'Resource', { roles: [this.role.roleName], instanceProfileName: props.instanceProfileName });
  }
}
`;
