// The page: complete without scripts, and nothing in a file, a name or a message becomes markup.

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import type { Workload, WorkloadResource } from '../../src/engine/workload.ts';
import type { Finding } from '../../src/model/finding.ts';
import { createSource, span } from '../../src/model/source.ts';
import { scalar } from '../../src/model/value.ts';
import { layeredLayout } from '../../src/report/html/layout.ts';
import { inline, prose } from '../../src/report/html/markup.ts';
import { htmlReport } from '../../src/report/html.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { finding, report } from './sample-report.ts';

const HOSTILE = `</style></title><script>alert(1)</script><img src=x onerror=alert(1)>" onload="x' \`</pre>\` \u202e\u0000\ud800 ]]>`;

const page = (of: Report): string => htmlReport(of, { version: '1.2.3' });

/** The tags of a page, with their attributes; throws where one is not closed or closed too often. */
function tagsOf(text: string): string[] {
  const open: string[] = [];
  const tags: string[] = [];
  const body = text.replace(/<!doctype html>/, '').replace(/<style>[\s\S]*?<\/style>/, '');
  for (const [, close, name, attributes = '', empty] of body.matchAll(
    /<(\/?)([a-z0-9]+)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*(\/?)>/g,
  )) {
    if (close) {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    tags.push(name + attributes);
    if (!['meta', 'br', 'wbr'].includes(name!) && !empty) open.push(name!);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(', ')}`);
  return tags;
}

const box = (name: string, ai = true): WorkloadResource => ({
  kind: `test.${name}`,
  title: 'Test resource (with a remark)',
  ai,
  resource: { ...finding.resource, address: name },
  name: scalar(name),
  instances: [],
});

function connected(...names: string[]): Workload {
  const resources = names.map(name => box(name));
  const relations = resources.slice(1).map((to, index) => ({
    from: resources[index]!,
    to,
    how: 'refers' as const,
    attribute: 'target',
    certain: true,
  }));
  return { root: 'infra/main.bicep', resources, relations };
}

describe('the page', () => {
  const text = page({ ...report, workloads: () => [connected('ai', 'docs')] });

  test('is one well-formed document without scripts and foreign addresses', () => {
    const tags = tagsOf(text);
    expect(tags.filter(tag => /^(script|link|img|iframe|object|base|form)\b/.test(tag))).toEqual([]);
    expect(tags.filter(tag => /\s(on\w+|style|src)=/.test(tag))).toEqual([]);
    const links = tags.flatMap(tag => /href="([^"]*)"/.exec(tag)?.[1] ?? []);
    const ids = new Set(tags.flatMap(tag => /\sid="([^"]*)"/.exec(tag)?.[1] ?? []));
    for (const link of links)
      if (link.startsWith('#')) expect(ids).toContain(link.slice(1));
      else expect(link).toMatch(/^https:/);
  });

  test('its policy allows its own style and nothing else', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(text).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;;`);
  });

  test('says what a finding needs', () => {
    for (const part of [
      '<mark>false</mark>',
      'default of parameter <code>keyless</code>',
      'infra/my app/dev.bicepparam',
      'Whoever holds a leaked key',
      'param keyless bool = true',
      'clients must use Entra ID first',
      'Azure OpenAI',
      'Expected a value after',
    ])
      expect(text.replaceAll('<wbr>', '')).toContain(part);
  });

  test('draws what is connected, with a way to the findings', () => {
    expect(text).toContain('<svg class="graph"');
    expect(text.match(/<path class="arrow"/g)).toHaveLength(1);
  });

  test('is the same for the same report', () => {
    expect(page({ ...report, workloads: () => [connected('ai', 'docs')] })).toBe(text);
  });
});

