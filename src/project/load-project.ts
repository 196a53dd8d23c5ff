// From paths to deployments: the door of this room, the same for a disk and for texts in memory.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Deployment } from '../model/resource.ts';
import { createEvaluation } from './evaluate-deployment.ts';
import { firstOfEachFile } from './first-diagnostics.ts';
import { type ProjectOptions, pathOf, planProject, within } from './plan-project.ts';
import type { ReportScope } from './report-scope.ts';
import type { Workspace } from './workspace.ts';

export interface Project {
  readonly workspace: Workspace;
  /** By root, then by parameter file. */
  readonly deployments: readonly Deployment[];
  /** Everything that is wrong with the named files and what they pull in, each once, by path and place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly files: FileCounts;
  readonly scope: ReportScope;
}

export interface FileCounts {
  /** Templates and parameter files of the workspace that were read. */
  readonly read: number;
  /** Files compiled from Bicep, which are reported on their Bicep file. */
  readonly compiled: number;
  /** Files that could not be read or parsed, wholly or in part, as in `Source.path`. */
  readonly notAnalysed: readonly string[];
}

/** Reads the workspace around the named paths and evaluates what rules may have something to say about. */
export async function loadProject(options: ProjectOptions): Promise<Project> {
  const { workspace, files, scope, deployments: templates, planned, ...plan } = await planProject(options);
  const evaluate = createEvaluation(files);
  const tasks = [
    ...templates.map(
      ({ root, inputs }) =>
        () =>
          evaluate(root, inputs),
    ),
    ...planned.map(each => () => each.evaluate()),
  ];
  const evaluated = tasks.map((task, index) => {
    options.onProgress?.(index, tasks.length);
    return task();
  });
  const diagnostics = distinct([
    ...plan.diagnostics,
    ...evaluated.flatMap(({ root, diagnostics: raised }) =>
      scope.contains(root) ? raised : within(raised, scope.contains),
    ),
  ]);
  const notAnalysed = diagnostics.flatMap(each => (each.severity === 'error' ? (pathOf(each) ?? []) : []));
  const { filesRead: read, compiled } = plan;
  return {
    workspace,
    deployments: evaluated.map(each => ({ ...each, diagnostics: firstOfEachFile(each.diagnostics) })),
    diagnostics: firstOfEachFile(diagnostics),
    files: { read, compiled, notAnalysed: [...new Set(notAnalysed)] },
    scope,
  };
}

/** Each diagnostic once, however many deployments raised it. */
function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byKey = new Map<string, Diagnostic>();
  for (const each of diagnostics) {
    byKey.set(`${each.code}\n${pathOf(each)}\n${each.span?.start}\n${each.span?.end}\n${each.message}`, each);
  }
  return [...byKey.values()].sort(byPlace);
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  const [leftPath, rightPath] = [pathOf(left) ?? '', pathOf(right) ?? ''];
  if (leftPath !== rightPath) return leftPath < rightPath ? -1 : 1;
  return (left.span?.start ?? 0) - (right.span?.start ?? 0);
}
