// `yamldecode`, with the conventions of Terraform's YAML library (go-cty-yaml): YAML 1.2 with the words of 1.1 for booleans, timestamps as RFC 3339.
// Refuses to know places: decoded values have no origin of their own.

import { createRequire } from 'node:module';
import type { Alias, Document, Node, YAMLMap, YAMLSeq, Scalar as YamlScalar } from 'yaml';
import { DEEPEST_VALUE } from '../../../model/knowledge.ts';
import { array, object, scalar, type Value } from '../../../model/value.ts';
import { scalarText } from '../values/convert.ts';
import { parseNumber } from '../values/numbers.ts';
import { define, stringOf, TEXT, text } from './define.ts';
import { base64Bytes } from './encoding.ts';
import { encoded, numberValue } from './json.ts';
import { parseTimestamp, writeTimestamp } from './timestamps.ts';
import type { TerraformFunction } from './types.ts';

type Yaml = typeof import('yaml');

/** Thrown inside the reader only. */
class YamlProblem extends Error {}

interface Reader {
  readonly yaml: Yaml;
  readonly document: Document;
  /** Anchors that are being read: an alias inside them would never end. */
  readonly open: Set<Node>;
  /** Of the text; infinite where it ends with a line break. */
  readonly length: number;
  /** Aliases can make a short text large. */
  left: number;
}

const MOST_NODES = 100_000;

export const yamlDecode: TerraformFunction = define('yamldecode', [TEXT], ([subject], call) => {
  const source = stringOf(subject);
  if (source === null)
    return (subject!.kind === 'unknown' && encoded(subject!, 'yamlencode')) || call.symbolic();
  try {
    return readOnce(source);
  } catch (error) {
    if (error instanceof YamlProblem)
      return call.fail(`\`yamldecode()\` was given YAML in which ${error.message}`);
    throw error;
  }
});

/** The same files are decoded again and again: the texts that were read last, of at most this many. */
const RECENT = 64;
const recent = new Map<string, Value>();

function readOnce(source: string): Value {
  const value = recent.get(source) ?? read(source);
  recent.delete(source);
  recent.set(source, value);
  for (const oldest of recent.keys()) {
    if (recent.size <= RECENT) break;
    recent.delete(oldest);
  }
  return value;
}

