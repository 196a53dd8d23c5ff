// What `.gitignore` files say of a path, as git reads them: the nearest file that has an opinion decides.

import { Buffer } from 'node:buffer';
import { posix } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { type Disk, isProblem } from './disk.ts';

/** The rules that hold in a folder, innermost first. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly outer: IgnoreRules | null;
}

const LONGEST = 1 << 20;

/** The rules for a folder that has a `.gitignore`, on top of those around it. Unreadable ones ignore nothing. */
export function addIgnoreFile(folder: string, outer: IgnoreRules | null, disk: Disk): IgnoreRules | null {
  const bytes = disk.read(posix.join(folder, '.gitignore'), LONGEST);
  if (isProblem(bytes)) return outer;
  return { folder, rules: ignore().add(Buffer.from(bytes).toString('utf8')), outer };
}

/** Whether a path somewhere in the rules' folder is ignored. */
export function isIgnored(path: string, kind: 'file' | 'folder', innermost: IgnoreRules | null): boolean {
  for (let level = innermost; level !== null; level = level.outer) {
    const relative = path.slice(level.folder.length + (level.folder.endsWith('/') ? 0 : 1));
    const opinion = level.rules.test(kind === 'folder' ? `${relative}/` : relative);
    if (opinion.ignored) return true;
    if (opinion.unignored) return false;
  }
  return false;
}
