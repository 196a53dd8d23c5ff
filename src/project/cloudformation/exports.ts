// What the templates of a workspace export for others, by the names that are known without deploying anything.

import { lazy } from '../../model/lazy.ts';
import type { Value } from '../../model/value.ts';
import { createStack } from '../../parsers/cloudformation/evaluate/evaluate-template.ts';
import { evaluate } from '../../parsers/cloudformation/evaluate/expression.ts';
import { type Workspace, workspacePath } from '../workspace.ts';
import type { Templates } from './templates.ts';

/** What is exported under a name, with the exporting template's defaults; null where nothing is. */
export type Exports = (name: string) => Value | null;

export function createExports(paths: readonly string[], workspace: Workspace, templates: Templates): Exports {
  const byName = lazy(
    () => collect(),
    () => new Map<string, () => Value | null>(),
  );

  function imported(name: string): Value | null {
    return byName().get(name)?.() ?? null;
  }

  function collect(): ReadonlyMap<string, () => Value | null> {
    const found = new Map<string, () => Value | null>();
    for (const path of paths) {
      if (!templates.facts(path)?.exports) continue;
      const template = templates.template(path);
      if (!template) continue;
      const options = { inputs: new Map(), inputPaths: [], load: templates.load, imported };
      const stack = createStack(template, options, `${workspacePath(workspace, path)}#`);
      for (const { name, exportName } of stack.template.outputs.values()) {
        const value = exportName && evaluate(exportName, stack);
        if (value?.kind !== 'scalar' || found.has(String(value.value))) continue;
        const output = lazy(
          () => stack.output(name) ?? null,
          () => null,
        );
        found.set(String(value.value), output);
      }
    }
    return found;
  }

  return imported;
}
