// Principals of `aws-cdk-lib/aws-iam`, and what lets them assume a role: what comes first in the text of IAM.

export const PRINCIPALS = `
class PrincipalBase {
  constructor(json, conditions, action = 'sts:AssumeRole') {
    this.json = json;
    this.conditions = conditions;
    this.assumeRoleAction = action;
  }
  get grantPrincipal() { return this; }
  get policyFragment() { return { principalJson: this.json, conditions: this.conditions ?? {} }; }
  get trust() { return [trusting(this)]; }
  addToPolicy() { return false; }
  addToPrincipalPolicy() { return { statementAdded: false }; }
  withConditions(conditions) {
    return new PrincipalWithConditions(this, { ...this.conditions, ...conditions });
  }
  withSessionTags() { return this; }
}

export class PrincipalWithConditions extends PrincipalBase {
  constructor(principal, conditions) {
    super(principal.json, conditions, principal.assumeRoleAction);
  }
}

export class ServicePrincipal extends PrincipalBase {
  constructor(service, options) {
    super({ Service: service }, options?.conditions);
    this.service = service;
  }
  static servicePrincipalName(service) { return service; }
}

export class ArnPrincipal extends PrincipalBase {
  constructor(arn) {
    super({ AWS: arn });
    this.arn = arn;
  }
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
    super(provider.openIdConnectProviderArn, conditions);
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
  addPrincipals(...principals) {
    this.principals.push(...principals);
    return this;
  }
  get trust() { return this.principals.map(each => trusting(each)); }
}

function trusting(principal) {
  const statement = { Action: principal.assumeRoleAction ?? 'sts:AssumeRole', Effect: 'Allow' };
  if (principal.conditions) statement.Condition = principal.conditions;
  statement.Principal = principal.json ?? principal.policyFragment.principalJson;
  return statement;
}
`;
