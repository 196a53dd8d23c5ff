// Texts in other encodings than UTF-8, by their IANA names. LIMIT: encodings of several bytes to a character beside UTF-16 are read, but not written.

type Problem = 'unknown' | 'unencodable' | 'unsupported';

/** The bytes of a text, or why there are none. */
export function encodeText(value: string, encoding: string): Uint8Array | Problem {
  const name = encoding.toLowerCase();
  const utf16 = UTF16[name];
  if (utf16) return encodeUtf16(value, utf16);
  if (UTF8.has(name)) return Buffer.from(value, 'utf8');
  if (!isKnownName(name)) return 'unknown';
  const bytes = tableOf(name);
  if (!bytes) return 'unsupported';
  const result: number[] = [];
  for (const char of value) {
    const byte = bytes.get(char);
    if (byte === undefined) return 'unencodable';
    result.push(byte);
  }
  return Uint8Array.from(result);
}

/** The text of bytes, or why there is none. */
export function decodeText(
  bytes: Uint8Array,
  encoding: string,
): { readonly text: string } | { readonly problem: Problem } {
  const name = encoding.toLowerCase();
  const utf16 = UTF16[name];
  const label = utf16 ? utf16.order : UTF8.has(name) ? 'utf-8' : name;
  if (!utf16 && !UTF8.has(name) && !isKnownName(name)) return { problem: 'unknown' };
  if (LATIN1.has(name)) return { text: Buffer.from(bytes).toString('latin1') };
  if (ASCII.has(name)) {
    return bytes.some(byte => byte > 127)
      ? { problem: 'unencodable' }
      : { text: Buffer.from(bytes).toString('latin1') };
  }
  if (name === 'windows-1252') return decodeWindows1252(bytes);
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: !utf16?.mark }).decode(bytes);
    return text.includes('\ufffd') ? { problem: 'unencodable' } : { text };
  } catch {
    return { problem: 'unencodable' };
  }
}

// Some versions of Node.js take it for ISO 8859-1. Question marks stand for bytes without a character.
const WINDOWS_1252 = '€?‚ƒ„…†‡ˆ‰Š‹Œ?Ž??‘’“”•–—˜™š›œ?žŸ';

function decodeWindows1252(bytes: Uint8Array): { readonly text: string } | { readonly problem: Problem } {
  let text = '';
  for (const byte of bytes) {
    const char = byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252[byte - 0x80]! : String.fromCharCode(byte);
    if (char === '?' && byte !== 0x3f) return { problem: 'unencodable' };
    text += char;
  }
  return { text };
}

interface Utf16 {
  readonly order: 'utf-16le' | 'utf-16be';
  /** Whether a byte order mark comes first. */
  readonly mark: boolean;
}

const UTF16: Readonly<Record<string, Utf16 | undefined>> = {
  'utf-16le': { order: 'utf-16le', mark: false },
  csutf16le: { order: 'utf-16le', mark: false },
  'utf-16be': { order: 'utf-16be', mark: false },
  csutf16be: { order: 'utf-16be', mark: false },
  'utf-16': { order: 'utf-16be', mark: true },
  csutf16: { order: 'utf-16be', mark: true },
};
const UTF8 = new Set(['utf-8', 'csutf8']);
const ASCII = new Set([
  'us-ascii',
  'ascii',
  'csascii',
  'ansi_x3.4-1968',
  'iso646-us',
  'us',
  'cp367',
  'ibm367',
]);
const LATIN1 = new Set([
  'iso-8859-1',
  'iso_8859-1',
  'latin1',
  'l1',
  'ibm819',
  'cp819',
  'csisolatin1',
  'iso-ir-100',
]);

function encodeUtf16(value: string, { order, mark }: Utf16): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${value}` : value, 'utf16le');
  return order === 'utf-16be' ? bytes.swap16() : bytes;
}

function isKnownName(name: string): boolean {
  if (ASCII.has(name) || LATIN1.has(name)) return true;
  if (
    !/^(iso-8859-\d+|windows-\d+|koi8-[ru]|ibm866|macintosh|shift_jis|euc-(jp|kr)|gbk|gb18030|big5|iso-2022-jp)$/.test(
      name,
    )
  ) {
    return false;
  }
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}

/** Which byte each character is, in an encoding of one byte to a character; null for others. */
function tableOf(name: string): ReadonlyMap<string, number> | null {
  if (/^(shift_jis|euc-|gb|big5|iso-2022)/.test(name)) return null;
  const last = ASCII.has(name) ? 127 : 255;
  const table = new Map<string, number>();
  for (let byte = 0; byte <= last; byte++) {
    const decoded = decodeText(Uint8Array.of(byte), name);
    if ('text' in decoded) table.set(decoded.text, byte);
  }
  return table;
}
