// Which files could be infrastructure code, by name, and what they are, by their first bytes. One row per kind of file: a new
// language adds its rows here.

import type { Language } from '../model/resource.ts';
import { sniffJson } from './sniff-json.ts';

/**
 * `template` may be a root or a module; `parameters` are inputs of a template; `compiled` is a template that a compiler wrote from a
 * source; `other` is not ours; `unclear` cannot be told from the beginning alone.
 */
export type FileRole = 'template' | 'parameters' | 'compiled' | 'other' | 'unclear';

export interface FileType {
  readonly language: Language;
  /** The role by name alone, else the function that tells it from the text's beginning (`whole`: from all of it). */
  readonly role: FileRole | ((start: string, whole: boolean, name: string) => FileRole);
}

const TYPES: ReadonlyMap<string, FileType> = new Map<string, FileType>([
  ['bicep', { language: 'bicep', role: 'template' }],
  ['bicepparam', { language: 'bicep', role: 'parameters' }],
  ['json', { language: 'arm', role: sniffJson }],
  ['jsonc', { language: 'arm', role: sniffJson }],
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
  const type = typeByExtension(name);
  return type === undefined || NEVER.has(name) ? null : type;
}

/** Whether files with such an ending can be infrastructure code at all. */
export function isSupported(name: string): boolean {
  return typeByExtension(name) !== undefined;
}

/** For messages: `.bicep, .json`. */
export function supportedExtensions(): string {
  return [...TYPES.keys()].map(extension => `.${extension}`).join(', ');
}

function typeByExtension(name: string): FileType | undefined {
  const dot = name.lastIndexOf('.');
  if (dot < 0) return undefined;
  const extension = name.slice(dot + 1);
  return TYPES.get(extension) ?? TYPES.get(extension.toLowerCase());
}

/** Parameter files of Bicep name their template; those in JSON do not. */
export function isBicepParameters(path: string): boolean {
  return /\.bicepparam$/i.test(path);
}
