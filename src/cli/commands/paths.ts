// `aispm paths`: on which ways somebody from outside gets to AI workloads and their data.

import { findAttackPaths } from '../../engine/attack-paths/find.ts';
import { compiledAttackPaths } from '../../engine/compiled/attack-paths.js';
import { createWorld } from '../../engine/world.ts';
import { SEVERITIES, type Severity } from '../../model/finding.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { attackPathsJson, attackPathsMermaid, attackPathsText } from '../../report/attack-paths.ts';
import { conciseDiagnostics } from '../../report/concise.ts';
import { createPaint } from '../../report/paint.ts';
import { count } from '../../report/summary.ts';
import type { Arguments } from '../arguments.ts';
import { isMappedIn, loadNamed } from '../load.ts';
import { settingsOf } from '../settings.ts';
import type { Streams } from '../streams.ts';
import { terminalOf } from '../terminal.ts';

/** Returns the exit status: 1 for a certain path at or above `fail-on`, and for files that could not be parsed. */
export async function paths(given: Arguments, streams: Streams): Promise<number> {
  const settings = await settingsOf(given, nodeDisk());
  const { catalogue } = settings;
  const { deployments, diagnostics } = await loadNamed(settings, isMappedIn(catalogue));
  const worlds = deployments.map(each => createWorld(each, catalogue));
  const found = findAttackPaths(worlds, compiledAttackPaths());
  const format = given.value('format') ?? 'pretty';
  const { colour, width } = terminalOf(streams.stdout, streams.environment, given.value('color'));
  if (format === 'json') streams.stdout.write(attackPathsJson(found));
  else if (format === 'mermaid') streams.stdout.write(attackPathsMermaid(found));
  else streams.stdout.write(attackPathsText(found, createPaint(colour), width));
  streams.stderr.write(conciseDiagnostics(diagnostics));
  const certain = found.filter(path => path.certain);
  streams.stderr.write(
    `${count(certain.length, 'attack path')}, ${found.length - certain.length} more possible\n`,
  );
  const least = SEVERITIES.indexOf(settings.failOn as Severity);
  const isGrave = certain.some(({ severity }) => SEVERITIES.indexOf(severity) <= least);
  return isGrave || diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}
