import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { conciseReport } from '../../src/report/concise.ts';
import { jsonReport } from '../../src/report/json.ts';
import { prettyReport } from '../../src/report/pretty.ts';
import { rulePage } from '../../src/report/rule-page.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { summaryLine } from '../../src/report/summary.ts';
import { report, rule } from './sample-report.ts';

/** The OASIS schema as Microsoft's validator carries it. */
const SCHEMA = new URL(
  '../../node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json',
  import.meta.url,
);

test('pretty shows the line to edit, the way of the value, who is affected, why and how', () => {
  expect(prettyReport(report, { colour: false, width: 100 })).toMatchInlineSnapshot(`
    "error  expected-value  Expected a value after \`=\`, found the end of the line
      infra/broken.bicep:1:9
        1 │ param x =
          │         ^
      next      write a default or remove \`=\`

    high  azure-ai-local-auth-enabled  \`openai\` accepts API keys
      infra/my app/main.bicep:2:22
        1 │ @description('Entra ID only')
        2 │ param keyless bool = false
          │                      ^^^^^ default of parameter \`keyless\`
      reaches   infra/my app/main.bicep:5:31 (module argument) → infra/my app/openai.bicep:3:17
                (\`properties.disableLocalAuth\`)
      deployed  infra/my app/dev.bicepparam · (infra/my app/prod.bicepparam passes)
      why       Whoever holds a leaked key uses the model and stays anonymous in the logs.
      fix       param keyless bool = true (clients must use Entra ID first)
      more      aispm explain azure-ai-local-auth-enabled
    "
  `);
});

test('pretty gives the first of the advice where there is no edit', () => {
  const advised = (advice: string) => {
    const findings = report.findings.map(each => ({ ...each, fix: null }));
    const rules = new Map([[rule.id, { ...rule, advice }]]);
    const text = prettyReport({ ...report, findings, rules }, { colour: false, width: 100 });
    return /^ {2}fix +(.*)$/m.exec(text)?.[1];
  };
  const code = '```bicep\nproperties: {\n  // Entra ID only\n  disableLocalAuth: true\n}\n```\n';
  expect(advised(`Give clients a role, then switch keys off:\n\n${code}`)).toBe(
    'Give clients a role, then switch keys off.',
  );
  expect(advised(`${code}\nThen delete the keys.`)).toBe('properties: { disableLocalAuth: true }');
});

test('pretty colours only where asked, and never changes the words', () => {
  const coloured = prettyReport(report, { colour: true, width: 100 });
  expect(coloured).toContain('\u001b[');
  expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(prettyReport(report, { colour: false, width: 100 }));
});

test('concise has one line per diagnostic and finding', () => {
  expect(conciseReport(report)).toMatchInlineSnapshot(`
    "infra/broken.bicep:1:9: error expected-value Expected a value after \`=\`, found the end of the line
    infra/my app/main.bicep:2:22: high azure-ai-local-auth-enabled \`openai\` accepts API keys
    "
  `);
});

test('the summary counts', () => {
  expect(summaryLine(report.summary)).toBe(
    '3 files, 1 resource (1 AI): 1 high; 0 verdicts unknown, 1 file not analysed',
  );
});

test('json follows the contract', () => {
  const document = JSON.parse(jsonReport(report, { verdicts: true }));
  expect(document.version).toBe(1);
  expect(document.findings[0]).toEqual({
    rule: 'azure-ai-local-auth-enabled',
    check: 'identity-auth',
    severity: 'high',
    message: '`openai` accepts API keys',
    resource: {
      kind: 'azure.ai.account',
      type: 'Microsoft.CognitiveServices/accounts',
      name: 'openai',
      address: 'ai.account',
      location: { file: 'infra/my app/openai.bicep', line: 2, column: 1, endLine: 2, endColumn: 67 },
    },
    location: { file: 'infra/my app/main.bicep', line: 2, column: 22, endLine: 2, endColumn: 27 },
    related: [
      expect.objectContaining({ file: 'infra/my app/main.bicep', line: 5, message: 'module argument' }),
      expect.objectContaining({ file: 'infra/my app/openai.bicep', line: 3 }),
    ],
    deployments: [{ root: 'infra/my app/main.bicep', inputs: ['infra/my app/dev.bicepparam'] }],
    conditional: false,
    fingerprint: expect.any(String),
    fix: expect.objectContaining({ safety: 'unsafe', edits: [expect.objectContaining({ text: 'true' })] }),
    help: 'aispm explain azure-ai-local-auth-enabled',
  });
  expect(document.verdicts[0]).toMatchObject({ verdict: 'fail', reason: '`openai` accepts API keys' });
  expect(document.diagnostics[0]).toMatchObject({
    code: 'expected-value',
    severity: 'error',
    location: { file: 'infra/broken.bicep', line: 1, column: 9 },
  });
  expect(JSON.parse(jsonReport(report, { verdicts: false }))).not.toHaveProperty('verdicts');
});

describe('sarif', () => {
  const log = JSON.parse(sarifReport(report, { version: '1.2.3' }));
  const [run] = log.runs;

  test('is valid against the OASIS schema', () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const validate = ajv.compile(schema);
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  });

  test('carries what GitHub shows of a rule', () => {
    expect(run.tool.driver.rules[0]).toMatchObject({
      id: rule.id,
      shortDescription: { text: 'AI account accepts API keys.' },
      helpUri: rule.references[0],
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'ai', 'identity-auth', 'external/cwe/cwe-522'],
        precision: 'very-high',
        'security-severity': '8.0',
      },
    });
    expect(run.tool.driver.rules[0].help.markdown).toContain('## Why it matters');
  });

  test('a result links its related places and tells the way as a code flow', () => {
    const result = run.results.find((each: { ruleId: string }) => each.ruleId === rule.id);
    expect(result.message.text).toBe(
      '`openai` accepts API keys. Default of parameter `keyless`. [Module argument](1). [`properties.disableLocalAuth`](2).',
    );
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'infra/my%20app/main.bicep', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 22, endLine: 2, endColumn: 27 },
    });
    expect(result.relatedLocations.map((each: { id: number }) => each.id)).toEqual([1, 2]);
    expect(result.codeFlows[0].threadFlows[0].locations).toHaveLength(3);
    expect(result.partialFingerprints).toHaveProperty('aispm/v1');
    expect(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toBe('true');
  });

  test('every rule index is the rule of its id', () => {
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  test('a parse failure is a result, so that nobody mistakes silence for health', () => {
    const failure = run.results.find((each: { ruleId: string }) => each.ruleId === 'parse-error');
    expect(failure).toMatchObject({ level: 'error' });
    expect(failure.locations[0].physicalLocation.artifactLocation.uri).toBe('infra/broken.bicep');
  });
});

test("a rule's page has everything that a reader needs, from the rule alone", () => {
  const page = rulePage(rule);
  for (const heading of [
    'Why it matters',
    'How to mend it',
    'What it says',
    'Examples',
    'Controls',
    'References',
  ])
    expect(page).toContain(`## ${heading}`);
});
