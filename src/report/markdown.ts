// Markdown for people: a job's summary, a comment on a pull request, a wiki page. Tables first, then each finding with why and how to mend it.

import type { AttackPath } from '../engine/attack-paths/find.ts';
import type { AiResource } from '../engine/inventory.ts';
import type { Report } from '../engine/report.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Span } from '../model/source.ts';
import { attackPathsMermaid } from './attack-paths.ts';
import { diagnosticLocation } from './json.ts';
import { type LocationJson, locationJson, resourceJson } from './location.ts';
import { count, summaryLine } from './summary.ts';
import { graphsOf } from './workload-graph.ts';
import { workloadMermaid } from './workload-mermaid.ts';

export interface MarkdownOptions {
  /** The address at which a place can be read, where there is one: of a forge, at the commit that was linted. */
  readonly link?: (place: LocationJson) => string;
  /** Ways from outside to the AI workloads, for a table and a diagram. */
  readonly attackPaths?: readonly AttackPath[];
}

/** More rows than this are counted instead: GitHub shows no summary above one megabyte. */
const MOST_ROWS = 200;
/** More paths than this are no diagram that anybody reads. */
const MOST_DRAWN = 8;
/** Findings that are told wholly, below the table. */
const MOST_DETAILS = 50;
/** A drawing with more boxes is not readable in a summary. */
const MOST_BOXES = 16;
const MOST_DRAWINGS = 3;

const MARK: Readonly<Record<Severity, string>> = {
  critical: '🟥',
  high: '🟧',
  medium: '🟨',
  low: '🟦',
  info: '⬜',
};

/** Ends in a newline. */
export function markdownReport(report: Report, options: MarkdownOptions = {}): string {
  const sections = [
    `## ${headline(report)}`,
    summaryLine(report.summary),
    findingsTable(report.findings, options),
    broken(report, options),
    inventoryTable(report, options),
    drawings(report),
    attackPathsSection(options),
    details(report, options),
  ];
  return `${sections.filter(section => section !== '').join('\n\n')}\n`;
}

function headline({ summary, findings }: Report): string {
  if (findings.length > 0) return `aispm: ${count(findings.length, 'finding')}`;
  if (summary.notAnalysed > 0) return `aispm: ${count(summary.notAnalysed, 'file')} could not be read`;
  return 'aispm: no findings';
}

function findingsTable(findings: readonly Finding[], options: MarkdownOptions): string {
  if (findings.length === 0) return '';
  const rows = findings.slice(0, MOST_ROWS).map(finding => {
    const severity = `${MARK[finding.severity]} ${finding.severity}`;
    return [severity, cell(finding.message), place(finding.location, options), `\`${finding.rule}\``];
  });
  return table(['Severity', 'Finding', 'Where', 'Rule'], rows) + more(findings.length, MOST_ROWS);
}

function broken({ diagnostics }: Report, options: MarkdownOptions): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return '';
  const rows = errors
    .slice(0, MOST_ROWS)
    .map(each => [cell(each.message), placeLink(diagnosticLocation(each), options), cell(each.hint ?? '')]);
  return `### Not analysed\n\n${table(['Problem', 'Where', 'Next step'], rows)}${more(errors.length, MOST_ROWS)}`;
}

function inventoryTable({ inventory, findings }: Report, options: MarkdownOptions): string {
  if (inventory.length === 0) return '';
  const rows = inventory
    .slice(0, MOST_ROWS)
    .map(each => [
      cell(each.service ?? each.title),
      cell(nameOf(each)),
      `\`${each.resource.type}\``,
      place(each.resource.header, options),
      counts(findings.filter(({ resource }) => isSameDeclaration(resource.declaration, each))),
    ]);
  const heading = `### AI inventory: ${count(inventory.length, 'resource')}`;
  const columns = ['Service', 'Name', 'Type', 'Where', 'Findings'];
  return `${heading}\n\n${table(columns, rows)}${more(inventory.length, MOST_ROWS)}`;
}

