// Attack paths as text, JSON and diagram: each says every step with its place, and keeps what is only possible apart.

import { describe, expect, test } from 'vitest';
import type { AttackPath } from '../../src/engine/attack-paths/find.ts';
import { attackPathsJson, attackPathsMermaid, attackPathsText } from '../../src/report/attack-paths.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { createPaint } from '../../src/report/paint.ts';
import { finding, report } from './sample-report.ts';

const { resource } = finding;
const path: AttackPath = {
  definition: {
    id: 'key-reaches-data',
    title: 'A leaked key reads the data',
    severity: 'high',
    entry: { rule: finding.rule, says: 'whoever holds a key calls `{name}`' },
    steps: [{ edge: 'data', says: 'which reads `{name}`' }],
    why: 'The key opens the data too.',
    advice: 'Switch keys off.',
    maps: { atlas: ['AML.T0055'] },
    references: ['https://learn.microsoft.com/azure/ai-services/authentication'],
    tests: [],
  },
  severity: 'high',
  certain: true,
  reason: null,
  places: [
    {
      resource,
      kind: 'azure.ai.account',
      ai: true,
      name: 'openai',
      says: 'whoever holds a key calls `openai`',
      location: finding.location,
    },
    {
      resource: { ...resource, address: 'data', type: 'X/data', declaration: finding.related[0]!.span },
      kind: 'x.data',
      ai: false,
      name: 'da"ta',
      says: 'which reads `da"ta`',
      location: finding.related[0]!.span,
    },
  ],
  deployments: finding.failing,
};

test('text has every step with its place', () => {
  expect(
    attackPathsText([path], createPaint(false), 100),
  ).toBe(`high  key-reaches-data  A leaked key reads the data
    whoever holds a key calls \`openai\`  infra/my app/main.bicep:2:22
  → which reads \`da"ta\`  infra/my app/main.bicep:5:31
  why       The key opens the data too.
  fix       Switch keys off.
`);
});

test('what is only possible says why', () => {
  const possible = { ...path, certain: false, reason: 'parameter `x` has no default' };
  const text = attackPathsText([possible], createPaint(false), 100);
  expect(text).toContain('A leaked key reads the data (possible)');
  expect(text).toContain('unknown   parameter `x` has no default');
});

test('json has the steps as resources and places', () => {
  const { version, paths } = JSON.parse(attackPathsJson([path]));
  expect(version).toBe(1);
  expect(paths[0].steps.map((step: { location: { line: number } }) => step.location.line)).toEqual([2, 5]);
  expect(paths[0]).toMatchObject({
    path: 'key-reaches-data',
    certain: true,
    deployments: [{ root: 'infra/my app/main.bicep' }],
  });
});

describe('mermaid', () => {
  test('one node for each resource, dashed where it is only possible, nothing breaks out of a label', () => {
    expect(attackPathsMermaid([path, { ...path, certain: false }])).toBe(`flowchart LR
  n0(["openai<br><small>Microsoft.CognitiveServices/accounts</small>"])
  internet(("internet")) --> n0
  n1["da'ta<br><small>X/data</small>"]
  n0 --> n1
  internet(("internet")) -.-> n0
  n0 -.-> n1
`);
  });

  test('the job summary has the table and the diagram', () => {
    const text = markdownReport(report, { attackPaths: [path] });
    expect(text).toContain('| 🟧 high | A leaked key reads the data |');
    expect(text).toContain('```mermaid\nflowchart LR\n');
    expect(markdownReport(report)).not.toContain('mermaid');
  });
});
