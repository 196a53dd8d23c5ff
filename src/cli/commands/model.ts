// `aispm model`: the common resource model as JSON.

import { mappedModel } from '../../engine/mapped-model.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { conciseDiagnostics } from '../../report/concise.ts';
import { modelReport } from '../../report/model-json.ts';
import type { Arguments } from '../arguments.ts';
import { isMappedIn, loadNamed } from '../load.ts';
import { settingsOf } from '../settings.ts';
import type { Streams } from '../streams.ts';

/** Returns the exit status: 1 where a file could not be parsed. */
export async function model(given: Arguments, streams: Streams): Promise<number> {
  const settings = await settingsOf(given, nodeDisk());
  const { catalogue } = settings;
  // Named files are shown whatever they hold; in folders, roots without a mapped type say nothing to anybody.
  const project = await loadNamed(settings, given.paths.length > 0 ? () => true : isMappedIn(catalogue));
  const models = project.deployments.map(deployment => ({
    deployment,
    model: mappedModel(deployment, catalogue),
  }));
  streams.stdout.write(modelReport(models));
  streams.stderr.write(conciseDiagnostics(project.diagnostics));
  return project.diagnostics.some(diagnostic => diagnostic.severity === 'error') ? 1 : 0;
}
