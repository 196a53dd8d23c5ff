// Which templates are deployed by themselves, and what each of them pulls in. Refuses to know files: templates are known by path.

import type { TemplateFacts } from './template-facts.ts';

/** The facts of a template by its absolute path; null where it cannot be read. */
export type FactsByPath = (path: string) => TemplateFacts | null;

/**
 * The templates that nobody calls. Callers in tests and examples do not count for what lies outside of those, and are roots of
 * their own. Of templates that only call each other in a circle the first by path is taken.
 */
export function findRoots(paths: readonly string[], facts: FactsByPath, root: string): readonly string[] {
  const called = new Set<string>();
  const deployable = paths.filter(path => facts(path)?.deployable);
  for (const caller of deployable) {
    for (const callee of calledBy(caller, facts)) {
      if (callee !== caller && (!isExample(caller, root) || isExample(callee, root))) called.add(callee);
    }
  }
  const roots = deployable.filter(path => !called.has(path));
  const reached = new Set<string>();
  for (const path of roots) reach(path, facts, reached);
  for (const path of deployable) {
    if (reached.has(path)) continue;
    roots.push(path);
    reach(path, facts, reached);
  }
  return roots.sort();
}

/** The template and every module that it pulls in, through any number of calls. */
export function closureOf(path: string, facts: FactsByPath): ReadonlySet<string> {
  const reached = new Set<string>();
  reach(path, facts, reached);
  return reached;
}

function reach(start: string, facts: FactsByPath, reached: Set<string>): void {
  const open = [start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...calledBy(path, facts));
  }
}

function calledBy(path: string, facts: FactsByPath): readonly string[] {
  const calls = facts(path)?.calls ?? [];
  return calls.flatMap(call => (call.kind === 'file' ? [call.path] : []));
}

const EXAMPLE_FOLDERS = /(?:^|\/)(?:tests?|examples?)\//i;
const TEST_FILE = /\.tests?\.[^./]+$/i;

/** Whether a template is a test or an example of others: `x.test.bicep`, or below a folder named so. */
function isExample(path: string, root: string): boolean {
  const relative = path.slice(root.length);
  return TEST_FILE.test(relative) || EXAMPLE_FOLDERS.test(relative);
}
