// The output formats of `lint`: one row each. A format that few runs need is loaded when it is asked for.

import type { Report } from '../engine/report.ts';
import { conciseReport } from '../report/concise.ts';
import { jsonReport } from '../report/json.ts';
import { prettyReport } from '../report/pretty.ts';
import type { SarifProfile } from '../report/sarif.ts';
import { PRODUCT, VERSION } from './version.ts';

export interface FormatOptions {
  readonly colour: boolean;
  readonly width: number;
  /** The address of a file, as in `Source.path`, where places may be links (OSC 8). */
  readonly linkTo?: (path: string) => string;
  readonly verdicts: boolean;
  /** For whom SARIF is; GitHub where nobody says. */
  readonly sarifProfile?: SarifProfile;
}

type Render = (report: Report, options: FormatOptions) => string | Promise<string>;

const RENDERERS = {
  pretty: prettyReport,
  concise: conciseReport,
  json: jsonReport,
  sarif: async (report, { sarifProfile: profile = 'github' }) =>
    (await import('../report/sarif.ts')).sarifReport(report, { ...PRODUCT, profile }),
  junit: async report => (await import('../report/junit.ts')).junitReport(report),
  github: async report => (await import('../report/github.ts')).githubReport(report),
  azure: async report => (await import('../report/azure.ts')).azureReport(report),
  gitlab: async report => (await import('../report/gitlab.ts')).gitlabReport(report),
  markdown: async report => (await import('../report/markdown.ts')).markdownReport(report),
  html: async report => (await import('../report/html.ts')).htmlReport(report, { version: VERSION }),
} as const satisfies Record<string, Render>;

export type Format = keyof typeof RENDERERS;

export const FORMATS = Object.keys(RENDERERS) as readonly Format[];

export async function render(format: Format, report: Report, options: FormatOptions): Promise<string> {
  const renderer: Render = RENDERERS[format];
  return renderer(report, options);
}