function attackPathsSection(options: MarkdownOptions): string {
  const { attackPaths = [] } = options;
  if (attackPaths.length === 0) return '';
  const rows = attackPaths.slice(0, MOST_ROWS).map(({ definition, severity, certain, places: on }) => {
    const steps = on.map(({ says, location }) => `${cell(says)} (${place(location, options)})`);
    const grave = `${MARK[severity]} ${severity}${certain ? '' : ', possible'}`;
    return [grave, cell(definition.title), steps.join(' → ')];
  });
  const drawn = `\`\`\`mermaid\n${attackPathsMermaid(attackPaths.slice(0, MOST_DRAWN))}\`\`\``;
  const rowsShown = table(['Severity', 'Attack path', 'Steps'], rows) + more(attackPaths.length, MOST_ROWS);
  return `### Attack paths\n\n${rowsShown}\n\n${drawn}`;
}

/** Pictures where there is something to see and little enough to read. */
function drawings(report: Report): string {
  const graphs = graphsOf(report, MOST_BOXES + 1).filter(
    ({ boxes, arrows }) => arrows.length > 1 && boxes.length <= MOST_BOXES,
  );
  if (graphs.length === 0) return '';
  const blocks = graphs
    .slice(0, MOST_DRAWINGS)
    .map(graph => `${code(graph.root)}\n\n\`\`\`mermaid\n${workloadMermaid(graph)}\n\`\`\``);
  return `### Connections\n\n${blocks.join('\n\n')}`;
}

function nameOf({ resource, kind }: AiResource): string {
  return resourceJson(resource, kind).name ?? resource.address;
}

function isSameDeclaration(declaration: Span, { resource }: AiResource): boolean {
  return (
    declaration.source === resource.declaration.source && declaration.start === resource.declaration.start
  );
}

/** `1 high, 2 low`. */
function counts(findings: readonly Finding[]): string {
  return SEVERITIES.flatMap(severity => {
    const number = findings.filter(finding => finding.severity === severity).length;
    return number > 0 ? [`${number} ${severity}`] : [];
  }).join(', ');
}

function details(report: Report, options: MarkdownOptions): string {
  const blocks = report.findings.slice(0, MOST_DETAILS).map(finding => {
    const rule = report.rules.get(finding.rule);
    const way = finding.related.map(({ span, message }) => `${place(span, options)} (${cell(message)})`);
    const lines = [
      `At ${place(finding.location, options)}${finding.label ? `: ${cell(finding.label)}` : ''}.`,
      way.length > 0 ? `Reaches ${way.join(' → ')}.` : '',
      rule ? cellText(rule.why) : '',
      finding.fix
        ? `Fix: ${code(finding.fix.title)}${finding.fix.note ? ` (${cell(finding.fix.note)})` : ''}.`
        : '',
      rule?.references[0] ? `More: <${rule.references[0]}>, \`aispm explain ${finding.rule}\`.` : '',
    ].filter(line => line !== '');
    const summary = `<summary>${MARK[finding.severity]} <b>${finding.rule}</b> ${html(finding.message)}</summary>`;
    return `<details>${summary}\n\n${lines.join('\n\n')}\n\n</details>`;
  });
  if (blocks.length === 0) return '';
  return `### Details\n\n${blocks.join('\n')}${more(report.findings.length, MOST_DETAILS)}`;
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function more(all: number, shown: number): string {
  return all > shown ? `\n\n${all - shown} more are in the other formats of this run.` : '';
}

function place(span: Span, options: MarkdownOptions): string {
  return placeLink(locationJson(span), options);
}

function placeLink(where: LocationJson, { link }: MarkdownOptions): string {
  const text = code(`${where.file}:${where.line}`);
  return link ? `[${text}](${link(where)})` : text;
}

/** A code span whatever backticks the text has. */
function code(text: string): string {
  const flat = cellText(text).replaceAll('|', '\\|');
  return flat.includes('`') ? `\`\` ${flat} \`\`` : `\`${flat}\``;
}

/** Text of a message for a table: its code spans stay, what else Markdown or HTML would read is escaped. */
function cell(text: string): string {
  return cellText(text)
    .split('`')
    .map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : escapeMarkdown(part)))
    .join('`');
}

function cellText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function escapeMarkdown(text: string): string {
  return html(text).replace(/[\\|*_[\]~]/g, '\\$&');
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
