// What linting the sample projects says, strictly: real findings in every language, for formats to be held to their schemas.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMappedIn } from '../../src/cli/load.ts';
import { builtInCatalogue } from '../../src/engine/built-in-rules.ts';
import { lintDeployments } from '../../src/engine/lint.ts';
import type { Report } from '../../src/engine/report.ts';
import { loadProject } from '../../src/project/load-project.ts';

const PROJECTS = join(import.meta.dirname, '../samples/projects');

export const sampleProjects: readonly string[] = readdirSync(PROJECTS);

/** Once for all tests of a file. */
export function sampleReport(name: string): Promise<Report> {
  const known = reports.get(name) ?? lint(join(PROJECTS, name));
  reports.set(name, known);
  return known;
}

const reports = new Map<string, Promise<Report>>();

async function lint(path: string): Promise<Report> {
  const catalogue = builtInCatalogue();
  const { deployments, files, diagnostics } = await loadProject({
    paths: [path],
    isMapped: isMappedIn(catalogue),
  });
  const reading = { files: files.read, notAnalysed: files.notAnalysed.length, diagnostics };
  return lintDeployments(deployments, catalogue, { packs: ['strict'] }, reading);
}
