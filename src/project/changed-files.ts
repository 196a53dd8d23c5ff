// Which files differ between two states of a repository, as far as it matters to infrastructure code, so that the rest need not be judged.

import { posix } from 'node:path';
import { decodeAnything } from './decode.ts';
import { discover } from './discover.ts';
import { type Disk, isProblem } from './disk.ts';
import { isSupported } from './file-types.ts';
import type { Snapshot } from './git-snapshots.ts';
import { openWorkspace } from './workspace.ts';

/** More changed files than this are no change but another project. */
const MOST_CHANGED = 500;
/** What these say holds for everything around them. */
const FAR_REACHING = new Set(['aispm.yaml', 'bicepconfig.json', 'cdk.json', 'modules.json', '.gitignore']);

/** Paths by which two snapshots differ, relative to the repository. */
export function differences(one: Snapshot, other: Snapshot, folder = ''): string[] {
  const [left, right] = [one.list(folder), other.list(folder)];
  if (left === right) return [];
  const names = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
  return [...names].flatMap(name => {
    const path = folder === '' ? name : `${folder}/${name}`;
    const [before, after] = [left?.get(name), right?.get(name)];
    const isFolder = before?.kind === 'folder' || after?.kind === 'folder';
    if (before && after && before.id === after.id && before.id !== '') return [];
    if (isFolder) return differences(one, other, path);
    return [path];
  });
}

/** Infrastructure code on the disk that is not what a snapshot holds, relative to the repository. */
export function differencesOnDisk(
  snapshot: Snapshot,
  root: string,
  disk: Disk,
  blobId: (bytes: Uint8Array) => string,
): string[] {
  const { files } = discover(openWorkspace([root], disk));
  const found = new Set(files.map(({ path }) => posix.relative(root, path)));
  const changed = [...found].filter(relative => {
    const bytes = disk.read(posix.join(root, relative), Number.MAX_SAFE_INTEGER);
    return isProblem(bytes) || blobId(bytes) !== snapshot.entry(relative)?.id;
  });
  const gone = filesIn(snapshot).filter(
    path => isSupported(path) && !found.has(path) && disk.kindOf(posix.join(root, path)) === null,
  );
  return [...changed, ...gone];
}

function filesIn(snapshot: Snapshot, folder = ''): string[] {
  return [...(snapshot.list(folder) ?? [])].flatMap(([name, { kind }]) => {
    const path = folder === '' ? name : `${folder}/${name}`;
    return kind === 'folder' ? filesIn(snapshot, path) : [path];
  });
}

/** The changed infrastructure code by absolute path; null where a change may reach everything. */
export function relevantAmong(
  changed: readonly string[],
  root: string,
  disk: Disk,
): readonly string[] | null {
  if (changed.length > MOST_CHANGED) return null;
  if (changed.some(path => FAR_REACHING.has(posix.basename(path)))) return null;
  const others = changed.filter(path => !isSupported(path)).map(path => posix.basename(path));
  if (others.length > 0 && isAnyMentioned(others, root, disk)) return null;
  return changed.filter(isSupported).map(path => posix.join(root, path));
}

/** Whether some infrastructure code may read one of some files: it has its name in it. */
function isAnyMentioned(names: readonly string[], root: string, disk: Disk): boolean {
  return discover(openWorkspace([root], disk)).files.some(({ path }) => {
    const bytes = disk.read(path, Number.MAX_SAFE_INTEGER);
    if (isProblem(bytes)) return false;
    const text = decodeAnything(bytes);
    return names.some(name => text.includes(name));
  });
}
