// The licences of the libraries that are inside the bundles: each asks to go wherever its code goes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** One text: name, version and licence of every package of which a module is bundled. */
export async function thirdPartyLicences(root, entries) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outdir: 'dist',
    write: false,
    metafile: true,
    logLevel: 'error',
    logOverride: { 'empty-import-meta': 'silent' },
  });
  const packages = Object.keys(metafile.inputs).flatMap(path => {
    const found = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path);
    return found ? [found[1]] : [];
  });
  return [...new Set(packages)]
    .sort()
    .map(folder => licenceIn(join(root, folder)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceIn(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(each => /^licen[cs]e/i.test(each));
  if (!file) throw new Error(`${name} ${version} has no licence file`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