test('no text becomes markup, wherever it comes from', () => {
  const source = createSource(`infra/${HOSTILE}.bicep`, `${HOSTILE}\n${HOSTILE}`);
  const place = span(source, 3, 9);
  const resource = {
    ...finding.resource,
    address: HOSTILE,
    type: HOSTILE,
    name: scalar(HOSTILE),
    header: place,
    declaration: place,
  };
  const hostile: Finding = {
    ...finding,
    message: HOSTILE,
    label: HOSTILE,
    resource,
    location: place,
    related: [{ span: place, message: HOSTILE }],
    failing: [{ ...finding.failing[0]!, root: HOSTILE, inputs: [HOSTILE] }],
    fix: { title: HOSTILE, note: HOSTILE, safety: 'unsafe', edits: [] },
  };
  const rule = {
    ...report.rules.get(finding.rule)!,
    title: HOSTILE,
    why: HOSTILE,
    advice: `\`\`\`\n${HOSTILE}\n\`\`\``,
    references: ['javascript:alert(1)', `https://example.com/"${HOSTILE}`],
  };
  const text = page({
    ...report,
    findings: [hostile],
    suppressed: [{ finding: hostile, suppression: { kind: 'comment', reason: HOSTILE, until: null, place } }],
    verdicts: [{ ...report.verdicts[0]!, outcome: 'unknown', message: HOSTILE, resource }],
    diagnostics: [
      { code: 'expected-value', severity: 'error', message: HOSTILE, hint: HOSTILE, span: place },
    ],
    inventory: [{ ...report.inventory[0]!, resource, service: HOSTILE }],
    workloads: () => [connected(HOSTILE, 'docs')],
    rules: new Map([[rule.id, rule]]),
  });
  const tags = tagsOf(text);
  const names = tags.map(tag => tag.replace(/"[^"]*"/g, '""'));
  expect(names.filter(tag => /^(script|img)\b|\son\w+=/.test(tag))).toEqual([]);
  expect(tags.filter(tag => /href="(?!#|https:)/.test(tag))).toEqual([]);
  expect(text.match(/<\/style>/g)).toHaveLength(1);
  expect(text).not.toMatch(/[\u0000\u202e]/);
  expect(text.isWellFormed()).toBe(true);
});

test('secrets are not shown, not even on the line above another finding', () => {
  const source = createSource('main.tf', 'a = "sk-secret"\nb = 1\n');
  const secret: Finding = { ...finding, secret: true, location: span(source, 4, 15), related: [], fix: null };
  const below: Finding = { ...finding, location: span(source, 20, 21), related: [], fix: null };
  expect(page({ ...report, findings: [secret, below] })).not.toContain('sk-secret');
  const accepted = {
    finding: secret,
    suppression: { kind: 'baseline', reason: null, until: null, place: null },
  } as const;
  expect(page({ ...report, findings: [below], suppressed: [accepted] })).not.toContain('sk-secret');
});

test('what is too much is counted', () => {
  const findings = Array.from({ length: 3000 }, () => finding);
  const names = Array.from({ length: 200 }, (_, index) => `r${index}`);
  const text = page({ ...report, findings, workloads: () => [connected(...names)] });
  expect(text).toContain('2000 more findings');
  expect(text).toContain('140 more resources of less weight');
  expect(text.length).toBeLessThan(6_000_000);
});

test('silence is called good only where everything was read and decided', () => {
  const quiet: Report = { ...report, findings: [], diagnostics: [], verdicts: [] };
  expect(page({ ...quiet, summary: { ...quiet.summary, notAnalysed: 0 } })).toContain('>No findings.<');
  expect(page(quiet)).toContain('No findings, but 1 file could not be read.');
});

describe('markup of messages', () => {
  test('code spans, and backticks that nothing closes', () => {
    expect(inline('a `b<` c').markup).toBe('a <code>b&lt;</code> c');
    expect(inline('a `b').markup).toBe('a `b');
  });
  test('paragraphs, lists and code of rules', () => {
    expect(prose('One\ntwo.\n\n- a\n- b\n\n```hcl\nx = "<"\n```\nEnd.').markup).toBe(
      '<p>One two.</p><ul><li>a</li><li>b</li></ul><pre class="code">x = &quot;&lt;&quot;</pre><p>End.</p>',
    );
  });
});

describe('the layout', () => {
  const size = { width: 100, height: 40 };
  const place = (count: number, arrows: [number, number][]) => layeredLayout(count, arrows, size);

  test('arrows point to the right, boxes do not overlap', () => {
    const { boxes } = place(4, [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(boxes.map(each => each.x)).toEqual([0, 172, 172, 344]);
    expect(Math.abs(boxes[1]!.y - boxes[2]!.y)).toBeGreaterThanOrEqual(40);
    expect(boxes[0]!.y).toBeCloseTo(boxes[3]!.y);
  });
  test('cycles, arrows to itself and the same arrow twice are drawn in finite time', () => {
    const { boxes, arrows } = place(3, [
      [0, 1],
      [1, 2],
      [2, 0],
      [1, 1],
      [0, 1],
    ]);
    expect(new Set(boxes.map(each => each.x)).size).toBe(3);
    expect(arrows[3]).toEqual([]);
    expect(arrows[2]!.at(0)!.x).toBeGreaterThan(arrows[2]!.at(-1)!.x);
  });
  test('an arrow over layers passes between the boxes of these', () => {
    const { boxes, arrows } = place(3, [
      [0, 1],
      [1, 2],
      [0, 2],
    ]);
    const bend = arrows[2]!.find(point => point.x === boxes[1]!.x)!;
    expect(bend.y < boxes[1]!.y || bend.y > boxes[1]!.y + 40).toBe(true);
  });
});

describe('a small workload in Markdown', () => {
  const drawing = (...names: string[]) =>
    /```mermaid\n([\s\S]*?)\n```/.exec(
      markdownReport({ ...report, workloads: () => [connected(...names)] }),
    )?.[1];

  test('is drawn, whatever names are', () => {
    expect(drawing('ai', 'docs', 'x"]; click n0 "javascript:alert(1)" `')!.split('\n')).toEqual([
      'flowchart LR',
      '  n0["docs<br><small>Test resource</small>"]',
      '  n1["ai<br><small>Test resource</small>"]',
      `  n2["x'], click n0 'javascript:alert(1)' '<br><small>Test resource</small>"]`,
      '  n1 --> n0',
      '  n0 --> n2',
      '  classDef bad stroke:#c0231d,stroke-width:2px',
    ]);
  });
  test('is not where it is too large or says nothing', () => {
    expect(drawing(...Array.from({ length: 40 }, (_, index) => `r${index}`))).toBeUndefined();
    expect(drawing('a', 'b')).toBeUndefined();
  });
});
