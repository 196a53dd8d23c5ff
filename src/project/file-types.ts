// Which files could be infrastructure code, by name, and what they are, by their first bytes. One row per kind of file: a new
// language adds its rows here.

import type { Language } from '../model/resource.ts';
import { isConfigurationFile } from '../parsers/terraform/configuration-file.ts';
import { sniffJsonTemplate, sniffTemplate } from './cloudformation/sniff-template.ts';
import { sniffJson } from './sniff-json.ts';
import { sniffProgram, sniffPulumiYaml } from './typescript/sniff-program.ts';

/**
 * `template` may be a root or a module; `parameters` are inputs of a template; `compiled` is a template that a compiler wrote from a
 * source; `other` is not ours; `unclear` cannot be told from the beginning alone.
 */
export type FileRole = 'template' | 'parameters' | 'compiled' | 'other' | 'unclear';

export interface FileType {
  readonly language: Language;
  /** The role by name alone, else the function that tells it from the text's beginning (`whole`: from all of it). */
  readonly role: FileRole | ((start: string, whole: boolean, name: string) => FileRole);
  /** What else it may be where it is `other`. */
  readonly otherwise?: FileType;
}

const JSON_TEMPLATE: FileType = { language: 'cloudformation', role: sniffJsonTemplate };
const YAML_TEMPLATE: FileType = { language: 'cloudformation', role: sniffTemplate };

const PROGRAM: FileType = { language: 'typescript', role: sniffProgram };

const TYPES: ReadonlyMap<string, FileType> = new Map<string, FileType>([
  ['bicep', { language: 'bicep', role: 'template' }],
  ['bicepparam', { language: 'bicep', role: 'parameters' }],
  ['json', { language: 'arm', role: sniffJson, otherwise: JSON_TEMPLATE }],
  ['jsonc', { language: 'arm', role: sniffJson }],
  ['yaml', YAML_TEMPLATE],
  ['yml', YAML_TEMPLATE],
  ['template', YAML_TEMPLATE],
  ['tf', { language: 'terraform', role: 'template' }],
  ['tf.json', { language: 'terraform', role: 'template' }],
  ['tofu', { language: 'terraform', role: 'template' }],
  ['tofu.json', { language: 'terraform', role: 'template' }],
  ['ts', PROGRAM],
  ['tsx', PROGRAM],
  ['mts', PROGRAM],
  ['cts', PROGRAM],
  ['tfvars', { language: 'terraform', role: 'parameters' }],
  ['tfvars.json', { language: 'terraform', role: 'parameters' }],
]);

/** Files that are known by their whole name. */
const NAMED: ReadonlyMap<string, FileType> = new Map<string, FileType>([
  ['Pulumi.yaml', { language: 'typescript', role: sniffPulumiYaml }],
  ['Pulumi.yml', { language: 'typescript', role: sniffPulumiYaml }],
  ['samconfig.toml', { language: 'cloudformation', role: () => 'parameters' }],
]);

/** Files that every project is full of and that are never infrastructure code. */
const NEVER = new Set([
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'tsconfig.json',
  'jsconfig.json',
  'bicepconfig.json',
  'composer.json',
  'launch.json',
  'settings.json',
  'extensions.json',
]);

/** What a file of this name could be; null for what is never looked at. */
export function fileTypeOf(name: string): FileType | null {
  const type = typeByName(name);
  if (type === undefined || NEVER.has(name)) return null;
  // Terraform itself passes over backups of editors and hidden files.
  const isOther = type.language === 'terraform' && type.role === 'template' && !isConfigurationFile(name);
  return isOther ? null : type;
}

/** Whether files with such an ending can be infrastructure code at all. */
export function isSupported(name: string): boolean {
  return typeByName(name) !== undefined;
}

/** For messages: `.bicep, .json`. */
export function supportedExtensions(): string {
  return [...TYPES.keys()].map(extension => `.${extension}`).join(', ');
}

/** By the whole name, else by the longest ending that is known: `x.tf.json` is no JSON of another kind. */
function typeByName(name: string): FileType | undefined {
  const named = NAMED.get(name);
  if (named) return named;
  const last = name.lastIndexOf('.');
  if (last < 0) return undefined;
  const before = name.lastIndexOf('.', last - 1);
  return (before < 0 ? undefined : typeOf(name.slice(before + 1))) ?? typeOf(name.slice(last + 1));
}

function typeOf(extension: string): FileType | undefined {
  return TYPES.get(extension) ?? TYPES.get(extension.toLowerCase());
}

/** Parameter files of Bicep name their template; those in JSON do not. */
export function isBicepParameters(path: string): boolean {
  return /\.bicepparam$/i.test(path);
}

/** Variable files of Terraform. */
export function isVariableFile(path: string): boolean {
  return /\.tfvars(?:\.json)?$/i.test(path);
}