function read(source: string): Value {
  const yaml = loadYaml();
  const options = { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' } as const;
  const documents = yaml.parseAllDocuments(source, options);
  const [document] = documents;
  if (!document || !('contents' in document)) throw new YamlProblem('there is no document');
  if (documents.length > 1) throw new YamlProblem('there is more than one document');
  if (document.errors.length > 0) throw new YamlProblem('something is malformed');
  const length = source.endsWith('\n') ? Number.POSITIVE_INFINITY : source.length;
  return nodeValue(document.contents, { yaml, document, open: new Set(), length, left: MOST_NODES }, 0);
}

/** Loads the YAML reader when it is first needed: few files need it, and it costs more than reading them does. */
function loadYaml(): Yaml {
  return typeof require === 'function' ? require('yaml') : createRequire(import.meta.url)('yaml');
}

function nodeValue(node: unknown, reader: Reader, depth: number): Value {
  const { yaml } = reader;
  if (depth > DEEPEST_VALUE || reader.left-- <= 0) throw new YamlProblem('there is too much');
  if (yaml.isAlias(node)) return aliasValue(node, reader, depth);
  if (yaml.isScalar(node)) return scalarValue(node, reader);
  if (!yaml.isMap(node) && !yaml.isSeq(node)) return scalar(null);
  reader.open.add(node);
  const value = yaml.isMap(node) ? mapValue(node, reader, depth) : sequenceValue(node, reader, depth);
  reader.open.delete(node);
  return value;
}

function aliasValue(alias: Alias, reader: Reader, depth: number): Value {
  const node = alias.resolve(reader.document);
  if (!node) throw new YamlProblem('an alias has no anchor');
  if (reader.open.has(node)) throw new YamlProblem('an anchor contains itself');
  return nodeValue(node, reader, depth);
}

function sequenceValue(node: YAMLSeq, reader: Reader, depth: number): Value {
  if (node.tag !== undefined && node.tag !== `${STANDARD}seq`)
    throw new YamlProblem('a sequence has another tag');
  return array(node.items.map(item => nodeValue(item, reader, depth + 1)));
}

function mapValue(node: YAMLMap, reader: Reader, depth: number): Value {
  if (node.tag !== undefined && node.tag !== `${STANDARD}map`)
    throw new YamlProblem('a mapping has another tag');
  const members = new Map<string, Value>();
  for (const { key, value } of node.items) {
    if (!reader.yaml.isScalar(key)) throw new YamlProblem('a key is no string');
    const member = nodeValue(value, reader, depth + 1);
    if (key.tag === undefined && key.value === '<<') {
      if (member.kind !== 'object') throw new YamlProblem('what is merged is no mapping');
      for (const [name, merged] of member.members) members.set(name, merged);
      continue;
    }
    const name = scalarValue(key, reader);
    if (name.kind !== 'scalar' || name.value === null) throw new YamlProblem('a key is null');
    members.set(scalarText(name.value), member);
  }
  return object(members);
}

const STANDARD = 'tag:yaml.org,2002:';
const TAGS = new Set(['', 'str', 'bool', 'int', 'float', 'null', 'timestamp', 'binary']);
const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    word => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    word => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);
const INFINITIES = /^[+-]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/;
const INTEGER = /^[-+]?(|0o[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

function scalarValue(node: YamlScalar, reader: Reader): Value {
  const source = sourceOf(node, reader);
  const isPlain = node.type === 'PLAIN' || node.type === undefined;
  if (node.tag === undefined && !isPlain) return text(source);
  const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const tag = node.tag?.startsWith(STANDARD) ? node.tag.slice(STANDARD.length) : (node.tag ?? '');
  if (!TAGS.has(tag)) throw new YamlProblem('a tag is not known');
  return (
    (tag === 'str' || tag === 'binary' ? null : resolved(source, tag, isQuoted)) ?? taggedValue(source, tag)
  );
}

// A block whose last line ends with the text, not with a line break, has no line break there.
function sourceOf(node: YamlScalar, { length }: Reader): string {
  const source = typeof node.value === 'string' ? node.value : (node.source ?? '');
  const isUnfinished = node.type?.startsWith('BLOCK') && (node.range?.[1] ?? 0) >= length;
  return isUnfinished ? source.replace(/\n$/, '') : source;
}

// What the text itself tells goes before what a tag says.
function resolved(source: string, tag: string, isQuoted: boolean): Value | null {
  if (source !== '' && !/^[-+.\dyYnNtTfFoO~]/.test(source)) return null;
  if (isQuoted) return text(source);
  const word = WORDS.get(source);
  if (word !== undefined) return scalar(word);
  if (INFINITIES.test(source)) throw new YamlProblem('a number is not finite');
  if (source.startsWith('.')) {
    const number = parseNumber(source);
    return number === null ? null : numberValue(number, 'yamldecode');
  }
  const timestamp = tag === '' || tag === 'timestamp' ? timestampText(source) : null;
  if (timestamp !== null) return text(timestamp);
  return /^[-+\d]/.test(source) && (INTEGER.test(source) || FLOAT.test(source))
    ? numberValue(numberOf(source), 'yamldecode')
    : null;
}

function taggedValue(source: string, tag: string): Value {
  switch (tag) {
    case '':
    case 'str':
      return text(source);
    case 'binary':
      if (!base64Bytes(source)) throw new YamlProblem('binary data is not base 64');
      return text(source);
    case 'null':
      return scalar(null);
    case 'int':
    case 'float':
      return numberValue(numberOf(source), 'yamldecode');
    default:
      throw new YamlProblem('a value is not what its tag says');
  }
}

function numberOf(source: string): number {
  const plain = source.replaceAll('_', '');
  const number = parseNumber(plain) ?? prefixedNumber(plain);
  if (number === null) throw new YamlProblem('a number is malformed');
  return number;
}

function prefixedNumber(plain: string): number | null {
  const [, sign, digits] = /^([-+]?)(0[oxb][0-9a-f]+)$/i.exec(plain) ?? [];
  const value = Number(digits);
  return digits === undefined || Number.isNaN(value) ? null : sign === '-' ? -value : value;
}

/** RFC 3339 of a YAML timestamp: short fields, blanks and missing times are allowed. */
function timestampText(source: string): string | null {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(\.\d+)?(Z|[+-]\d\d:\d\d))|(?: (\d\d?):(\d\d?):(\d\d?)(\.\d+)?))?$/.exec(
      source,
    );
  if (!match) return null;
  const two = (digits: string | undefined): string => (digits ?? '0').padStart(2, '0');
  const time = [match[4] ?? match[9], match[5] ?? match[10], match[6] ?? match[11]].map(two).join(':');
  const whole = `${match[1]}-${two(match[2])}-${two(match[3])}T${time}${match[8] ?? 'Z'}`;
  const timestamp = parseTimestamp(whole, false);
  return timestamp && writeTimestamp(timestamp);
}
