// What of a run is reported: what lies in the named paths, or in deployments whose root does.

import type { Finding } from '../model/finding.ts';
import { absolutePath, isInside, type Workspace } from './workspace.ts';

export interface ReportScope {
  /** Whether a path, as in `Source.path`, is named or lies in a named folder. */
  contains(path: string): boolean;
  /** A finding whose place, or a place on the way to it, is named, or that a deployment with a named root has. */
  includesFinding(finding: Pick<Finding, 'location' | 'related' | 'failing'>): boolean;
}

/** `compiled` says for compiled templates on which source they are reported: to name one is to name its source. */
export function createReportScope(workspace: Workspace, compiled: ReadonlyMap<string, string>): ReportScope {
  const named = workspace.named.flatMap(({ path }) => {
    const source = compiled.get(path);
    return source === undefined ? [path] : [path, source];
  });
  const known = new Map<string, boolean>();

  function contains(path: string): boolean {
    const before = known.get(path);
    if (before !== undefined) return before;
    const absolute = absolutePath(workspace, path);
    const result = named.some(each => isInside(absolute, each));
    known.set(path, result);
    return result;
  }

  return {
    contains,
    includesFinding: ({ location, related, failing }) =>
      contains(location.source.path) ||
      related.some(place => contains(place.span.source.path)) ||
      failing.some(deployment => contains(deployment.root)),
  };
}
