// `aispm bom`: the AI bill of materials as CycloneDX JSON.

import { billOfMaterials } from '../../engine/bill-of-materials.ts';
import { createWorld } from '../../engine/world.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { conciseDiagnostics } from '../../report/concise.ts';
import { cycloneDx } from '../../report/cyclonedx.ts';
import { count } from '../../report/summary.ts';
import type { Arguments } from '../arguments.ts';
import { isMappedIn, loadNamed } from '../load.ts';
import { settingsOf } from '../settings.ts';
import type { Streams } from '../streams.ts';
import { VERSION } from '../version.ts';

/** Returns the exit status: 1 where a file could not be parsed, since the bill may then lack what it declares. */
export async function bom(given: Arguments, streams: Streams): Promise<number> {
  const settings = await settingsOf(given, nodeDisk());
  const { catalogue } = settings;
  const { deployments, diagnostics } = await loadNamed(settings, isMappedIn(catalogue));
  const bill = billOfMaterials(deployments.map(each => createWorld(each, catalogue)));
  streams.stdout.write(cycloneDx(bill, { version: VERSION }));
  streams.stderr.write(conciseDiagnostics(diagnostics));
  streams.stderr.write(
    `${count(bill.items.length, 'AI resource')}, ${count(bill.models.length, 'model')} of vendors\n`,
  );
  return diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
}
