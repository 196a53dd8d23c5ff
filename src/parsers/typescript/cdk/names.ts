// How the CDK's level 1 constructs are called in CloudFormation: `aws_sagemaker.CfnModel` is `AWS::SageMaker::Model`, `roleArn` is
// `RoleArn`. Refuses to know what they mean.

import type { ImportedValue } from '../values.ts';
import { ACRONYMS, FREE_FORM, SERVICES } from './level1-names.ts';

/** A name of the CDK: the service's module (`bedrock`; empty for the core) and the path in it. */
export interface CdkName {
  readonly service: string;
  readonly path: readonly string[];
}

/** The same name however it is imported: `aws-cdk-lib/aws-s3`, `aws_s3` of `aws-cdk-lib`, `@aws-cdk/aws-s3`. */
export function cdkName({ module, path }: Pick<ImportedValue, 'module' | 'path'>): CdkName {
  if (module.startsWith(COMMUNITY)) return communityName(module.slice(COMMUNITY.length), path);
  const own = /^(?:aws-cdk-lib|@aws-cdk|monocdk)\/(?:lib\/)?(?:aws-)?([\w-]+)/.exec(module)?.[1];
  if (own !== undefined) return { service: own === 'core' ? '' : own, path };
  const [first = ''] = path;
  if (first === 'custom_resources') return { service: 'custom-resources', path: path.slice(1) };
  if (/^(?:aws|alexa)_/.test(first))
    return { service: first.replace(/^aws_/, '').replaceAll('_', '-'), path: path.slice(1) };
  return { service: '', path };
}

/** The constructs of AWS Labs for generative AI, whose namespaces are members of one module. */
const COMMUNITY = '@cdklabs/generative-ai-cdk-constructs';

function communityName(inside: string, path: readonly string[]): CdkName {
  const folder = /\/(?:lib\/|cdk-lib\/)*([a-z]\w*)/.exec(inside)?.[1];
  if (folder !== undefined && folder !== 'lib' && folder !== 'patterns')
    return { service: `generative-ai/${folder}`, path };
  const [first = ''] = path;
  return /^[a-z]/.test(first)
    ? { service: `generative-ai/${first}`, path: path.slice(1) }
    : { service: 'generative-ai', path };
}

/** By their names in small letters. */
const SERVICE_NAMES = new Map(
  SERVICES.trim()
    .split(/\s+/)
    .map(name => [name.toLowerCase(), name] as const),
);

/** The type of a level 1 construct; null for any other name. */
export function cloudFormationType({ service, path }: CdkName): string | null {
  const [name = ''] = path;
  if (path.length !== 1 || !/^Cfn[A-Z]/.test(name) || service === '') return null;
  return `AWS::${SERVICE_NAMES.get(service) ?? capitalised(service)}::${name.slice(3)}`;
}

/** The names of properties in the module of a service. */
export interface PropertyNames {
  /** The name in CloudFormation. What is not in the CDK's form (keys of maps) stays as it is. */
  rename(name: string): string;
  /** Whether the members of a property are the program's own. */
  isFree(name: string): boolean;
}

const known = new Map<string, PropertyNames>();

export function propertyNames(service: string): PropertyNames {
  let names = known.get(service);
  if (!names) {
    const words = (Object.hasOwn(ACRONYMS, service) ? ACRONYMS[service]! : '').trim().split(/\s+/);
    const acronyms = new Map(
      words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? word] as const] : [])),
    );
    const free = new Set((Object.hasOwn(FREE_FORM, service) ? FREE_FORM[service]! : '').trim().split(/\s+/));
    names = {
      rename: name => acronyms.get(name) ?? (/^[a-z][A-Za-z0-9]*$/.test(name) ? capitalised(name) : name),
      isFree: name => free.has(name),
    };
    known.set(service, names);
  }
  return names;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
