// JUnit and GitLab reports of every sample, held to the forms that their readers document: Jenkins' junit-10.xsd, GitLab's Code Quality report.

import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { gitlabReport } from '../../src/report/gitlab.ts';
import { junitReport } from '../../src/report/junit.ts';
import { sampleProjects, sampleReport } from './sample-projects.ts';
import { report } from './sample-report.ts';

const reports = [
  ['made by hand', async () => report],
  ...sampleProjects.map(name => [name, () => sampleReport(name)] as const),
] as const;

/** Per element: where it may stand, the attributes that it must have, those that it may have. */
const JUNIT: Readonly<Record<string, readonly [parents: string[], must: string[], may: string[]]>> = {
  testsuites: [[''], [], ['name', 'tests', 'failures', 'errors', 'time']],
  testsuite: [
    ['testsuites'],
    ['name', 'tests', 'failures', 'errors'],
    ['skipped', 'time', 'package', 'file'],
  ],
  testcase: [['testsuite'], ['name'], ['classname', 'time']],
  failure: [['testcase'], [], ['type', 'message']],
  error: [['testcase'], [], ['type', 'message']],
  skipped: [['testcase'], [], ['type', 'message']],
};

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** The tree of a document of elements, texts and nothing else. */
function parseXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  expect(body.replace(/<\/?\w+(?: \w+="[^"<]*")*\/?>/g, '')).not.toMatch(
    /[<>]|&(?!(?:amp|lt|gt|quot|#\d+);)/,
  );
  for (const [, close, name, written, empty] of body.matchAll(/<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>/g)) {
    if (close) {
      expect(open.pop()!.name).toBe(name);
      continue;
    }
    const attributes = Object.fromEntries(
      [...written!.matchAll(/ (\w+)="([^"]*)"/g)].map(each => [each[1]!, each[2]!]),
    );
    const element: Element = { name: name!, attributes, children: [] };
    open.at(-1)!.children.push(element);
    if (!empty) open.push(element);
  }
  expect(open).toEqual([root]);
  return root;
}

function checkForm(element: Element, parent: string): void {
  const [parents, must, may] = JUNIT[element.name]!;
  expect(parents).toContain(parent);
  const names = Object.keys(element.attributes);
  expect(names).toEqual(expect.arrayContaining(must));
  for (const name of names) expect([...must, ...may]).toContain(name);
  for (const child of element.children) checkForm(child, element.name);
}

test.each(reports)('JUnit of %s has the form, and its counts add up', async (_, of) => {
  const { children } = parseXml(junitReport(await of()));
  expect(children).toHaveLength(1);
  const suites = children[0]!;
  checkForm(suites, '');
  const cases = suites.children.flatMap(suite => suite.children);
  const having = (all: readonly Element[], name: string) =>
    all.filter(each => each.children.some(child => child.name === name)).length;
  for (const { attributes, children: own } of suites.children) {
    const counts = [own.length, having(own, 'failure'), having(own, 'error'), having(own, 'skipped')];
    expect([attributes.tests, attributes.failures, attributes.errors, attributes.skipped]).toEqual(
      counts.map(String),
    );
    expect(new Set(own.map(each => each.attributes.name)).size).toBe(own.length);
  }
  expect(suites.attributes).toMatchObject({
    tests: String(cases.length),
    failures: String(having(cases, 'failure')),
  });
});

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const isCodeQuality = new Ajv({ strict: false }).compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      type: { const: 'issue' },
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./)[^\\\\]+$' },
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 }, end: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

test.each(reports)('GitLab reads %s, each issue by its own fingerprint', async (_, of) => {
  const issues: { fingerprint: string }[] = JSON.parse(gitlabReport(await of()));
  expect(isCodeQuality(issues), JSON.stringify(isCodeQuality.errors)).toBe(true);
  expect(new Set(issues.map(each => each.fingerprint)).size).toBe(issues.length);
});
