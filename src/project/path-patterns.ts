// Patterns for paths as in `.gitignore`, relative to a folder.

import ignore from 'ignore';
import { isInside } from './workspace.ts';

/** Whether an absolute path matches; what lies outside of the folder never does. */
export function pathMatcher(patterns: readonly string[], folder: string): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const rules = ignore().add([...patterns]);
  const prefix = folder.endsWith('/') ? folder.length : folder.length + 1;
  const known = new Map<string, boolean>();
  return path => {
    if (path === folder || !isInside(path, folder)) return false;
    const before = known.get(path);
    if (before !== undefined) return before;
    const matches = rules.ignores(path.slice(prefix));
    known.set(path, matches);
    return matches;
  };
}
