// Node's own hashes for the functions that languages have. They are loaded with the first hash: loading takes longer than linting a file.

import type { Hash } from 'node:crypto';
import { createRequire } from 'node:module';

/** `createHash` of `node:crypto`. */
export function createHash(algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'): Hash {
  return loadCrypto().createHash(algorithm);
}

function loadCrypto(): typeof import('node:crypto') {
  return typeof require === 'function'
    ? require('node:crypto')
    : createRequire(import.meta.url)('node:crypto');
}
