// Which native type a class of a provider is, from the tables of classes. Tables are texts that are read when somebody asks.

import type { TerraformNames } from '../terraform/shape.ts';
import { ARM_CLASSES } from './arm-classes.ts';
import { AWS_CLASSES } from './aws-classes.ts';
import { AZURE_CLASSES } from './azure-classes.ts';
import { GOOGLE_CLASSES } from './google-classes.ts';
import type { PulumiName } from './names.ts';

/** A class of a provider that is bridged from Terraform. */
export interface TerraformClass extends TerraformNames {
  readonly type: string;
}

/** Functions that read what is no resource of a class. */
const FUNCTIONS = {
  aws: `
/getCallerIdentity aws_caller_identity
/getPartition aws_partition
/getRegion aws_region
iam/getPolicyDocument aws_iam_policy_document statements=statement conditions=condition
iam/getServicePrincipal aws_service_principal
`,
  azure: `
core/getClientConfig azurerm_client_config
core/getSubscription azurerm_subscription
`,
  gcp: `
compute/getDefaultServiceAccount google_compute_default_service_account
organizations/getIAMPolicy google_iam_policy bindings=binding
organizations/getProject google_project
`,
};

const TABLES: Readonly<Record<string, string>> = {
  aws: AWS_CLASSES + FUNCTIONS.aws,
  azure: AZURE_CLASSES + FUNCTIONS.azure,
  gcp: GOOGLE_CLASSES + FUNCTIONS.gcp,
};

const tables = new Map<string, ReadonlyMap<string, string>>();

/** The rest of a table's line, by its first word. */
function lineOf(provider: string, text: string, key: string): string | undefined {
  let table = tables.get(provider);
  if (!table) {
    const lines = text.trim().split('\n');
    table = new Map(lines.map(line => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
    tables.set(provider, table);
  }
  return table.get(key);
}

/** The type of a class or of the resource that a function reads; null where no table has it. */
export function terraformClass({ provider, module, path: [name = ''] }: PulumiName): TerraformClass | null {
  const text = Object.hasOwn(TABLES, provider) ? TABLES[provider] : undefined;
  const line = text && lineOf(provider, text, `${module}/${name}`);
  if (!line) return null;
  const [type = '', ...names] = line.split(' ');
  const pairs = names.flatMap(each => (each.includes('=') ? [each.split('=') as [string, string]] : []));
  const maps = names.flatMap(each => (each.endsWith('{}') ? [each.slice(0, -2)] : []));
  return { type, renamed: new Map(pairs), maps: new Set(maps) };
}

/** A class of azure-native: the steps of its id below the scope, in which `{x}` are arguments. */
export interface ArmClass {
  readonly type: string;
  /** The argument that names the scope; null for the resource group. */
  readonly scope: string | null;
  readonly steps: readonly string[];
  /** Whether its arguments have `properties` themselves; else what belongs there is written beside the others. */
  readonly isNested: boolean;
}

/** The ARM type of a class of azure-native; null where the table has none. */
export function armClass({ module, path: [name = ''] }: PulumiName): ArmClass | null {
  const line = lineOf('azure-native', ARM_CLASSES, `${module}/${name}`);
  if (!line) return null;
  const [id = '', properties] = line.split(' ');
  const [first = '', ...rest] = id.split('/');
  const scope = first.startsWith('{') ? first.slice(1, -1) : null;
  const steps = scope === null ? [first, ...rest] : rest;
  const type = steps.filter(step => !step.startsWith('{')).join('/');
  return { type, scope, steps, isNested: properties !== undefined };
}

/** The properties of a type whose members have names of the user's own. */
export function terraformMaps(type: string): ReadonlySet<string> {
  for (const text of Object.values(TABLES)) {
    const at = text.indexOf(` ${type} `);
    if (at < 0) continue;
    const names = text.slice(at, text.indexOf('\n', at)).split(' ');
    return new Set(names.flatMap(each => (each.endsWith('{}') ? [each.slice(0, -2)] : [])));
  }
  return new Set();
}
