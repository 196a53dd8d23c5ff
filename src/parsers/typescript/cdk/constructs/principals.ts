// Principals of `aws-cdk-lib/aws-iam`, and what lets them assume a role: what comes first in the text of IAM.

export const PRINCIPALS = `
class PrincipalBase {
  constructor(json, conditions, action = 'sts:AssumeRole') {
    if (json !== undefined) this.json = json;
    this.conditions = conditions;
    this.assumeRoleAction = action;
  }
  get grantPrincipal() { return this; }
  get policyFragment() { return { principalJson: this.json, conditions: this.conditions ?? {} }; }
  get trust() { return [trusting(this)]; }
  addToPolicy() { return false; }
  addToPrincipalPolicy() { return { statementAdded: false }; }
  addToAssumeRolePolicy(document) { document.addStatements(...this.trust); }
  withConditions(conditions) {
    return new PrincipalWithConditions(this, conditions);
  }
  withSessionTags() { return new SessionTagsPrincipal(this); }
}

class SessionTagsPrincipal extends PrincipalBase {
  constructor(principal) {
    super(principal.json, principal.conditions, principal.assumeRoleAction);
    this.wrapped = principal;
  }
  get trust() {
    const statements = this.wrapped.trust;
    for (const statement of statements) statement.addActions('sts:TagSession');
    return statements;
  }
}

export class PrincipalWithConditions extends PrincipalBase {
  constructor(principal, conditions) {
    super(principal.json ?? principal.policyFragment.principalJson, mergedConditions(principal.conditions, conditions), principal.assumeRoleAction);
    this.wrapped = principal;
  }
  addToPrincipalPolicy(statement) { return this.wrapped.addToPrincipalPolicy(statement); }
  addCondition(operator, condition) { this.conditions = mergedConditions(this.conditions, { [operator]: condition }); }
  addConditions(conditions) { this.conditions = mergedConditions(this.conditions, conditions); }
}

function mergedConditions(before, conditions) {
  const merged = { ...before };
  for (const [operator, condition] of Object.entries(conditions ?? {})) merged[operator] = merged[operator] ? { ...merged[operator], ...condition } : condition;
  return merged;
}

export class ServicePrincipal extends PrincipalBase {
  constructor(service, options) {
    super({ Service: serviceName(service) }, options?.conditions);
    this.service = service;
  }
  static servicePrincipalName(service) { return serviceName(service); }
  static fromStaticServicePrincipleName(service) { return new ServicePrincipal(service); }
}

function serviceName(service) {
  return service.includes('.') ? service : service + '.amazonaws.com';
}

export class ArnPrincipal extends PrincipalBase {
  constructor(arn) {
    super({ AWS: arn });
    this.arn = arn;
  }
  inOrganization(organization) { return this.withConditions({ StringEquals: { 'aws:PrincipalOrgID': organization } }); }
}

export class AccountPrincipal extends ArnPrincipal {
  constructor(account) {
    super('arn:' + Aws.PARTITION + ':iam::' + account + ':root');
    this.accountId = account;
  }
}

export class AccountRootPrincipal extends AccountPrincipal {
  constructor() {
    super(Aws.ACCOUNT_ID);
  }
}

export class AnyPrincipal extends ArnPrincipal {
  constructor() {
    super('*');
  }
}
export class Anyone extends AnyPrincipal {}

export class StarPrincipal extends PrincipalBase {
  constructor() {
    super('*');
  }
}

export class OrganizationPrincipal extends PrincipalBase {
  constructor(organization) {
    super({ AWS: '*' }, { StringEquals: { 'aws:PrincipalOrgID': organization } });
  }
}

export class CanonicalUserPrincipal extends PrincipalBase {
  constructor(user) {
    super({ CanonicalUser: user });
  }
}

export class FederatedPrincipal extends PrincipalBase {
  constructor(federated, conditions, action) {
    super({ Federated: federated }, conditions, action);
  }
}
export class WebIdentityPrincipal extends FederatedPrincipal {
  constructor(provider, conditions) {
    super(provider, conditions, 'sts:AssumeRoleWithWebIdentity');
  }
}
export class OpenIdConnectPrincipal extends WebIdentityPrincipal {
  constructor(provider, conditions) {
    super(provider.openIdConnectProviderArn ?? provider.oidcProviderRef?.oidcProviderArn, conditions);
  }
}
export class SamlPrincipal extends FederatedPrincipal {
  constructor(provider, conditions) {
    super(provider.samlProviderArn, conditions, 'sts:AssumeRoleWithSAML');
  }
}

export class CompositePrincipal extends PrincipalBase {
  constructor(...principals) {
    super(undefined);
    this.principals = principals;
  }
  get json() {
    const together = new PolicyStatement({});
    for (const each of this.principals) together.addPrincipal(each);
    return together.Principal;
  }
  addPrincipals(...principals) {
    this.principals.push(...principals);
    return this;
  }
  get trust() { return this.principals.map(each => each.trust ?? [trusting(each)]).flat(); }
}

function trusting(principal) {
  return new PolicyStatement({ actions: [principal.assumeRoleAction ?? 'sts:AssumeRole'], principals: [principal] });
}
`;
