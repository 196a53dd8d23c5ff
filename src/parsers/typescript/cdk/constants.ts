// Constants of the CDK's packages that are no classes: members of enumerations, names of services that endpoints lead to.

import { scalar } from '../../../model/value.ts';
import { pseudoParameter } from '../../cloudformation/evaluate/symbols.ts';
import type { Answer, Site } from '../library.ts';
import { record } from '../values.ts';
import { ENDPOINT_SERVICES, PLAIN_ENDPOINT_SERVICES } from './constructs/network.ts';
import type { CdkName } from './names.ts';

/** Enumerations whose values are the names of their members. */
const SAME = new Set(
  `AgentCollaboratorType AgentStepType BrowserSigning ConfluenceDataSourceAuthType ContentFilterStrength ContentFilterType ContextEnrichmentType
ContextualGroundingFilterType CrawlingScope CustomClaimOperator CustomClaimValueType CustomControl DataDeletionPolicy
EnrichmentStrategyConfigurationType GatewayAuthorizerType GatewayExceptionLevel GatewayProtocolType GuardrailAction InferenceProfileType
KendraEdition KendraUserContextPolicy KeySpec KeyUsage KnowledgeBaseType ManagedWordFilterType McpGatewaySearchType McpTargetType
MemoryStrategyType ModalityType OrchestrationType ParsingModality PromptTemplateType ProtocolType RelayConversationHistoryType
RequireConfirmation SalesforceDataSourceAuthType SharePointDataSourceAuthType TierConfig TransformationStep VectorCollectionStandbyReplicas
VectorCollectionType`.split(/\s+/),
);

export function constantOf({ service, path }: CdkName, site: Site): Answer {
  const [group = '', name] = path;
  if (name === undefined || path.length !== 2) return undefined;
  if (service === 'ec2' && group === 'EndpointServices') return endpointService(name, site);
  return SAME.has(group) && /^[A-Z][A-Z0-9_]*$/.test(name) ? scalar(name, [site.step]) : undefined;
}

/** What an endpoint leads to, in the region of the deployment. */
function endpointService(name: string, site: Site): Answer {
  const { program } = site;
  const plain = PLAIN_ENDPOINT_SERVICES.test(name) ? name.toLowerCase().replaceAll('_', '-') : undefined;
  const known = ENDPOINT_SERVICES[name] ?? plain;
  const [prefix, service] = known?.includes(':') ? known.split(':') : ['com.amazonaws', known];
  const reason = `what service \`${name}\` is called is not known`;
  const last = service ?? program.unknown('endpoint service', [scalar(name)], reason, site);
  const region = pseudoParameter('AWS::Region', [site.step])!;
  return record([
    ['name', program.text([`${prefix}.`, region, '.', last], site)],
    ['privateDnsDefault', scalar(true)],
  ]);
}
