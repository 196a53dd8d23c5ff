// Microsoft's validator with its GitHub rules. Its exit status says nothing, so its log is read.

import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sarifReport } from '../../src/report/sarif.ts';
import { report } from './sample-report.ts';

const MULTITOOL = fileURLToPath(
  new URL('../../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool', import.meta.url),
);

function validate(sarif: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'aispm-sarif-'));
  try {
    const input = join(folder, 'in.sarif');
    const output = join(folder, 'out.sarif');
    writeFileSync(input, sarif);
    spawnSync(
      MULTITOOL,
      ['validate', input, '--output', output, '--rule-kind', 'Sarif;Gh', '--log', 'ForceOverwrite'],
      {
        env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      },
    );
    const log = JSON.parse(readFileSync(output, 'utf8'));
    return log.runs[0].results
      .filter((each: { level?: string }) => (each.level ?? 'warning') === 'error')
      .map(
        (each: { ruleId: string; message: { arguments?: string[] } }) =>
          `${each.ruleId} ${each.message.arguments?.join(' ')}`,
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The validator's package marks it executable in an install script, which may not have run. */
function isThere(): boolean {
  if (process.platform !== 'linux') return false;
  accessSync(MULTITOOL, constants.R_OK);
  chmodSync(MULTITOOL, 0o755);
  return true;
}

test.skipIf(!isThere())('the validator finds no error in what GitHub reads', () => {
  expect(validate(sarifReport(report, { version: '1.2.3' }))).toEqual([]);
});

test.skipIf(!isThere())('the validator does find errors where there are some', () => {
  const log = JSON.parse(sarifReport(report, { version: '1.2.3' }));
  for (const result of log.runs[0].results) result.locations = [];
  expect(validate(JSON.stringify(log))).not.toEqual([]);
});
