// Hashes of strings and names made from them. Semantics: developer.hashicorp.com/terraform/language/functions, "Hash and Crypto Functions".

import { createHash } from '../../text/create-hash.ts';
import { define, onScalars, STRING } from './define.ts';
import type { TerraformFunction } from './types.ts';

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';

/** The digest of bytes or of a string in UTF-8. */
export function hashOf(data: Uint8Array | string, algorithm: Algorithm, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(data).digest(encoding);
}

function hashing(name: string, algorithm: Algorithm, encoding: 'hex' | 'base64'): TerraformFunction {
  return onScalars(name, ['string'], value => hashOf(value, algorithm, encoding));
}

/** RFC 4122, appendix C. */
const NAMESPACES: Readonly<Record<string, string>> = {
  dns: '6ba7b8109dad11d180b400c04fd430c8',
  url: '6ba7b8119dad11d180b400c04fd430c8',
  oid: '6ba7b8129dad11d180b400c04fd430c8',
  x500: '6ba7b8149dad11d180b400c04fd430c8',
};

const uuidV5 = onScalars('uuidv5', ['string', 'string'], (namespace, name) => {
  const hex = Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace]! : uuidDigits(namespace);
  if (hex === null)
    return { failure: '`uuidv5()` takes a UUID, or `dns`, `url`, `oid` or `x500`, as namespace' };
  const digest = createHash('sha1').update(Buffer.from(hex, 'hex')).update(name, 'utf8').digest();
  const bytes = digest.subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
});

/** The digits of a UUID in any of the forms that Go's parser takes. */
function uuidDigits(text: string): string | null {
  const plain =
    /^(?:urn:uuid:(?=.{36}$)|\{(?=.{36}\}$))?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})\}?$/i.exec(
      text,
    );
  if (plain) return plain.slice(1).join('');
  return /^[0-9a-f]{32}$/i.test(text) ? text : null;
}

const rsaDecrypt = define('rsadecrypt', [STRING, STRING], (_, call) =>
  call.symbolic('`rsadecrypt()` is not computed: nothing is decrypted'),
);

export const HASHING_FUNCTIONS: readonly TerraformFunction[] = [
  hashing('md5', 'md5', 'hex'),
  hashing('sha1', 'sha1', 'hex'),
  hashing('sha256', 'sha256', 'hex'),
  hashing('sha512', 'sha512', 'hex'),
  hashing('base64sha256', 'sha256', 'base64'),
  hashing('base64sha512', 'sha512', 'base64'),
  uuidV5,
  rsaDecrypt,
];
