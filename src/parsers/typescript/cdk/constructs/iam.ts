// Level 2 constructs of `aws-cdk-lib/aws-iam`: statements, documents, roles and who else is granted something.
// A role keeps the statements that grants add to it; the policy that holds them is declared when the program was walked.

import { PRINCIPALS } from './principals.ts';

export const IAM = `${PRINCIPALS}
import { atEnd, Aws, hasItems, isEnabled, Lazy, Names, Resource, unlessEmpty } from 'aws-cdk-lib';
import { CfnAccessKey, CfnGroup, CfnInstanceProfile, CfnManagedPolicy, CfnPolicy, CfnRole, CfnUser, CfnUserToGroupAddition } from 'aws-cdk-lib/aws-iam';

export const Effect = { ALLOW: 'Allow', DENY: 'Deny' };
export const AccessKeyStatus = { ACTIVE: 'Active', INACTIVE: 'Inactive', EXPIRED: 'Expired' };

export class PolicyStatement {
  constructor(props = {}) {
    if (props.sid !== undefined) this.Sid = props.sid;
    this.Effect = props.effect ?? 'Allow';
    if (props.actions) this.Action = props.actions;
    if (props.notActions) this.NotAction = props.notActions;
    if (props.principals) this.addPrincipals(...props.principals);
    if (props.notPrincipals) this.addNotPrincipals(...props.notPrincipals);
    if (props.resources) this.Resource = props.resources;
    if (props.notResources) this.NotResource = props.notResources;
    if (props.conditions) this.addConditions(props.conditions);
  }
  static fromJson(json) {
    return Object.assign(new PolicyStatement(), json);
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
  addNotPrincipals(...principals) {
    for (const principal of principals) this.NotPrincipal = withPrincipal(this.NotPrincipal, principal);
  }
  addPrincipal(principal) {
    this.Principal = withPrincipal(this.Principal, principal);
    if (principal.conditions) this.addConditions(principal.conditions);
  }
  get hasPrincipal() { return this.Principal !== undefined || this.NotPrincipal !== undefined; }
  get hasResource() { return this.Resource !== undefined; }
  get conditions() { return this.Condition ?? {}; }
  freeze() { return this; }
  addServicePrincipal(service, options) { this.addPrincipals(new ServicePrincipal(service, options)); }
  addCanonicalUserPrincipal(user) { this.addPrincipals(new CanonicalUserPrincipal(user)); }
  addAwsAccountPrincipal(account) { this.addPrincipals(new AccountPrincipal(account)); }
  addArnPrincipal(arn) { this.addPrincipals(new ArnPrincipal(arn)); }
  addAccountRootPrincipal() { this.addPrincipals(new AccountRootPrincipal()); }
  addAnyPrincipal() { this.addPrincipals(new AnyPrincipal()); }
  addFederatedPrincipal(federated, conditions) { this.addPrincipals(new FederatedPrincipal(federated, conditions)); }
  addCondition(operator, condition) {
    const before = this.Condition?.[operator];
    this.Condition = { ...this.Condition, [operator]: before ? { ...before, ...condition } : condition };
  }
  addConditions(conditions) {
    for (const [operator, condition] of Object.entries(conditions)) this.addCondition(operator, condition);
  }
  addAccountCondition(account) { this.addCondition('StringEquals', { 'sts:ExternalId': account }); }
  addSourceAccountCondition(account) { this.addCondition('StringEquals', { 'aws:SourceAccount': account }); }
  addSourceArnCondition(arn) { this.addCondition('ArnEquals', { 'aws:SourceArn': arn }); }
  copy(overrides) {
    return Object.assign(new PolicyStatement(overrides), { ...this, ...overrides });
  }
  toStatementJson() { return this; }
  toJSON() { return { ...this }; }
}

function withPrincipal(before, principal) {
  const json = principal.json ?? principal.policyFragment.principalJson;
  if (json === '*' || before === undefined) return json;
  return {
    ...before,
    ...Object.fromEntries(Object.entries(json).map(([kind, value]) => [kind, [...new Set([before[kind] ?? [], value].flat())]])),
  };
}

export class PolicyDocument {
  constructor(props = {}) {
    this.Statement = [...(props.statements ?? [])];
    this.Version = '2012-10-17';
    if (props.minimize !== undefined) this.minimize = props.minimize;
  }
  static fromJson(json) {
    const document = new PolicyDocument();
    document.Statement = [json.Statement ?? []].flat().map(each => PolicyStatement.fromJson(each));
    return document;
  }
  addStatements(...statements) { this.Statement.push(...statements); }
  get isEmpty() { return this.Statement.length === 0; }
  get statementCount() { return this.Statement.length; }
  toJSON() { return { ...this }; }
}

export class Grant {
  constructor(success = true) {
    this.success = success;
  }
  static addToPrincipal({ grantee, actions, resourceArns, conditions }) {
    const { statementAdded } = grantee.grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources: resourceArns, conditions }));
    return new Grant(statementAdded ?? true);
  }
  static addToPrincipalOrResource(options) {
    const result = Grant.addToPrincipal(options);
    if (!result.success) addToResource(options);
    return result;
  }
  static addToPrincipalAndResource(options) {
    const result = Grant.addToPrincipal(options);
    addToResource(options);
    return result;
  }
  static drop() { return new Grant(); }
  combine() { return this; }
  applyBefore() {}
  assertSuccess() {}
}

function addToResource({ grantee, actions, resourceArns, resourceSelfArns, conditions, resource }) {
  resource.addToResourcePolicy(new PolicyStatement({ actions, resources: resourceSelfArns ?? resourceArns, principals: [grantee.grantPrincipal], conditions }));
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
    this.managedPolicies.push(policy.managedPolicyArn ?? policy.managedPolicyRef?.policyArn);
  }
  get managedPolicyArns() {
    return unlessEmpty([...new Set(this.managedPolicies)]);
  }
  withConditions(conditions) { return new PrincipalWithConditions(this, conditions); }
}

const arnsOf = policies => [...(policies ?? []).map(policy => policy.managedPolicyArn ?? policy.managedPolicyRef?.policyArn)];

class RoleBase extends Identity {
  grant(grantee, ...actions) {
    return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.roleArn] });
  }
  attachInlinePolicy(policy) { policy.attachToRole(this); }
  grantPassRole(grantee) { return this.grant(grantee, 'iam:PassRole'); }
  grantAssumeRole(grantee) { return this.grant(grantee, 'sts:AssumeRole'); }
  withoutPolicyUpdates() { return new ImmutableRole(this); }
}

export class Role extends RoleBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.statements = [];
    this.managedPolicies = arnsOf(props.managedPolicies);
    this.assumeRolePolicy = new PolicyDocument({ statements: props.assumedBy?.trust ?? [trusting(props.assumedBy)] });
    const externalIds = [...(props.externalIds ?? []), ...(props.externalId ? [props.externalId] : [])];
    if (externalIds.length > 0)
      for (const statement of this.assumeRolePolicy.Statement)
        statement.addCondition('StringEquals', { 'sts:ExternalId': externalIds.length === 1 ? externalIds[0] : externalIds });
    const inline = props.inlinePolicies;
    this.resource = new CfnRole(this, 'Resource', {
      assumeRolePolicyDocument: this.assumeRolePolicy,
      description: props.description || undefined,
      managedPolicyArns: Lazy.any({ produce: () => this.managedPolicyArns }),
      maxSessionDuration: props.maxSessionDuration?.toSeconds(),
      path: props.path,
      permissionsBoundary: props.permissionsBoundary?.managedPolicyArn,
      policies: inline && unlessEmpty(Object.entries(inline).map(([policyName, policyDocument]) => ({ policyName, policyDocument }))),
      roleName: props.roleName,
    });
    this.roleArn = this.resource.attrArn;
    this.roleName = this.resource.ref;
    this.roleId = this.resource.attrRoleId;
    this.json = { AWS: this.roleArn };
    atEnd(this);
  }
  static fromRoleArn(scope, id, arn, options) {
    return imported(new ImportedRole(scope, id, arn, arn.split('/').at(-1), options), options);
  }
  static fromRoleName(scope, id, name, options) {
    const arn = 'arn:' + Aws.PARTITION + ':iam::' + Aws.ACCOUNT_ID + ':role/' + name;
    return imported(new ImportedRole(scope, id, arn, name, options), options);
  }
  static fromLookup(scope, id, options) {
    return Role.fromRoleName(scope, id, options.roleName, options);
  }
  static customizeRoles() {}
  addsAtEnd() {
    if (hasItems(this.statements))
      new Policy(this, 'DefaultPolicy', { document: new PolicyDocument({ statements: this.statements }), roles: [this] });
  }
}

function imported(role, options) {
  return options?.mutable === false ? new ImmutableRole(role) : role;
}

class ImportedRole extends RoleBase {
  constructor(scope, id, arn, name, options) {
    super(scope, id);
    this.statements = [];
    this.managedPolicies = [];
    this.options = options;
    this.roleArn = arn;
    this.roleName = name;
    this.json = { AWS: arn };
    atEnd(this);
  }
  addManagedPolicy(policy) { policy.attachToRole?.(this); }
  addsAtEnd() {
    if (!hasItems(this.statements)) return;
    const isUnique = isEnabled('@aws-cdk/aws-iam:importedRoleStackSafeDefaultPolicyName');
    const name = this.options?.defaultPolicyName ?? (isUnique ? 'Policy' + Names.uniqueId(this) : 'Policy');
    new Policy(this, name, {
      document: new PolicyDocument({ statements: this.statements }), roles: [this], policyName: isUnique ? name : undefined,
    });
  }
}

/** A role that nothing is added to: what it is granted is somebody else's affair. */
class ImmutableRole {
  constructor(role) {
    this.role = role;
    this.roleArn = role.roleArn;
    this.roleName = role.roleName;
    this.json = role.json;
    this.node = role.node;
    this.stack = role.stack;
    this.env = role.env;
  }
  get grantPrincipal() { return this; }
  get assumeRoleAction() { return 'sts:AssumeRole'; }
  get policyFragment() { return { principalJson: this.json, conditions: {} }; }
  get trust() { return [trusting(this)]; }
  addToPolicy() { return true; }
  addToPrincipalPolicy() { return { statementAdded: true }; }
  addManagedPolicy() {}
  attachInlinePolicy() {}
  grant(grantee, ...actions) { return this.role.grant(grantee, ...actions); }
  grantPassRole(grantee) { return this.role.grantPassRole(grantee); }
  grantAssumeRole(grantee) { return this.role.grantAssumeRole(grantee); }
}

export class LazyRole extends Role {}

export class User extends Identity {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.statements = [];
    this.managedPolicies = arnsOf(props.managedPolicies);
    this.groups = [...(props.groups ?? []).map(group => group.groupName)];
    this.resource = new CfnUser(this, 'Resource', {
      userName: props.userName,
      groups: unlessEmpty(this.groups),
      managedPolicyArns: Lazy.any({ produce: () => this.managedPolicyArns }),
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
      new Policy(this, 'DefaultPolicy', { document: new PolicyDocument({ statements: this.statements }), users: [this] });
  }
}

export class Group extends Identity {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.statements = [];
    this.managedPolicies = arnsOf(props.managedPolicies);
    this.resource = new CfnGroup(this, 'Resource', { groupName: props.groupName, managedPolicyArns: Lazy.any({ produce: () => this.managedPolicyArns }), path: props.path });
    this.groupArn = this.resource.attrArn;
    this.groupName = this.resource.ref;
    atEnd(this);
  }
  attachInlinePolicy(policy) { policy.attachToGroup(this); }
  addUser(user) { user.addToGroup(this); }
  addsAtEnd() {
    if (hasItems(this.statements))
      new Policy(this, 'DefaultPolicy', { document: new PolicyDocument({ statements: this.statements }), groups: [this] });
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
  get attached() {
    const named = list => Lazy.any({ produce: () => unlessEmpty([...new Set(list)]) });
    return { roles: named(this.roles), users: named(this.users), groups: named(this.groups) };
  }
  get grantPrincipal() { return this; }
  addToPrincipalPolicy(statement) {
    this.document.addStatements(statement);
    return { statementAdded: true };
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
      policyName: props.policyName ?? Lazy.string({ produce: () => this.resource.logicalId.slice(-128) }),
      policyDocument: this.document,
      ...this.attached,
    });
    this.policyName = props.policyName ?? this.resource.logicalId.slice(-128);
  }
}

export class ManagedPolicy extends Attached {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.keep(props);
    this.resource = new CfnManagedPolicy(this, 'Resource', {
      managedPolicyName: props.managedPolicyName,
      description: props.description || '',
      path: props.path || '/',
      policyDocument: this.document,
      ...this.attached,
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
