// A small report made by hand: one finding that came through a module argument, one parse failure.

import type { Report } from '../../src/engine/report.ts';
import type { Rule } from '../../src/engine/rule-format.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Deployment, Resource } from '../../src/model/resource.ts';
import { createSource, type Source, type Span, span } from '../../src/model/source.ts';
import { object, scalar } from '../../src/model/value.ts';

export const main = createSource(
  'infra/my app/main.bicep',
  "@description('Entra ID only')\nparam keyless bool = false\n\nmodule ai 'openai.bicep' = {\n  params: { disableLocalAuth: !keyless }\n}\n",
);
export const openai = createSource(
  'infra/my app/openai.bicep',
  "param disableLocalAuth bool\nresource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {\n  properties: { disableLocalAuth: disableLocalAuth }\n}\n",
);
export const broken = createSource('infra/broken.bicep', 'param x =\n');

/** The span of the first occurrence of `text`. */
export function at(source: Source, text: string): Span {
  const start = source.text.indexOf(text);
  return span(source, start, start + text.length);
}

export const rule: Rule = {
  id: 'azure-ai-local-auth-enabled',
  title: 'AI account accepts API keys',
  check: 'identity-auth',
  severity: 'high',
  precision: 'very-high',
  packs: ['defender', 'recommended', 'strict'],
  maps: { mcsb: ['IM-1'], cwe: ['CWE-522'] },
  references: ['https://learn.microsoft.com/azure/ai-services/authentication'],
  why: 'Whoever holds a leaked key uses the model and stays anonymous in the logs.',
  advice: 'Set `disableLocalAuth: true`.',
  cases: [
    {
      resource: 'azure.ai.account',
      require: { localAuth: { is: false } },
      message: '`{name}` accepts API keys',
    },
  ],
  kinds: ['azure.ai.account'],
  tests: [
    { name: 'by default', language: 'bicep', expect: 'fail', code: "resource ai 'x@1' = {}\n" },
    { name: 'keyless', language: 'bicep', expect: 'pass', code: "resource ai 'x@1' = { ok: true }\n" },
  ],
};

const account: Resource = {
  address: 'ai.account',
  type: 'Microsoft.CognitiveServices/accounts',
  apiVersion: '2024-10-01',
  name: scalar('openai'),
  identities: [],
  parent: null,
  scope: null,
  existing: false,
  deployed: true,
  condition: null,
  properties: object(new Map()),
  declaration: at(openai, openai.text),
  header: at(openai, "resource account 'Microsoft.CognitiveServices/accounts@2024-10-01'"),
  callPath: [{ name: 'ai', span: at(main, "module ai 'openai.bicep'") }],
  module: null,
};

function deployment(input: string): Deployment {
  return {
    root: main.path,
    language: 'bicep',
    inputs: [input],
    resources: [account],
    gaps: [],
    diagnostics: [],
  };
}

export const finding: Finding = {
  rule: rule.id,
  check: rule.check,
  severity: 'high',
  message: '`openai` accepts API keys',
  resource: account,
  kind: 'azure.ai.account',
  location: at(main, 'false'),
  label: 'default of parameter `keyless`',
  related: [
    { span: at(main, '!keyless'), message: 'module argument' },
    { span: at(openai, 'disableLocalAuth: disableLocalAuth'), message: '`properties.disableLocalAuth`' },
  ],
  failing: [deployment('infra/my app/dev.bicepparam')],
  passing: [deployment('infra/my app/prod.bicepparam')],
  conditional: false,
  fix: {
    title: 'param keyless bool = true',
    safety: 'unsafe',
    note: 'clients must use Entra ID first',
    edits: [{ span: at(main, 'false'), text: 'true' }],
  },
  property: 'properties.disableLocalAuth',
  fingerprint: 'azure-ai-local-auth-enabled|infra/my app/main.bicep|ai.account|properties.disableLocalAuth',
};

export const report: Report = {
  findings: [finding],
  suppressed: [],
  verdicts: [
    {
      rule: rule.id,
      check: rule.check,
      outcome: 'fail',
      severity: 'high',
      message: finding.message,
      resource: account,
      kind: 'azure.ai.account',
      deployment: finding.failing[0]!,
      location: finding.location,
      label: finding.label,
      related: finding.related,
      property: 'properties.disableLocalAuth',
      conditional: false,
      fix: finding.fix,
    },
  ],
  diagnostics: [
    {
      code: 'expected-value',
      severity: 'error',
      message: 'Expected a value after `=`, found the end of the line',
      hint: 'write a default or remove `=`',
      span: at(broken, '='),
    },
  ],
  deployments: finding.failing,
  inventory: [
    {
      kind: 'azure.ai.account',
      title: 'Azure AI account',
      service: 'Azure OpenAI',
      resource: account,
      deployments: finding.failing,
    },
  ],
  attackPaths: () => [],
  workloads: () => [],
  rules: new Map([[rule.id, rule]]),
  summary: {
    files: 3,
    resources: 1,
    aiResources: 1,
    findings: { critical: 0, high: 1, medium: 0, low: 0, info: 0 },
    suppressed: 0,
    unknown: 0,
    notAnalysed: 1,
  },
};
