// The terminal's default: what is wrong, where, where the value came from, why it matters, how to mend it.

import type { Report } from '../engine/report.ts';
import type { Rule } from '../engine/rule-format.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, RelatedPlace } from '../model/finding.ts';
import type { Deployment } from '../model/resource.ts';
import { codeFrame, type HidesLine } from './code-frame.ts';
import { field } from './field.ts';
import { diagnosticPlace, helpFor } from './json.ts';
import { placeText } from './location.ts';
import { mendingText } from './mending.ts';
import { createPaint, type Paint } from './paint.ts';
import { printable } from './printable.ts';
import { secretLines } from './secret-lines.ts';

export interface PrettyOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The address of a file, as in `Source.path`, where the terminal shows links (OSC 8). */
  readonly linkTo?: (path: string) => string;
}

const MOST_RELATED = 6;
const MOST_DEPLOYMENTS = 4;

export function prettyReport(report: Report, options: PrettyOptions): string {
  const paint = createPaint(options.colour);
  const width = Math.max(60, Math.min(options.width, 140));
  const hides = secretLines(report);
  const blocks = [
    ...report.diagnostics.map(diagnostic => diagnosticBlock(diagnostic, width, paint, hides)),
    ...report.findings.map(finding =>
      withLink(
        findingBlock(finding, report.rules.get(finding.rule), width, paint, hides),
        options.linkTo?.(finding.location.source.path),
      ),
    ),
  ];
  return blocks.map(lines => `${lines.join('\n')}\n`).join('\n');
}

/** The block with its second line, the place, as a link (OSC 8) to an address. */
function withLink(lines: string[], address: string | undefined): string[] {
  const [title, place, ...rest] = lines as [string, string];
  if (address === undefined) return lines;
  return [title, `  \u001b]8;;${address}\u001b\\${place.trimStart()}\u001b]8;;\u001b\\`, ...rest];
}

function diagnosticBlock(diagnostic: Diagnostic, width: number, paint: Paint, hides: HidesLine): string[] {
  const title = diagnostic.severity === 'error' ? paint.error('error') : paint.strong('warning');
  const lines = [`${title}  ${paint.strong(diagnostic.code)}  ${printable(diagnostic.message)}`];
  lines.push(`  ${paint.label(diagnosticPlace(diagnostic))}`);
  if (diagnostic.span) lines.push(...codeFrame(diagnostic.span, null, width, paint, hides));
  if (diagnostic.hint) lines.push(...field('next', printable(diagnostic.hint), width, paint));
  return lines;
}

function findingBlock(
  finding: Finding,
  rule: Rule | undefined,
  width: number,
  paint: Paint,
  hides: HidesLine,
): string[] {
  const lines = [
    `${paint.severity(finding.severity, finding.severity)}  ${paint.strong(finding.rule)}  ${printable(finding.message)}`,
    `  ${paint.label(placeText(finding.location))}`,
    ...codeFrame(finding.location, finding.label && printable(finding.label), width, paint, hides),
  ];
  const way = finding.related.filter(place => !place.also);
  if (way.length > 0) lines.push(...field('reaches', relatedText(way, ' → ', paint), width, paint));
  const others = finding.related.filter(place => place.also);
  if (others.length > 0) lines.push(...field('also', relatedText(others, ', ', paint), width, paint));
  const where = deploymentsText(finding, paint);
  if (where) lines.push(...field('deployed', where, width, paint));
  if (rule) lines.push(...field('why', rule.why, width, paint));
  const mend = mendingText(finding, rule);
  if (mend) lines.push(...field('fix', printable(mend), width, paint));
  lines.push(...field('more', helpFor(finding.rule), width, paint));
  return lines;
}

function relatedText(related: readonly RelatedPlace[], separator: string, paint: Paint): string {
  const shown = related
    .slice(0, MOST_RELATED)
    .map(place => `${placeText(place.span)} (${printable(place.message)})`);
  if (related.length > MOST_RELATED) shown.push(paint.dim(`and ${related.length - MOST_RELATED} more`));
  return shown.join(separator);
}

/** Which inputs make it fail, and which do not: only where a reader would otherwise have to guess. */
function deploymentsText(finding: Finding, paint: Paint): string | null {
  const failing = distinct(finding.failing.map(inputsText));
  const passing = distinct(finding.passing.map(inputsText));
  const byDefault = finding.failing.every(deployment => deployment.inputs.length === 0);
  const conditional = finding.conditional ? 'only if its condition holds' : null;
  if (byDefault && passing.length === 0) return conditional;
  const passes =
    passing.length > 0
      ? paint.good(`(${shorten(passing)} ${passing.length === 1 ? 'passes' : 'pass'})`)
      : null;
  return [shorten(failing), passes, conditional].filter(part => part !== null).join(' · ');
}

function inputsText(deployment: Deployment): string {
  return printable(
    deployment.inputs.length > 0 ? deployment.inputs.join(' + ') : `${deployment.root} with its defaults`,
  );
}

function shorten(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_DEPLOYMENTS).join(', ');
  return texts.length > MOST_DEPLOYMENTS ? `${shown} and ${texts.length - MOST_DEPLOYMENTS} more` : shown;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
