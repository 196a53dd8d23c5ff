// Who is told what: GitHub what nobody has ignored, others everything with who accepted it. Nobody more than they take.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import type { Finding, SuppressedFinding } from '../../src/model/finding.ts';
import { type SarifProfile, sarifReport } from '../../src/report/sarif.ts';
import { account, type Playground, playground } from '../cli/product.ts';
import { finding, report, rule } from './sample-report.ts';

const quiet: Report = { ...report, diagnostics: [] };

function runOf(of: Report, profile: SarifProfile = 'github') {
  return JSON.parse(sarifReport(of, { version: '1.2.3', profile })).runs[0];
}

function accepted(
  kind: SuppressedFinding['suppression']['kind'],
  reason: string | null = null,
): SuppressedFinding {
  const place = kind === 'comment' ? finding.location : null;
  const until = kind === 'comment' ? '2030-01-31' : null;
  return {
    finding: { ...finding, fingerprint: kind, severity: 'critical' },
    suppression: { kind, reason, until, place },
  };
}

const mixed: Report = {
  ...quiet,
  suppressed: [
    accepted('comment', 'Until we have a network.'),
    accepted('configuration'),
    accepted('baseline'),
  ],
};

describe('profiles', () => {
  test('GitHub sees what is in the baseline and not what is ignored', () => {
    const { results } = runOf(mixed);
    expect(
      results.map((each: { partialFingerprints: object }) => Object.values(each.partialFingerprints)[0]),
    ).toEqual(['baseline', finding.fingerprint]);
    for (const result of results) {
      expect(result).not.toHaveProperty('suppressions');
      expect(result).not.toHaveProperty('baselineState');
    }
  });

  test('others see everything, with who accepted it and whether it is new', () => {
    const { results } = runOf(mixed, 'full');
    expect(
      results.map((each: Record<string, unknown>) => [each.suppressions, each.baselineState]),
    ).toMatchObject([
      [
        [
          {
            kind: 'inSource',
            status: 'accepted',
            justification: 'Until we have a network.',
            properties: { until: '2030-01-31' },
            location: {},
          },
        ],
        undefined,
      ],
      [[{ kind: 'external', status: 'accepted' }], undefined],
      [[{ kind: 'external', status: 'accepted' }], 'unchanged'],
      [undefined, 'new'],
    ]);
  });

  test('without a baseline nothing is called new', () => {
    expect(runOf(quiet, 'full').results[0]).not.toHaveProperty('baselineState');
  });
});

test('a code flow has the way of the value, not other places with the same cause', () => {
  const also = { ...finding.related[0]!, message: 'another account too', also: true as const };
  const [result] = runOf({
    ...quiet,
    findings: [{ ...finding, related: [...finding.related, also] }],
  }).results;
  expect(result.codeFlows[0].threadFlows[0].locations).toHaveLength(3);
  expect(result.relatedLocations).toHaveLength(3);
  expect(runOf({ ...quiet, findings: [{ ...finding, related: [also] }] }).results[0]).not.toHaveProperty(
    'codeFlows',
  );
});

describe('what GitHub takes', () => {
  test('25,000 results, the gravest first; what is left out is said', () => {
    const many: Finding[] = Array.from({ length: 26_000 }, (_, index) => ({
      ...finding,
      severity: index < 10 ? 'critical' : 'low',
    }));
    const { results, invocations } = runOf({ ...quiet, findings: many });
    expect(results).toHaveLength(25_000);
    expect(invocations[0].toolExecutionNotifications).toMatchObject([
      { descriptor: { id: 'too-many-results' }, message: { text: expect.stringContaining('1000 findings') } },
    ]);
  });

  test('1,000 places and 10,000 steps of a result, a message of a readable length', () => {
    const related = Array.from({ length: 12_000 }, () => finding.related[0]!);
    const [result] = runOf({ ...quiet, findings: [{ ...finding, related }] }).results;
    expect(result.locations.length + result.relatedLocations.length).toBe(1000);
    expect(result.codeFlows[0].threadFlows[0].locations).toHaveLength(10_000);
    expect(result.message.text).toContain('And 11980 more places.');
    expect(result.message.text.length).toBeLessThan(2000);
    expect(result.properties.placesLeftOut).toBe(11_001);
  });

  test('20 tags, descriptions of 1,024 characters', () => {
    const long = {
      ...rule,
      why: 'word '.repeat(600),
      tags: Array.from({ length: 40 }, (_, index) => `tag-${index}`),
    };
    const [descriptor] = runOf({ ...quiet, rules: new Map([[rule.id, long]]) }).tool.driver.rules;
    expect(descriptor.properties.tags).toHaveLength(20);
    expect(descriptor.fullDescription.text.length).toBeLessThanOrEqual(1024);
    expect(descriptor.fullDescription.text).toMatch(/word …$/);
    expect(descriptor.help.text.length).toBeGreaterThan(2900);
  });
});

describe('paths', () => {
  let play: Playground;
  beforeAll(() => {
    play = playground();
    play.write({ 'infra/my app/größe [1].bicep': account('ai'), 'sub/empty.txt': '' });
    play.git('init', '-q');
  });
  afterAll(() => play.remove());

  test('are those of the repository whatever the working folder is, encoded', () => {
    const uris = ['', 'infra', 'infra/my app', 'sub'].map(below => {
      const { stdout } = play.run([below === 'sub' ? '..' : '.', '--format', 'sarif', '--quiet'], { below });
      return JSON.parse(stdout).runs[0].results[0].locations[0].physicalLocation.artifactLocation;
    });
    for (const uri of uris)
      expect(uri).toEqual({ uri: 'infra/my%20app/gr%C3%B6%C3%9Fe%20%5B1%5D.bicep', uriBaseId: '%SRCROOT%' });
  });
});
