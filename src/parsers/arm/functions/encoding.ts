// Base 64, data URIs and percent encoding, all in UTF-8 as .NET does them.
// Semantics: learn.microsoft.com, "String functions for ARM templates".

import { scalar } from '../../../model/value.ts';
import { define, defineOnText, failure, stringOf, symbolic, wrongType } from './arguments.ts';
import { jsonText, scalarText } from './convert.ts';
import { parseJson } from './json.ts';
import type { TemplateFunction } from './types.ts';

const base64 = defineOnText('base64', encodeBase64);

const base64ToString = defineOnText('base64ToString', decodeBase64, 'a base64 string');

const base64ToJson = define('base64ToJson', 1, 1, (args, invocation) => {
  const text = stringOf(args[0]);
  const decoded = text === null ? undefined : decodeBase64(text);
  if (decoded === undefined) return wrongType(args, invocation, 0, 'a base64 string');
  const value = parseJson(decoded);
  return value ?? failure(args, invocation, '`base64ToJson()` was given a string that is not JSON');
});

const dataUri = define('dataUri', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind === 'array' || value?.kind === 'object') {
    const json = jsonText(value);
    if (json === null) return symbolic(args, invocation);
    return scalar(`data:application/json;charset=utf-8;base64,${encodeBase64(json)}`);
  }
  if (value?.kind === 'lambda') return wrongType(args, invocation, 0, 'a value');
  const text = value?.kind === 'scalar' ? scalarText(value.value) : '';
  const type = stringOf(value) === null ? 'application/json' : 'text/plain';
  return scalar(`data:${type};charset=utf-8;base64,${encodeBase64(text)}`);
});

const dataUriToString = defineOnText('dataUriToString', decodeDataUri, 'a data URI in UTF-8');

function decodeDataUri(uri: string): string | undefined {
  const [, metadata, data] = /^data:([^,]*),([\s\S]*)$/i.exec(uri) ?? [];
  if (metadata === undefined || data === undefined) return undefined;
  const [, ...attributes] = metadata.toLowerCase().split(';');
  const charset = attributes.find(attribute => attribute.startsWith('charset='));
  if (charset !== undefined && charset !== 'charset=utf-8' && charset !== 'charset=utf8') return undefined;
  return attributes.at(-1) === 'base64' ? decodeBase64(data) : percentDecode(data);
}

function encodeBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function decodeBase64(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined;
  return Buffer.from(compact, 'base64').toString('utf8');
}

/** Everything but letters, digits and `-._~` as the percent-encoded bytes of its UTF-8 form. */
function percentEncode(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const char = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9._~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

// As .NET's `HttpUtility.UrlDecode`: a plus sign is a space, and a percent sign that is no escape stays.
function percentDecode(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(/(%[0-9a-f]{2})+/gi, escapes =>
      Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
}

export const ENCODING_FUNCTIONS: readonly TemplateFunction[] = [
  base64,
  base64ToString,
  base64ToJson,
  dataUri,
  dataUriToString,
  defineOnText('uriComponent', percentEncode),
  defineOnText('uriComponentToString', percentDecode),
];
