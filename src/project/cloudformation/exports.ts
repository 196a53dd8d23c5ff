// What the templates of a workspace export for others, by the names that are known without deploying anything.

import { lazy } from '../../model/lazy.ts';
import type { Resource } from '../../model/resource.ts';
import type { Export } from '../../parsers/cloudformation/evaluate/environment.ts';
import { createStack } from '../../parsers/cloudformation/evaluate/evaluate-template.ts';
import { evaluate } from '../../parsers/cloudformation/evaluate/expression.ts';
import { resourceAt } from '../../parsers/cloudformation/evaluate/resources.ts';
import type { NestableStack } from '../../parsers/cloudformation/evaluate/stack.ts';
import { resourcesIn } from '../../parsers/cloudformation/evaluate/symbols.ts';
import { type Workspace, workspacePath } from '../workspace.ts';
import type { Templates } from './templates.ts';

/** What is exported under a name, with the exporting template's defaults; null where nothing is. */
export type Exports = (name: string) => Export | null;

export function createExports(paths: readonly string[], workspace: Workspace, templates: Templates): Exports {
  const byName = lazy(
    () => collect(),
    () => new Map<string, () => Export | null>(),
  );

  function imported(name: string): Export | null {
    return byName().get(name)?.() ?? null;
  }

  function collect(): ReadonlyMap<string, () => Export | null> {
    const found = new Map<string, () => Export | null>();
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
          () => exportOf(stack, name),
          () => null,
        );
        found.set(String(value.value), output);
      }
    }
    return found;
  }

  return imported;
}

function exportOf(stack: NestableStack, output: string): Export | null {
  const value = stack.output(output);
  if (!value) return null;
  const { prefix, run } = stack;
  const resourceOf = (path: string): Resource | null =>
    path.startsWith(prefix) ? resourceAt(stack, path.slice(prefix.length)) : (run.imported.get(path) ?? null);
  return { value, resources: [...resourcesIn(value)].flatMap(path => resourceOf(path) ?? []) };
}
