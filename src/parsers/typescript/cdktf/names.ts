// How the classes of CDK for Terraform are called in Terraform: `CognitiveAccount` of `@cdktf/provider-azurerm/lib/cognitive-account` is
// `azurerm_cognitive_account`, however it is imported or generated. Refuses to know what types mean.

import type { TerraformNames } from '../terraform/shape.ts';
import type { ImportedValue } from '../values.ts';

/** A class of a provider's package. */
export interface ProviderClass {
  readonly provider: string;
  readonly type: string;
  /** Whether it is a data source. */
  readonly existing: boolean;
  /** The class itself, behind the namespaces. */
  readonly path: readonly string[];
}

/** The packages of HashiCorp, and those of the community that goes on with them. */
const PREBUILT = /^@cdkt[fn]\/provider-([\w-]+?)(?:\/lib)?(?:\/([\w-]+))?(?:\/index(?:\.js)?)?$/;
const GENERATED = /(?:^|\/)\.gen\/providers\/([\w-]+)(?:\/([\w-]+))?(?:\/index(?:\.js)?)?$/;

/** Whether a module is CDK for Terraform itself. */
export function isCore(module: string): boolean {
  return /^cdkt[fn](?:\/|$)/.test(module);
}

/** Whether a module holds a provider's classes. */
export function isProviderModule(module: string): boolean {
  return PREBUILT.test(module) || GENERATED.test(module);
}

/** Whether a module holds classes that were made of modules of Terraform. */
export function isGeneratedModule(module: string): boolean {
  return /(?:^|\/)\.gen\/modules\//.test(module);
}

/** The class of a provider that a name stands for; null for the provider itself and for what is none. */
export function providerClass({
  module,
  path,
}: Pick<ImportedValue, 'module' | 'path'>): ProviderClass | null {
  const [, pack, folder] = PREBUILT.exec(module) ?? GENERATED.exec(module) ?? [];
  if (pack === undefined) return null;
  const isNamespace = /^[a-z]/.test(path[0] ?? '');
  const own = isNamespace ? path.slice(1) : path;
  const [name = ''] = own;
  if (!/^[A-Z]/.test(name) || isProvider(pack, folder ?? (isNamespace ? path[0] : undefined), name))
    return null;
  // Types of google-beta are those of google, with the provider's name in those of classes.
  const provider = pack.replace(/-beta$/, '').replaceAll('-', '_');
  const words = wordsOf(folder ?? (isNamespace ? kebab(path[0]!) : undefined), name);
  const data = `data_${provider}_`;
  const existing = words.startsWith(data);
  const plain = existing ? words.slice(data.length) : words;
  const isWhole = pack.endsWith('-beta') && plain.startsWith(`${provider}_`);
  return { provider, type: isWhole ? plain : `${provider}_${plain}`, existing, path: own };
}

/** Whether a class is the provider itself: by its folder or namespace, else by its name. */
function isProvider(pack: string, folder: string | undefined, name: string): boolean {
  if (folder !== undefined) return folder === 'provider';
  return name.toLowerCase() === `${pack.replaceAll('-', '')}provider`;
}

/** Whether an object of one class is one of another: of a provider's classes and of those that they all extend. */
export function isSameClass(own: ImportedValue, other: ImportedValue): boolean | undefined {
  const [one, two] = [providerClass(own), providerClass(other)];
  if (one && two) return one.type === two.type && one.existing === two.existing;
  if (!one)
    return own.module === other.module && own.path.join('.') === other.path.join('.') ? true : undefined;
  const [name = ''] = other.path;
  if (!isCore(other.module)) return other.module === 'constructs' ? name === 'Construct' : undefined;
  return name === 'TerraformElement' || name === (one.existing ? 'TerraformDataSource' : 'TerraformResource');
}

/**
 * The words of a type: those of its folder, else those of the class, which are not as clear. Folders of old packages hold the classes of a
 * whole service.
 */
function wordsOf(folder: string | undefined, name: string): string {
  if (folder !== undefined && isOf(folder, name)) return folder.replaceAll('-', '_').replace(RESERVED, '');
  return snake(name)
    .replace(
      /(?<=_?(?:^|_)(?:lexv2|route53|s3|aadb2))_(?=models|domains|profiles|recovery|control|c(?:_|$))/,
      '',
    )
    .replace(/_a$/, '')
    .replace(RESERVED, '');
}

/** Whether a folder is named after a class, which may end otherwise where the name is taken. */
function isOf(folder: string, name: string): boolean {
  const words = folder.replaceAll('-', '');
  const own = name.toLowerCase();
  return own === words || own === `${words}a` || own === `${words}resource`;
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** Classes whose names languages have for themselves: `StringResource` is `random_string`. */
const RESERVED = /(?<=^(?:string|function|object|map|list|set|null|password|id))_resource$/;

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}

/** Properties whose names CDK for Terraform cannot use as they are, and those with a number for a word. */
export const NAMES: TerraformNames = {
  renamed: new Map([
    ['buildAttribute', 'build'],
    ['equalTo', 'equals'],
    ['importFromAttribute', 'import_from'],
    ['nodeAttribute', 'node'],
    ['selfAttribute', 'self'],
    ['softwareAttribute', 'software'],
    ['systemAttribute', 'system'],
    ['use32BitWorker', 'use_32_bit_worker'],
    ['use32BitWorkerProcess', 'use_32_bit_worker_process'],
  ]),
  maps: new Set(),
};

/** Properties of azapi that are free in form: bodies of ARM. */
const AZAPI_FREE: ReadonlySet<string> = new Set([
  'body',
  'sensitive_body',
  'output',
  'headers',
  'query_parameters',
  'response_export_values',
  'replace_triggers_external_values',
]);

/** What the rule of names does not say of a provider's types, beside their maps. */
export function providerNames(provider: string, maps: ReadonlySet<string>): TerraformNames {
  if (provider === 'azapi') return { ...NAMES, maps: AZAPI_FREE };
  // Every nested object of awscc is an attribute, which has one value, where other providers have blocks.
  if (provider === 'awscc') return { ...NAMES, maps, nested: 'attributes' };
  return { ...NAMES, maps };
}
