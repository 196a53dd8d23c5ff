// What else an API of SAM brings by which templates may call it: its own domain name, its usage plan and the key for that.
// Left out, since no rule asks for them: what leads paths and domain names to the API, records of domain names, and listeners.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-domainconfiguration.html

import { type MapNode, memberOf, memberValue, type TemplateNode, textOfScalar } from '../syntax.ts';
import type { ApiKind } from './api-security.ts';
import { type Draft, type DraftMap, ref } from './drafts.ts';
import type { Expansion, Origin, SamResource } from './expansion.ts';
import { digestOf } from './logical-ids.ts';

/** The name under which the API is called; its logical id ends with a digest of it, so that APIs may share one. */
export function addDomain(resource: SamResource, kind: ApiKind, expansion: Expansion): void {
  const member = memberOf(resource.properties, 'Domain');
  const written = memberValue(member?.value, 'DomainName');
  if (!member || !written) return;
  const { value: domain, keySpan } = member;
  const origin: Origin = { header: keySpan, body: domain };
  const isPrivate = textOfScalar(memberValue(domain, 'EndpointConfiguration')) === 'PRIVATE';
  const suffix = isPrivate && kind === 'rest' ? 'DomainNameV2' : 'DomainName';
  const prefix =
    suffix === 'DomainNameV2' || kind === 'http' ? 'ApiGatewayDomainNameV2' : 'ApiGatewayDomainName';
  const id = prefix + digestOf(expansion.text(written) ?? expansion.resolved(written));
  const type = kind === 'http' ? 'AWS::ApiGatewayV2::DomainName' : `AWS::ApiGateway::${suffix}`;
  expansion.derive(
    id,
    type,
    resource,
    kind === 'http' ? httpDomain(domain, written) : restDomain(domain, written),
    origin,
  );
  expansion.aliases.set(`${resource.name}.${suffix}`, id);
}

function restDomain(domain: TemplateNode, name: TemplateNode): DraftMap {
  const written = memberValue(domain, 'EndpointConfiguration');
  const certificate = memberValue(domain, 'CertificateArn');
  const isRegional = written === undefined || textOfScalar(written) === 'REGIONAL';
  return {
    DomainName: name,
    EndpointConfiguration: { Types: [written ?? 'REGIONAL'], ...propertiesOf(domain, 'IpAddressType') },
    [isRegional ? 'RegionalCertificateArn' : 'CertificateArn']: certificate,
    ...propertiesOf(
      domain,
      'SecurityPolicy',
      'EndpointAccessMode',
      'MutualTlsAuthentication',
      'OwnershipVerificationCertificateArn',
      'Policy',
    ),
  };
}

function httpDomain(domain: TemplateNode, name: TemplateNode): DraftMap {
  return {
    DomainName: name,
    DomainNameConfigurations: [
      {
        EndpointType: memberValue(domain, 'EndpointConfiguration') ?? 'REGIONAL',
        ...propertiesOf(domain, 'CertificateArn', 'SecurityPolicy', 'OwnershipVerificationCertificateArn'),
      },
    ],
    ...propertiesOf(domain, 'MutualTlsAuthentication'),
    Tags: { 'httpapi:createdBy': 'SAM' },
  };
}

function propertiesOf(node: TemplateNode, ...names: readonly string[]): DraftMap {
  return Object.fromEntries(names.map(name => [name, memberValue(node, name)]));
}

/** How much callers with a key may ask: a plan for the API, or one that APIs share. */
export function addUsagePlan(resource: SamResource, stage: string, expansion: Expansion): void {
  const { name } = resource;
  const plan = memberValue(memberValue(resource.properties, 'Auth'), 'UsagePlan');
  const kind = textOfScalar(memberValue(plan, 'CreateUsagePlan'));
  if (plan?.kind !== 'map' || (kind !== 'PER_API' && kind !== 'SHARED')) return;
  const prefix = kind === 'PER_API' ? name : 'Serverless';
  const [planId, keyId, both] = [`${prefix}UsagePlan`, `${prefix}ApiKey`, `${prefix}UsagePlanKey`];
  const stages = [...stagesOf(expansion, planId), { ApiId: ref(name), Stage: ref(stage) }];
  expansion.derive(planId, 'AWS::ApiGateway::UsagePlan', resource, {
    ApiStages: stages,
    ...propertiesOf(plan, 'UsagePlanName', 'Description', 'Quota', 'Throttle', 'Tags'),
  });
  expansion.derive(keyId, 'AWS::ApiGateway::ApiKey', resource, {
    Enabled: true,
    StageKeys: [...stagesOf(expansion, keyId), { RestApiId: ref(name), StageName: ref(stage) }],
  });
  expansion.derive(both, 'AWS::ApiGateway::UsagePlanKey', resource, {
    KeyId: ref(keyId),
    KeyType: 'API_KEY',
    UsagePlanId: ref(planId),
  });
  const aliases = [
    ['UsagePlan', planId],
    ['ApiKey', keyId],
    ['UsagePlanKey', both],
  ] as const;
  for (const [suffix, id] of aliases) expansion.aliases.set(`${name}.${suffix}`, id);
}

/** The stages that share a plan or key so far. */
function stagesOf({ resources }: Expansion, id: string): readonly Draft[] {
  const properties = memberValue(resources.get(id)?.value, 'Properties') as MapNode | undefined;
  const stages = memberValue(properties, 'ApiStages') ?? memberValue(properties, 'StageKeys');
  return stages?.kind === 'list' ? stages.items : [];
}
