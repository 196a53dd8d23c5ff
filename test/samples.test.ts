// The samples: twins say one thing in several languages and must get the same verdicts; projects say what is expected of them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isMappedIn } from '../src/cli/load.ts';
import { builtInCatalogue } from '../src/engine/built-in-rules.ts';
import { lintDeployments } from '../src/engine/lint.ts';
import { loadProject } from '../src/project/load-project.ts';
import { conciseReport } from '../src/report/concise.ts';
import { summaryLine } from '../src/report/summary.ts';

const SAMPLES = join(import.meta.dirname, 'samples');
const MAINS = ['main.bicep', 'main.json', 'main.tf', 'template.yaml', 'index.ts'];

async function lint(path: string) {
  const catalogue = builtInCatalogue();
  const project = await loadProject({ paths: [path], isMapped: isMappedIn(catalogue) });
  return lintDeployments(
    project.deployments,
    catalogue,
    { packs: ['strict'] },
    {
      files: project.files.read,
      notAnalysed: project.files.notAnalysed.length,
      diagnostics: project.diagnostics,
      includes: project.scope.includesFinding,
    },
  );
}

/** `rule outcome severity`, one per verdict, without order: what two languages must agree on. */
async function verdictsOf(path: string): Promise<string[]> {
  const { verdicts, diagnostics } = await lint(path);
  expect(diagnostics).toEqual([]);
  return verdicts
    .map(({ rule, outcome, severity }) => `${rule} ${outcome}${outcome === 'fail' ? ` ${severity}` : ''}`)
    .sort();
}

describe('twins', () => {
  test.each(readdirSync(join(SAMPLES, 'twins')))('%s', async name => {
    const folder = join(SAMPLES, 'twins', name);
    const mains = MAINS.map(main => join(folder, main)).filter(main => existsSync(main));
    expect(mains.length).toBeGreaterThan(1);
    const [first, ...others] = await Promise.all(mains.map(verdictsOf));
    expect(first).toEqual(readFileSync(join(folder, 'expect.txt'), 'utf8').trimEnd().split('\n'));
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('projects', () => {
  test.each(readdirSync(join(SAMPLES, 'projects')))('%s', async name => {
    const folder = join(SAMPLES, 'projects', name);
    const report = await lint(folder);
    const text = `${conciseReport(report)}${summaryLine(report.summary)}\n`;
    expect(text.replaceAll(`test/samples/projects/${name}/`, '')).toBe(
      readFileSync(join(folder, 'expect.txt'), 'utf8'),
    );
  });
});
