// The baseline on the disk.

import { writeFileSync } from 'node:fs';
import { type Baseline, baselineText, readBaseline } from '../engine/baseline.ts';
import { decodeText } from '../project/decode.ts';
import { type Disk, isProblem } from '../project/disk.ts';
import { UsageError } from './errors.ts';
import type { Settings } from './settings.ts';

type BaselinePath = NonNullable<Settings['baseline']>;

/** Where `--update-baseline` writes when nobody says otherwise: in the root of the repository. */
export const BASELINE_NAME = '.aispm-baseline.json';

const LONGEST = 1 << 28;

/** Throws a UsageError for a baseline that is not there or cannot be used. */
export function readBaselineFile({ path, name }: BaselinePath, disk: Disk): Baseline {
  const bytes = disk.read(path, LONGEST);
  if (isProblem(bytes)) {
    const hint = bytes.problem === 'missing' ? ' (--update-baseline writes it)' : '';
    throw new UsageError(`${name}: the baseline cannot be read: ${bytes.detail}${hint}`);
  }
  const text = decodeText(bytes);
  const baseline = typeof text === 'string' ? readBaseline(text) : text.found;
  if (typeof baseline === 'string') throw new UsageError(`${name} ${baseline}`);
  return baseline;
}

export function writeBaselineFile({ path, name }: BaselinePath, baseline: Baseline): void {
  try {
    writeFileSync(path, baselineText(baseline));
  } catch (error) {
    throw new UsageError(`${name} cannot be written: ${(error as Error).message}`);
  }
}
