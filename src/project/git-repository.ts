// A git repository as it lies on the disk: which commit a name means, what a commit holds, where two histories part.
// Promises messages that say how to get what is missing. Starts no process.

import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type GitObjects, openObjects } from './git-objects.ts';

/** Something about the repository that a user can mend; the message says how. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

export interface GitRepository {
  readonly objects: GitObjects;
  /** Of this worktree: where HEAD and the index are. */
  readonly folder: string;
  /** The commit that a name means: a branch, tag, id, `HEAD~2`. */
  commit(name: string): string;
  /** The tree of a commit. */
  treeOf(commit: string): string;
  /** The best common ancestor; the second commit itself where the two have nothing in common. */
  mergeBase(one: string, other: string): string;
}

/** The repository around a folder that has a `.git`. */
export function openRepository(root: string): GitRepository {
  const folder = gitFolder(root);
  const common = resolve(folder, textIn(join(folder, 'commondir'))?.trim() ?? '.');
  checkFormat(textIn(join(common, 'config')) ?? '');
  const objects = openObjects(join(common, 'objects'));
  const shallow = new Set((textIn(join(common, 'shallow')) ?? '').split('\n').filter(line => line !== ''));
  const packed = lazy(() => packedRefs(textIn(join(common, 'packed-refs')) ?? ''));

  function ref(name: string, depth = 0): string | null {
    if (depth > 10 || name.includes('..')) return null;
    const text = textIn(join(folder, name)) ?? textIn(join(common, name));
    const target = /^ref: (.+)/.exec(text ?? '')?.[1];
    if (target) return ref(target.trim(), depth + 1);
    const id = /^[0-9a-f]{40}/.exec(text ?? '')?.[0];
    return id ?? packed().get(name) ?? null;
  }

  function idOf(name: string): string {
    const base = name === '@' ? 'HEAD' : name;
    for (const prefix of ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/']) {
      const id = ref(prefix + base);
      if (id !== null) return id;
    }
    const head = ref(`refs/remotes/${base}/HEAD`);
    if (head !== null) return head;
    if (!/^[0-9a-f]{4,40}$/i.test(base)) throw missingRef(base);
    const ids = base.length === 40 ? [base.toLowerCase()] : objects.idsFrom(base.toLowerCase());
    const commits = ids.filter(id => ['commit', 'tag'].includes(objects.read(id)?.type ?? ''));
    if (commits.length === 0) throw missingRef(base);
    if (commits.length > 1)
      throw new GitError(`${base} is the beginning of ${commits.length} commits: write more of it`);
    return commits[0]!;
  }

  function missingRef(name: string): GitError {
    const [remote, ...branch] = name.split('/');
    const known = branch.length > 0 && remote === 'origin';
    const fetch = known ? `git fetch origin ${branch.join('/')}` : `git fetch origin ${name}`;
    const isShallow = shallow.size > 0;
    const more = isShallow
      ? `; this clone is shallow: ${HOW_TO_DEEPEN}`
      : known
        ? ''
        : ` and name it origin/${name}, if it is a branch there`;
    return new GitError(`git knows no ${name} here: \`${fetch}\`${more}`);
  }

  /** The object behind tags. */
  function peel(id: string, name: string): string {
    let current = id;
    for (let depth = 0; depth < 10; depth++) {
      const found = objects.read(current);
      if (found === null) throw new GitError(`the commit of ${name} is not in this clone: ${HOW_TO_DEEPEN}`);
      if (found.type === 'commit') return current;
      const target = /^object ([0-9a-f]{40})/.exec(found.bytes.toString('latin1', 0, 60))?.[1];
      if (found.type !== 'tag' || !target) break;
      current = target;
    }
    throw new GitError(`${name} is no commit`);
  }

  function headerOf(id: string): Header | null {
    const found = objects.read(id);
    if (found?.type !== 'commit') return null;
    const text = found.bytes.toString('latin1');
    const end = text.indexOf('\n\n');
    const head = end < 0 ? text : text.slice(0, end);
    const parents = [...head.matchAll(/^parent ([0-9a-f]{40})$/gm)].map(match => match[1]!);
    return {
      tree: /^tree ([0-9a-f]{40})$/m.exec(head)?.[1] ?? '',
      parents: shallow.has(id) ? [] : parents,
      time: Number(/^committer .*> (\d+) [-+]\d+$/m.exec(head)?.[1] ?? 0),
    };
  }

  function commit(name: string): string {
    const [, base = '', steps = ''] =
      /^(.*?)((?:[~^]\d*)*)$/.exec(name.replace(/\^\{(?:commit)?\}$/, '')) ?? [];
    let current = peel(idOf(base), base);
    for (const [, sign, digits] of steps.matchAll(/([~^])(\d*)/g)) {
      const number = digits === '' ? 1 : Number(digits);
      const parents =
        sign === '^' ? [number - 1] : Array.from({ length: Math.min(number, 100_000) }, () => 0);
      for (const parent of sign === '^' && number === 0 ? [] : parents) {
        const next = headerOf(current)?.parents[parent];
        if (next === undefined) {
          const hint =
            shallow.size > 0 ? `: this clone is shallow: ${HOW_TO_DEEPEN}` : ': its history is shorter';
          throw new GitError(`there is no ${name}${hint}`);
        }
        current = next;
      }
    }
    return current;
  }

  return {
    objects,
    folder,
    commit,
    treeOf: id => {
      const header = headerOf(id);
      if (header === null) throw new GitError(`the commit ${id} is not in this clone: ${HOW_TO_DEEPEN}`);
      return header.tree;
    },
    mergeBase: (one, other) => {
      const base = commonAncestor(one, other, headerOf);
      if (base !== null) return base;
      if (shallow.size > 0)
        throw new GitError(
          `where the histories part is not in this clone, which is shallow: ${HOW_TO_DEEPEN}`,
        );
      return other;
    },
  };
}

