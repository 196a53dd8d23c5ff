// Base 64, URLs, CSV and paths. Semantics: developer.hashicorp.com/terraform/language/functions, "Encoding Functions" and "Filesystem Functions".

import { array, object, type Value } from '../../../model/value.ts';
import { define, onScalars, STRING, stringOf, TEXT, text } from './define.ts';
import { encoded } from './json.ts';
import { decodeText, encodeText } from './text-encodings.ts';
import type { TerraformFunction } from './types.ts';

const encodeBase64 = onScalars('base64encode', ['string'], value =>
  Buffer.from(value, 'utf8').toString('base64'),
);

const decodeBase64 = define('base64decode', [TEXT], ([subject], call) => {
  const source = stringOf(subject);
  if (source === null)
    return (subject!.kind === 'unknown' && encoded(subject!, 'base64encode')) || call.symbolic();
  const bytes = base64Bytes(source);
  const decoded = bytes && utf8Text(bytes);
  return decoded === null ? call.fail('`base64decode()` takes base 64 of a text in UTF-8') : text(decoded);
});

/** The bytes of standard base 64 with its padding, in which line breaks do not count; null for anything else. */
export function base64Bytes(source: string): Uint8Array | null {
  const compact = source.replace(/[\r\n]+/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return null;
  return Buffer.from(compact, 'base64');
}

/** The text that bytes are in UTF-8; null where they are none. */
export function utf8Text(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

// Go's bytes differ from those of other compressors.
const gzip = define('base64gzip', [STRING], (_, call) =>
  call.symbolic('`base64gzip()` is only known to Terraform itself'),
);

const encodeUrl = onScalars('urlencode', ['string'], value =>
  encodeURIComponent(value.replace(/\p{Cs}/gu, '\ufffd'))
    .replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+'),
);

const textEncode = define('textencodebase64', [STRING, STRING], ([value, encoding], call) => {
  const bytes = encodeText(stringOf(value)!, stringOf(encoding)!);
  if (bytes === 'unsupported') return call.symbolic('the encoding is not computed here');
  if (typeof bytes === 'string') return call.fail(`\`textencodebase64()\` ${TEXT_PROBLEMS[bytes]}`);
  return text(Buffer.from(bytes).toString('base64'));
});

const textDecode = define('textdecodebase64', [STRING, STRING], ([value, encoding], call) => {
  const bytes = base64Bytes(stringOf(value)!);
  const decoded = decodeText(bytes ?? new Uint8Array(), stringOf(encoding)!);
  if (!bytes) return call.fail('`textdecodebase64()` takes base 64');
  if ('problem' in decoded) {
    if (decoded.problem === 'unsupported') return call.symbolic('the encoding is not computed here');
    return call.fail(`\`textdecodebase64()\` ${TEXT_PROBLEMS[decoded.problem]}`);
  }
  return text(decoded.text);
});

const TEXT_PROBLEMS = {
  unknown: 'does not know the encoding',
  unencodable: 'was given characters that the encoding does not have',
} as const;

const decodeCsv = define('csvdecode', [STRING], ([source], call) => {
  const rows = parseCsv(stringOf(source)!);
  if (!rows) return call.fail('`csvdecode()` was given malformed CSV');
  const [header, ...records] = rows;
  if (!header) return call.fail('`csvdecode()` takes CSV with a header line');
  if (new Set(header).size < header.length)
    return call.fail('`csvdecode()` takes columns with different names');
  if (records.some(record => record.length !== header.length))
    return call.fail('`csvdecode()` takes lines with equally many fields');
  return array(records.map(record => recordValue(header, record)));
});

function recordValue(header: readonly string[], record: readonly string[]): Value {
  return object(new Map(header.map((name, index) => [name.normalize('NFC'), text(record[index]!)])));
}

/** The records of RFC 4180 as Go reads them: empty lines are left out, quotes only around whole fields. Null where it is malformed. */
function parseCsv(source: string): string[][] | null {
  const input = source.replaceAll('\r\n', '\n');
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < input.length) {
    if (record.length === 0 && input[at] === '\n') {
      at++;
      continue;
    }
    const field = input[at] === '"' ? quotedField(input, at) : plainField(input, at);
    if (!field) return null;
    record.push(field.text);
    at = field.end;
    const isMore = input[at] === ',';
    at++;
    if (isMore && at < input.length && input[at] !== '\n') continue;
    if (isMore) {
      record.push('');
      at++;
    }
    records.push(record);
    record = [];
  }
  return records;
}

function plainField(input: string, start: number): { text: string; end: number } | null {
  let end = start;
  while (end < input.length && input[end] !== ',' && input[end] !== '\n') end++;
  const text = input.slice(start, end);
  return text.includes('"') ? null : { text, end };
}

function quotedField(input: string, start: number): { text: string; end: number } | null {
  let text = '';
  for (let at = start + 1; ; ) {
    const quote = input.indexOf('"', at);
    if (quote < 0) return null;
    text += input.slice(at, quote);
    const after = input[quote + 1];
    if (after !== '"')
      return after === undefined || after === ',' || after === '\n' ? { text, end: quote + 1 } : null;
    text += '"';
    at = quote + 2;
  }
}

const baseName = onScalars('basename', ['string'], path => {
  if (path === '') return '.';
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
});

const dirName = onScalars('dirname', ['string'], path => cleanPath(path.slice(0, path.lastIndexOf('/') + 1)));

/** The shortest path that means the same, as Go's `filepath.Clean` on Unix. */
export function cleanPath(path: string): string {
  const isRooted = path.startsWith('/');
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    const canGoUp = names.length > 0 && names.at(-1) !== '..';
    if (name === '..' && canGoUp) names.pop();
    else if (name !== '..' || !isRooted) names.push(name);
  }
  return isRooted ? `/${names.join('/')}` : names.join('/') || '.';
}

export const ENCODING_FUNCTIONS: readonly TerraformFunction[] = [
  encodeBase64,
  decodeBase64,
  gzip,
  encodeUrl,
  textEncode,
  textDecode,
  decodeCsv,
  baseName,
  dirName,
];
