// `--print-config`: what holds, whoever said it.

import { absolutePath, openWorkspace, workspacePath } from '../project/workspace.ts';
import type { Settings } from './settings.ts';

/** JSON: the settings of the run, and the level of each rule in the first named file. */
export function printedConfiguration(settings: Settings): string {
  const { configuration, selected, paths, disk } = settings;
  const workspace = openWorkspace(paths, disk);
  const path = workspace.named[0]?.path ?? workspace.root;
  const shown = (absolute: string): string => workspacePath(workspace, absolute);
  const document = {
    configuration: configuration?.name ?? null,
    path: shown(path),
    excluded: settings.isExcluded(absolutePath(workspace, path)),
    'fail-on': settings.failOn,
    'fail-on-unknown': settings.failOnUnknown,
    'min-severity': settings.minSeverity,
    baseline: settings.baseline?.name ?? null,
    inputs: Object.fromEntries([...settings.inputs].map(([root, files]) => [shown(root), files.map(shown)])),
    'require-reasons': settings.requireReasons,
    rules: Object.fromEntries(
      selected.rules.map(({ id, severity }) => [id, selected.levelAt(id, shown(path)) ?? severity]),
    ),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
