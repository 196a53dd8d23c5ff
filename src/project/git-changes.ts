// What came after a state of the repository: the files as they were, as they are judged, and the lines that were touched.

import { diffLines, linesOfText } from '../model/line-diff.ts';
import { differences, differencesOnDisk, relevantAmong } from './changed-files.ts';
import { decodeText } from './decode.ts';
import { type Disk, isProblem } from './disk.ts';
import { blobId, snapshotDisk } from './git-disk.ts';
import { GitError, openRepository } from './git-repository.ts';
import { indexSnapshot, treeSnapshot } from './git-snapshots.ts';

export interface Changes {
  /** The files as they were. */
  readonly before: Disk;
  /** The files as they are to be judged. */
  readonly after: Disk;
  /** Changed infrastructure code by absolute path; null where a change may reach everything. */
  readonly files: readonly string[] | null;
  /** Whether any of some lines (from 1) of a text are not as they were; `path` is absolute. */
  isTouched(path: string, text: string, first: number, last: number): boolean;
}

/** Since the point where HEAD left `ref`; the files are judged as they lie on the disk. Throws a GitError. */
export function changesSince(ref: string, root: string | null, disk: Disk): Changes {
  const folder = rootOf(root, '--since');
  const repository = openRepository(folder);
  const base = repository.mergeBase(repository.commit('HEAD'), repository.commit(ref));
  const snapshot = treeSnapshot(repository.treeOf(base), repository.objects);
  const index = indexSnapshot(repository.folder, repository.objects);
  const changed = [...differences(snapshot, index), ...differencesOnDisk(index, folder, disk, blobId)];
  const files = relevantAmong([...new Set(changed)], folder, disk);
  return changes(snapshotDisk(disk, folder, snapshot, repository.objects), disk, files);
}

/** What is staged since the last commit; before the first commit that is everything. Throws a GitError. */
export function stagedChanges(root: string | null, disk: Disk): Changes {
  const folder = rootOf(root, '--staged');
  const { objects, folder: gitFolder, ...repository } = openRepository(folder);
  const tree = hasCommits() ? repository.treeOf(repository.commit('HEAD')) : EMPTY_TREE;
  const head = tree === EMPTY_TREE ? NOTHING : treeSnapshot(tree, objects);
  const index = indexSnapshot(gitFolder, objects);
  const after = snapshotDisk(disk, folder, index, objects);
  const files = relevantAmong(differences(head, index), folder, after);
  return changes(snapshotDisk(disk, folder, head, objects), after, files);

  function hasCommits(): boolean {
    try {
      repository.commit('HEAD');
      return true;
    } catch (error) {
      if (error instanceof GitError) return false;
      throw error;
    }
  }
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const NOTHING = {
  entry: (path: string) => (path === '' ? ({ kind: 'folder', id: EMPTY_TREE } as const) : null),
  list: (folder: string) => (folder === '' ? new Map() : null),
};

function rootOf(root: string | null, option: string): string {
  if (root === null)
    throw new GitError(`${option} needs a git repository, and there is none around these paths`);
  return root;
}

function changes(before: Disk, after: Disk, files: Changes['files']): Changes {
  const known = new Map<string, ReadonlySet<number> | null>();

  /** The lines that are not as they were; null where the whole file is new. */
  function touchedLines(path: string, text: string): ReadonlySet<number> | null {
    const bytes = before.read(path, Number.MAX_SAFE_INTEGER);
    const old = isProblem(bytes) ? null : decodeText(bytes);
    if (typeof old !== 'string') return null;
    const lines = new Set<number>();
    for (const change of diffLines(linesOfText(old), linesOfText(text)))
      for (let line = change.new.from; line < change.new.to; line++) lines.add(line + 1);
    return lines;
  }

  return {
    before,
    after,
    files,
    isTouched: (path, text, first, last) => {
      if (!known.has(path)) known.set(path, touchedLines(path, text));
      const lines = known.get(path) ?? null;
      if (lines === null) return true;
      for (let line = first; line <= last; line++) if (lines.has(line)) return true;
      return false;
    },
  };
}
