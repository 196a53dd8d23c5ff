// Tells ARM templates and parameter files from all other JSON by the keys at the top of the text, without parsing it.

import type { FileRole } from './file-types.ts';

/** How much of a file is read to tell what it is. */
export const SNIFFED_BYTES = 4096;

const ARM_KEYS = new Set([
  '$schema',
  'contentversion',
  'languageversion',
  'apiprofile',
  'metadata',
  'definitions',
  'functions',
  'parameters',
  'variables',
  'resources',
  'outputs',
  'imports',
  'extensions',
]);

/**
 * The role of a JSON text by its beginning: by `$schema` where it is there, else by its shape. `whole` says that there is no more text:
 * without it a text whose keys could be a template's is `unclear`.
 */
export function sniffJson(start: string, whole: boolean, name: string): FileRole {
  const keys = new Set<string>();
  for (const { key, valueAt } of topLevelKeys(start)) {
    if (key === '$schema') {
      const bySchema = roleOfSchema(stringAt(start, valueAt));
      if (bySchema !== null) return bySchema === 'template' && isCompiled(start) ? 'compiled' : bySchema;
    }
    if (!ARM_KEYS.has(key.toLowerCase())) return 'other';
    keys.add(key.toLowerCase());
  }
  if (keys.size === 0) return 'other';
  if (!whole) return 'unclear';
  if (keys.has('resources') && (keys.has('contentversion') || keys.has('parameters')))
    return keys.has('contentversion') || !isCloudFormation(start) ? 'template' : 'other';
  return keys.has('parameters') && /param/i.test(name) && !hasPlainValues(start) ? 'parameters' : 'other';
}

function roleOfSchema(schema: string): FileRole | null {
  if (/deploymentTemplate\.json#?$/i.test(schema)) return 'template';
  if (/deploymentParameters\.json#?$/i.test(schema)) return 'parameters';
  return schema === '' ? null : 'other';
}

/** Templates of CloudFormation have the same sections; their types do not have the same form. */
function isCloudFormation(text: string): boolean {
  return /"Type"\s*:\s*"[A-Za-z0-9]+::/.test(text);
}

/** Parameters of CloudFormation are no objects. */
function hasPlainValues(text: string): boolean {
  return /"Parameters"\s*:\s*\{\s*"[^"]*"\s*:\s*"/.test(text);
}

/** Bicep's compiler says so near the top, in `metadata._generator`. */
function isCompiled(start: string): boolean {
  return /"_generator"\s*:\s*\{\s*"name"\s*:\s*"bicep"/.test(start);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const STAR = 0x2a;

/** The keys of the outermost object as far as the text goes; none where the text is no object. */
export function* topLevelKeys(text: string): Generator<{ key: string; valueAt: number }> {
  let depth = 0;
  let key: string | null = null;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case QUOTE: {
        const end = endOfString(text, index);
        if (depth === 1) key = text.slice(index + 1, end);
        index = end;
        break;
      }
      case SLASH:
        index = endOfComment(text, index);
        break;
      case 0x3a: // :
        if (depth === 1 && key !== null) yield { key, valueAt: index + 1 };
        key = null;
        break;
      case 0x7b: // {
        depth++;
        break;
      case 0x5b: // [
        if (depth === 0) return;
        depth++;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        if (--depth <= 0) return;
        break;
      default:
        if (depth === 0 && text.charCodeAt(index) > 0x20) return;
    }
  }
}

function endOfString(text: string, quote: number): number {
  for (let index = quote + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index;
  }
  return text.length;
}

function endOfComment(text: string, slash: number): number {
  const next = text.charCodeAt(slash + 1);
  if (next !== SLASH && next !== STAR) return slash;
  const end = next === SLASH ? text.indexOf('\n', slash) : text.indexOf('*/', slash + 2) + 1;
  return end <= 0 ? text.length : end;
}

function stringAt(text: string, index: number): string {
  const match = /^\s*"([^"]*)"/.exec(text.slice(index, index + 400));
  return match?.[1] ?? '';
}
