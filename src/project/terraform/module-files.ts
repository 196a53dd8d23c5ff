// The files that functions of a configuration may read (`file()`, `templatefile()`, `fileset()`): inside of the workspace and nowhere else.

import { posix } from 'node:path';
import type { Missing } from '../../model/files.ts';
import type { ModuleFiles } from '../../parsers/terraform/functions/types.ts';
import type { Sources } from '../sources.ts';
import { isAbsolute, isInside, type Workspace, workspacePath } from '../workspace.ts';

/** More files than this are nobody's templates. */
const MOST_LISTED = 10_000;

/** Paths are relative to the root's folder, as in `path.module`. */
export function createModuleFiles(root: string, workspace: Workspace, sources: Sources): ModuleFiles {
  const { disk } = workspace;

  /** Without links; null where there is nothing. */
  function locate(path: string): string | null | Missing {
    const forward = path.replaceAll('\\', '/');
    if (isAbsolute(forward) || forward.startsWith('~')) return outside(path);
    const target = posix.join(root, forward);
    if (!isInside(target, workspace.root)) return outside(path);
    const real = disk.realPath(target);
    return real === null || isInside(real, workspace.root) ? real : outside(path);
  }

  function listFiles(folder: string): readonly string[] | Missing {
    const start = locate(folder);
    if (start === null || disk.kindOf(String(start)) !== 'folder')
      return { missing: true, reason: `folder \`${folder}\` does not exist` };
    if (typeof start !== 'string') return start;
    const found: string[] = [];
    const open = [''];
    for (let below = open.pop(); below !== undefined && found.length < MOST_LISTED; below = open.pop()) {
      const listing = disk.list(posix.join(start, below));
      for (const name of listing?.files ?? []) found.push(posix.join(below, name));
      for (const name of listing?.folders ?? []) open.push(posix.join(below, name));
    }
    return found.sort();
  }

  return {
    readBytes(path) {
      const target = locate(path);
      if (target === null) return { missing: true, reason: `file \`${path}\` does not exist` };
      if (typeof target !== 'string') return target;
      const bytes = sources.readBytes(target);
      if (bytes instanceof Uint8Array) return bytes;
      return { missing: true, reason: `file \`${workspacePath(workspace, target)}\` cannot be read` };
    },
    exists(path) {
      const target = locate(path);
      if (target === null) return false;
      return typeof target === 'string' ? disk.kindOf(target) === 'file' : target;
    },
    listFiles,
  };
}

function outside(path: string): Missing {
  return { missing: true, reason: `\`${path}\` lies outside of the workspace` };
}
