// What of a run is reported: what lies in the named paths, or in deployments whose root does.

import type { Finding } from '../model/finding.ts';
import { absolutePath, insideAny, isAbsolute, type Workspace, workspacePath } from './workspace.ts';

export interface ReportScope {
  /** Whether a path, as in `Source.path`, is named or lies in a named folder. */
  contains(path: string): boolean;
  /**
   * A finding whose place, or a place on the way to it, is named, or that a deployment with a named root has. Where the root is a
   * restored module, its parameter file stands for it.
   */
  includesFinding(finding: Pick<Finding, 'location' | 'related' | 'failing'>): boolean;
}

/**
 * `compiled` says for compiled templates on which source they are reported: to name one is to name its source. To name one of `inputs`
 * (absolute paths) is to name the deployments that are made with it.
 */
export function createReportScope(
  workspace: Workspace,
  compiled: ReadonlyMap<string, string>,
  inputs: Iterable<string> = [],
): ReportScope {
  const named = workspace.named.flatMap(({ path }) => [path, compiled.get(path) ?? path]);
  const isNamed = insideAny(named);
  const asking = new Set([...inputs].map(path => workspacePath(workspace, path)));
  const known = new Map<string, boolean>();

  function contains(path: string): boolean {
    const before = known.get(path);
    if (before !== undefined) return before;
    const result = isNamed(absolutePath(workspace, path));
    known.set(path, result);
    return result;
  }

  return {
    contains,
    includesFinding: ({ location, related, failing }) =>
      contains(location.source.path) ||
      related.some(place => contains(place.span.source.path)) ||
      failing.some(
        ({ root, inputs }) =>
          contains(root) ||
          inputs.some(path => asking.has(path)) ||
          (isAbsolute(root) && inputs.some(contains)),
      ),
  };
}

/** The scope without files of which nothing is to be said; `isExcluded` takes absolute paths. */
export function excluding(
  scope: ReportScope,
  workspace: Workspace,
  isExcluded: (path: string) => boolean,
): ReportScope {
  const isSilent = (path: string): boolean => isExcluded(absolutePath(workspace, path));
  return {
    contains: path => scope.contains(path) && !isSilent(path),
    includesFinding: finding => !isSilent(finding.location.source.path) && scope.includesFinding(finding),
  };
}
