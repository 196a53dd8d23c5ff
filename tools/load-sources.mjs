// The product's own TypeScript for tools: what they name of it, bundled and loaded as it stands.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What `contents` exports, a module's text in which `./src/…` are the product's files. */
export async function loadSources(contents) {
  const folder = mkdtempSync(join(tmpdir(), 'aispm-sources-'));
  const outfile = join(folder, 'sources.cjs');
  await build({
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const loaded = createRequire(import.meta.url)(outfile);
  rmSync(folder, { recursive: true });
  return loaded;
}
