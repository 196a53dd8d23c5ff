// What `terraform init` has put on this machine, by the list that it keeps of it.
// Refuses to know what is in a module.

import { posix } from 'node:path';
import type { Sources } from '../sources.ts';
import { isSource } from '../sources.ts';
import { isInside, type Workspace } from '../workspace.ts';

/** The folders of the modules that are not local, by the names of the calls that lead there: `ai.endpoint`. */
export type RestoredModules = ReadonlyMap<string, string>;

const NONE: RestoredModules = new Map();

/** The modules restored for a root. Folders outside of the workspace are left out. */
export function restoredModules(root: string, workspace: Workspace, sources: Sources): RestoredModules {
  const list = posix.join(root, '.terraform/modules/modules.json');
  const { disk } = workspace;
  if (disk.kindOf(list) !== 'file') return NONE;
  const source = sources.read(list);
  sources.forget(list);
  if (!isSource(source)) return NONE;
  const folders = new Map<string, string>();
  for (const { Key, Dir } of entriesOf(source.text)) {
    if (typeof Key !== 'string' || typeof Dir !== 'string' || Key === '') continue;
    const real = disk.realPath(posix.join(root, Dir.replaceAll('\\', '/')));
    if (real !== null && isInside(real, workspace.root) && isRestored(real)) folders.set(Key, real);
  }
  return folders;
}

/** Whether a path lies where `terraform init` puts things: nobody edits those. */
export function isRestored(path: string): boolean {
  return /(?:^|\/)\.terraform\//.test(path);
}

interface Entry {
  readonly Key?: unknown;
  readonly Dir?: unknown;
}

function entriesOf(text: string): readonly Entry[] {
  try {
    const { Modules } = JSON.parse(text) as { readonly Modules?: unknown };
    return Array.isArray(Modules) ? Modules.filter(each => typeof each === 'object' && each !== null) : [];
  } catch {
    return [];
  }
}
