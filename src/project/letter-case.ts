// Names of files that differ from what is on the disk by the case of letters alone: Windows and macOS find them, and so do their users.

import { posix } from 'node:path';
import type { Disk } from './disk.ts';

/** What `target`, a path below `root`, leads to if case is ignored where it must be; null where there is nothing, or more than one thing. */
export function realPathInOtherCase(disk: Disk, root: string, target: string): string | null {
  let path = root;
  for (const name of posix.relative(root, target).split('/')) {
    const found = entryCalled(name, path, disk);
    if (found === null) return null;
    path = posix.join(path, found);
  }
  return disk.realPath(path);
}

function entryCalled(name: string, folder: string, disk: Disk): string | null {
  if (disk.kindOf(posix.join(folder, name)) !== null) return name;
  const listing = disk.list(folder);
  if (listing === null) return null;
  const wanted = name.toLowerCase();
  const [only, another] = [...listing.files, ...listing.folders, ...listing.links].filter(
    each => each.toLowerCase() === wanted,
  );
  return only !== undefined && another === undefined ? only : null;
}
