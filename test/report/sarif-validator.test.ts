// The OASIS schema and Microsoft's validator with its GitHub rules. The latter's exit status says nothing, so its log is read.

import { spawnSync } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { SARIF_PROFILES, sarifReport } from '../../src/report/sarif.ts';
import { sampleProjects, sampleReport } from './sample-projects.ts';
import { finding, report } from './sample-report.ts';

const MULTITOOL = fileURLToPath(
  new URL('../../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool', import.meta.url),
);

/** The OASIS schema as the validator carries it. */
const SCHEMA = new URL(
  '../../node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json',
  import.meta.url,
);

/** The log that Microsoft's validator writes on some SARIF. */
function logOf(sarif: string): { ruleId: string; level?: string; message: { arguments?: string[] } }[] {
  const folder = mkdtempSync(join(tmpdir(), 'aispm-sarif-'));
  try {
    const input = join(folder, 'in.sarif');
    const output = join(folder, 'out.sarif');
    writeFileSync(input, withoutAddresses(sarif));
    spawnSync(
      MULTITOOL,
      ['validate', input, '--output', output, '--rule-kind', 'Sarif;Gh', '--log', 'ForceOverwrite'],
      {
        env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      },
    );
    return JSON.parse(readFileSync(output, 'utf8')).runs[0].results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The validator would ask the web whether these answer. */
function withoutAddresses(sarif: string): string {
  return JSON.stringify(JSON.parse(sarif), (key, value) => (key === 'helpUri' ? undefined : value));
}

function validate(sarif: string): string[] {
  return logOf(sarif)
    .filter(({ level }) => (level ?? 'warning') === 'error')
    .map(({ ruleId, message }) => `${ruleId} ${message.arguments?.join(' ')}`);
}

/** The validator's package marks it executable in an install script, which may not have run. */
function isThere(): boolean {
  if (process.platform !== 'linux') return false;
  accessSync(MULTITOOL, constants.R_OK);
  chmodSync(MULTITOOL, 0o755);
  return true;
}

const validator = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(SCHEMA, 'utf8')),
);

/** What the OASIS schema and Microsoft's validator find wrong. */
function mistakes(sarif: string): string[] {
  const isValid = validator(JSON.parse(sarif));
  return [...(isValid ? [] : validator.errors!.map(each => JSON.stringify(each))), ...validate(sarif)];
}

describe.skipIf(!isThere())('the OASIS schema and the validator find no error', () => {
  test.each(SARIF_PROFILES)('in what is made by hand, profile %s', profile => {
    const [accepted] = report.findings;
    const suppressed = (['comment', 'metadata', 'configuration', 'baseline'] as const).map(kind => ({
      finding: accepted!,
      suppression: { kind, reason: 'Known.', until: '2030-01-31', place: finding.location },
    }));
    const options = { version: '1.2.3', informationUri: 'https://example.com', profile };
    expect(mistakes(sarifReport({ ...report, suppressed }, options))).toEqual([]);
  });

  test.each(sampleProjects)('in the sample %s', async name => {
    expect(mistakes(sarifReport(await sampleReport(name), { version: '1.2.3' }))).toEqual([]);
  });

  test('the validator does find errors where there are some', () => {
    const log = JSON.parse(sarifReport(report, { version: '1.2.3' }));
    for (const result of log.runs[0].results) result.locations = [];
    expect(validate(JSON.stringify(log))).not.toEqual([]);
  });
});
