// What the checked-out commit is compared with.

import { posix } from 'node:path';
import { openRepository } from '../project/git-repository.ts';
import { nodeDisk } from '../project/node-disk.ts';
import { gitRoot } from '../project/workspace.ts';
import { type Environment, eventOf } from './environment.ts';

/** Compare with nothing, report everything. */
const NOTHING = 'none';

/** The commit, branch or tag to compare with; null to report everything. `asked` is the input `since`. */
export function baseOf(asked: string, folder: string, environment: Environment): string | null {
  if (asked !== '') return asked === NOTHING ? null : asked;
  const { pull_request: pull, merge_group: group } = eventOf(environment);
  if (group?.base_sha) return group.base_sha;
  if (!pull?.base?.sha) return null;
  return isMergeOfPull(folder, environment) ? 'HEAD^1' : pull.base.sha;
}

/**
 * Whether GitHub's own merge of the pull request is checked out, as actions/checkout does where nobody says otherwise. Its first parent is
 * the base as it is now, and a clone of depth 2 has it; the event's may be older.
 */
function isMergeOfPull(folder: string, { GITHUB_REF: ref, GITHUB_SHA: commit }: Environment): boolean {
  if (!/^refs\/pull\/\d+\/merge$/.test(ref ?? '')) return false;
  const disk = nodeDisk(folder);
  const root = gitRoot(disk.workingFolder, disk);
  if (root === null) return false;
  return openRepository(posix.normalize(root)).commit('HEAD') === commit;
}