const HOW_TO_DEEPEN = '`git fetch --unshallow`, in GitHub Actions `fetch-depth: 0` for actions/checkout';

interface Header {
  readonly tree: string;
  readonly parents: readonly string[];
  /** Seconds since 1970. */
  readonly time: number;
}

const FROM_BOTH = 3;
/** Behind a common ancestor that is nearer. */
const STALE = 4;

/**
 * The youngest common ancestor that lies behind no other, as `git merge-base` finds it: both histories are walked, youngest commits first,
 * until everything that is left lies behind common ancestors; where there are several, to the end, for one may lie behind another. Dates
 * only say what is looked at first: clocks differ.
 */
function commonAncestor(one: string, other: string, headerOf: (id: string) => Header | null): string | null {
  const marks = new Map<string, number>();
  const queue: { id: string; header: Header }[] = [];
  const reach = (id: string, mark: number): void => {
    const before = marks.get(id) ?? 0;
    if ((before | mark) === before) return;
    marks.set(id, before | mark);
    const header = headerOf(id);
    if (header === null) return;
    let at = queue.length;
    while (at > 0 && queue[at - 1]!.header.time > header.time) at--;
    queue.splice(at, 0, { id, header });
  };
  const isStale = (id: string): boolean => (marks.get(id)! & STALE) !== 0;
  const common = new Set<string>();
  reach(one, 1);
  reach(other, 2);
  while (queue.some(({ id }) => !isStale(id)) || (common.size > 1 && queue.length > 0)) {
    const { id, header } = queue.pop()!;
    const mark = marks.get(id)!;
    if (mark === FROM_BOTH) common.add(id);
    for (const parent of header.parents) reach(parent, mark >= FROM_BOTH ? FROM_BOTH | STALE : mark);
  }
  return [...common].find(id => !isStale(id)) ?? null;
}

/** `.git` is a folder, or in worktrees and submodules a file that names one. */
function gitFolder(root: string): string {
  const path = join(root, '.git');
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return path;
  const target = /^gitdir: (.+)/.exec(textIn(path) ?? '')?.[1];
  if (!target) throw new GitError(`${root} is no git repository`);
  return resolve(root, target.trim());
}

function checkFormat(config: string): void {
  const value = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, 'im').exec(config)?.[1]?.toLowerCase();
  if ((value('objectformat') ?? 'sha1') !== 'sha1')
    throw new GitError('repositories with SHA-256 object names are not supported yet');
  if ((value('refstorage') ?? 'files') !== 'files')
    throw new GitError(
      'repositories with reftables are not supported yet: `git refs migrate --ref-format=files`',
    );
}

function packedRefs(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^([0-9a-f]{40}) (\S+)$/gm)].map(([, id, name]) => [name!, id!]));
}

function textIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
