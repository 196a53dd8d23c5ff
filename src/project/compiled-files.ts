// JSON that a Bicep file beside it was compiled into: reported on the Bicep file, so not read itself.

import { posix } from 'node:path';

/** Names that people give to compiled templates whatever the Bicep file is called. */
const USUAL_COMPILED = new Set(['azuredeploy', 'main', 'maintemplate', 'template', 'deploy']);
const USUAL_SOURCES = ['main', 'azuredeploy', 'maintemplate', 'template', 'deploy'];

/** The Bicep file that a compiled template came from: of the same name, else `azuredeploy.json` from `main.bicep` and the like. Null where none is there. */
export function sourceOfCompiled(compiled: string, exists: (path: string) => boolean): string | null {
  const folder = posix.dirname(compiled);
  const stem = stemOf(compiled);
  const stems = USUAL_COMPILED.has(stem.toLowerCase()) ? [stem, ...USUAL_SOURCES] : [stem];
  for (const each of stems) {
    const path = posix.join(folder, `${each}.bicep`);
    if (exists(path)) return path;
  }
  return null;
}

/** The Bicep parameter file that a JSON one was compiled from: of the same name. Null where none is there. */
export function sourceOfCompiledParameters(
  compiled: string,
  exists: (path: string) => boolean,
): string | null {
  const path = posix.join(posix.dirname(compiled), `${stemOf(compiled)}.bicepparam`);
  return exists(path) ? path : null;
}

/** A file's name without folder and extension. */
export function stemOf(path: string): string {
  const name = posix.basename(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}
