// Tells templates of CloudFormation from all other YAML and JSON by the keys at the top of the text, without parsing it.
// Its name says nothing of a template: what Kubernetes, pipelines and others write is passed over.

import { SECTIONS } from '../../parsers/cloudformation/sections.ts';
import type { FileRole } from '../file-types.ts';
import { topLevelKeys } from '../sniff-json.ts';

/** What may stand at the top of a template. */
const KEYS: ReadonlySet<string> = new Set([...SECTIONS, 'Fn::Transform']);

/** A native type as the value of a `Type`. */
const TYPE = /\bType["']?\s*:\s*["']?(?:[A-Za-z0-9]+::[A-Za-z0-9]+|Custom::)/;
const MACRO = /\bTransform["']?\s*:\s*[[\s"'-]*AWS::/;

/** The role of a YAML text (or of JSON in a file called so) by its beginning; `whole` says that there is no more text. */
export function sniffTemplate(start: string, whole: boolean): FileRole {
  const first = start.search(/[^\s\ufeff]/);
  if (first < 0) return 'other';
  if (start.charCodeAt(first) === 0x7b) return sniffJsonTemplate(start, whole, '');
  let isSection = false;
  for (const key of topLevelYamlKeys(start)) {
    if (key === 'AWSTemplateFormatVersion') return 'template';
    // Keys of their own are a mistake in what is a template otherwise, which begins with its own.
    if (!KEYS.has(key)) {
      if (!isSection) return 'other';
      continue;
    }
    isSection = true;
  }
  return isSection ? byTypes(start, whole) : whole ? 'other' : hasOnlyComments(start) ? 'unclear' : 'other';
}

/** The same for a JSON text, with parameter files: lists of `ParameterKey`s, `{Parameters: {…}}`, and mappings that are called so. */
export function sniffJsonTemplate(start: string, whole: boolean, name: string): FileRole {
  if (/^\s*\[\s*\{[^}]*"ParameterKey"/.test(start)) return 'parameters';
  let isSection = false;
  for (const { key } of topLevelKeys(start)) {
    if (key === 'AWSTemplateFormatVersion') return 'template';
    if (!KEYS.has(key)) {
      if (!isSection) return /param/i.test(name) && isPlainMap(start) ? 'parameters' : 'other';
      continue;
    }
    isSection = true;
  }
  if (/^\s*\{\s*"Parameters"\s*:\s*\{\s*"[^"]*"\s*:\s*"/.test(start)) return 'parameters';
  return isSection ? byTypes(start, whole) : 'other';
}

/** Names and texts, nothing inside of them. */
function isPlainMap(start: string): boolean {
  return /^\s*\{\s*"[A-Za-z0-9]+"\s*:\s*"/.test(start) && !/[{[]/.test(start.slice(start.indexOf('{') + 1));
}

function byTypes(start: string, whole: boolean): FileRole {
  if (TYPE.test(start) || MACRO.test(start)) return 'template';
  return whole ? 'other' : 'unclear';
}

/** The keys that start a line of block YAML, as far as the text goes; of several documents those of the first. */
function* topLevelYamlKeys(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    const code = text.charCodeAt(start);
    if (code > 0x20 && code !== 0x23 && code !== 0x25 && code !== 0xfeff) {
      const line = text.slice(start, stop);
      if (line.startsWith('---')) {
        if (start > 0 && /\S/.test(text.slice(0, start).replace(/^\s*[#%].*$/gm, ''))) return;
      } else {
        const key = /^(?:"([^"]+)"|'([^']+)'|([^\s#:'"{[&*!|>%@`-][^#:]*?|Fn::Transform))\s*:(?:\s|$)/.exec(
          line,
        );
        yield key?.[1] ?? key?.[2] ?? key?.[3] ?? '';
      }
    }
    start = stop + 1;
  }
}

function hasOnlyComments(start: string): boolean {
  return start.split('\n').every(line => /^\s*(?:[#%].*|---\s*)?$/.test(line));
}
