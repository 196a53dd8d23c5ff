// Constants of the CDK's packages that are no classes: members of enumerations, names of services that endpoints lead to.

import { scalar } from '../../../model/value.ts';
import { pseudoParameter } from '../../cloudformation/evaluate/symbols.ts';
import type { Answer, Site } from '../library.ts';
import { record } from '../values.ts';
import { MODELS } from './constructs/bedrock-models.ts';
import { ENDPOINT_SERVICES, PLAIN_ENDPOINT_SERVICES } from './constructs/network.ts';
import type { CdkName } from './names.ts';
import { textOfModule } from './texts.ts';

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
  if (service === 'lambda' && group === 'Runtime') return record([['name', runtimeName(name, site)]]);
  if (service === 'ec2' && group === 'EndpointServices') return endpointService(name, site);
  if (group === 'FoundationModels') return foundationModel(service, name, site);
  if (group === 'FoundationModelIdentifier') return record([['modelId', modelId(name, site)]]);
  if (group === 'JumpStartModel')
    return record([
      [
        'modelId',
        scalar(
          name
            .toLowerCase()
            .replace(/_\d+_\d+_\d+$/, '')
            .replaceAll('_', '-'),
        ),
      ],
    ]);
  if (group === 'SageMakerInstanceType' || (group === 'InstanceType' && service === 'sagemaker-alpha'))
    return record([['value', scalar(instanceType(name), [site.step])]]);
  return SAME.has(group) && /^[A-Z][A-Z0-9_]*$/.test(name) ? scalar(name, [site.step]) : undefined;
}

/** `PYTHON_3_12`, `NODEJS_20_X`, `PROVIDED_AL2023`. */
function runtimeName(name: string, site: Site) {
  if (name === 'FROM_IMAGE') return scalar(name);
  if (name.endsWith('_LATEST'))
    return site.program.unknown(
      'runtime',
      [scalar(name)],
      `what \`Runtime.${name}\` is is only known at synthesis`,
      site,
    );
  const [, language = '', version = ''] = /^([A-Z]+(?:_CORE)?)_?(.*)$/.exec(name) ?? [];
  const words = language.toLowerCase().replace('_', '');
  const dot = words === 'provided' && version !== '' ? '.' : '';
  const number = version.toLowerCase().replace('corretto', 'al2').replaceAll('_', '.');
  return scalar(`${words}${dot}${number}`, [site.step]);
}

/** `G5_2XLARGE`, with or without `ML_` before it. */
function instanceType(name: string): string {
  return `ml.${name.replace(/^ML_/, '').toLowerCase().replaceAll('_', '.')}`;
}

const models = new Map(
  MODELS.trim()
    .split('\n')
    .map(line => {
      const [name = '', id = '', dimensions] = line.split(' ');
      return [name, { id, dimensions: dimensions === undefined ? null : Number(dimensions) }] as const;
    }),
);

function modelId(name: string, site: Site) {
  const known = models.get(name);
  const reason = `what model \`${name}\` is called is not known`;
  return known ? scalar(known.id, [site.step]) : site.program.unknown('model', [scalar(name)], reason, site);
}

function foundationModel(service: string, name: string, site: Site): Answer {
  const { program } = site;
  const source = textOfModule(service);
  const type = source && program.exported(source, 'BedrockFoundationModel');
  if (!type || !/^[A-Z]/.test(name)) return undefined;
  const dimensions = models.get(name)?.dimensions ?? null;
  const options = record(dimensions === null ? [] : [['vectorDimensions', scalar(dimensions)]]);
  return program.construct(type, [modelId(name, site), options], site);
}

/** What an endpoint leads to, in the region of the deployment. */
function endpointService(name: string, site: Site): Answer {
  const { program } = site;
  const plain = PLAIN_ENDPOINT_SERVICES.test(name) ? name.toLowerCase().replaceAll('_', '-') : undefined;
  const known = Object.hasOwn(ENDPOINT_SERVICES, name) ? ENDPOINT_SERVICES[name] : plain;
  const [prefix, service] = known?.includes(':') ? known.split(':') : ['com.amazonaws', known];
  const reason = `what service \`${name}\` is called is not known`;
  const last = service ?? program.unknown('endpoint service', [scalar(name)], reason, site);
  const region = pseudoParameter('AWS::Region', [site.step])!;
  return record([
    ['name', program.text([`${prefix}.`, region, '.', last], site)],
    ['privateDnsDefault', scalar(true)],
  ]);
}
