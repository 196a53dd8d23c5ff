// One page for people, in one file: readable without scripts, which its policy forbids together with everything else that is not its own style.
// The same report gives the same page: no date, nothing of the machine on which it was made.

import { createHash } from 'node:crypto';
import { declarationOf } from '../engine/inventory.ts';
import type { Report } from '../engine/report.ts';
import { ARROW_HEADS, diagram } from './html/diagram.ts';
import { findingsSection, type Group, groupsOf, suppressedSection } from './html/findings.ts';
import { html, type Markup, NOTHING } from './html/markup.ts';
import {
  checksSection,
  inventorySection,
  problemsSection,
  rulesSection,
  summarySection,
  unknownSection,
} from './html/sections.ts';
import { STYLE } from './html/style.ts';
import { count } from './summary.ts';
import { graphsOf } from './workload-graph.ts';

export interface HtmlOptions {
  /** The product's version. */
  readonly version: string;
}

const MOST_BOXES = 60;
const MOST_DRAWINGS = 12;

const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** The whole document, ending in a newline. */
export function htmlReport(report: Report, { version }: HtmlOptions): string {
  const groups = groupsOf(report);
  const anchor = anchorsOf(groups);
  const sections: readonly (readonly [string, Markup])[] = [
    ['Checks', checksSection(report)],
    ['Findings', findingsSection(report, groups)],
    ['Problems', problemsSection(report)],
    ['Connections', drawingsSection(report, anchor)],
    ['AI inventory', inventorySection(report, anchor)],
    ['Unknown', unknownSection(report)],
    ['Accepted', suppressedSection(report)],
    ['Rules', rulesSection(report)],
  ];
  const shown = sections.filter(([, section]) => section.markup !== '');
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="generator" content="aispm ${version}"><title>${headline(report)} · aispm</title>
<style>${{ markup: STYLE }}</style></head>
<body><div class="page"><header><div class="top"><h1>${headline(report)}</h1><span class="product">aispm ${version}, AI security posture</span></div>
<nav aria-label="Sections">${shown.map(([name, section]) => html`<a href="#${idOf(section)}">${name}</a>`)}</nav></header>
<main>${summarySection(report)}
${shown.map(([, section]) => section)}</main>
<footer>Judged offline from infrastructure code, before anything is deployed. What is set by hand in a portal is not seen.</footer>
</div></body></html>
`;
  return page.markup;
}

function headline({ findings, summary }: Report): string {
  if (findings.length > 0) return count(findings.length, 'finding');
  return summary.notAnalysed > 0 ? `${count(summary.notAnalysed, 'file')} could not be read` : 'No findings';
}

/** Where a declaration's findings are in the page. */
function anchorsOf(groups: readonly Group[]): (declaration: string) => string | null {
  const ids = new Map(groups.toReversed().map(({ resource, id }) => [declarationOf(resource), id]));
  return declaration => ids.get(declaration) ?? null;
}

function idOf({ markup }: Markup): string {
  return /id="([^"]*)"/.exec(markup)?.[1] ?? '';
}

function drawingsSection(report: Report, anchor: (declaration: string) => string | null): Markup {
  const graphs = graphsOf(report, MOST_BOXES).filter(({ boxes }) => boxes.length > 1);
  if (graphs.length === 0) return NOTHING;
  const left = graphs.length - MOST_DRAWINGS;
  return html`<section id="connections"><h2>Connections</h2>${ARROW_HEADS}
<p class="soft">Arrows lead from what refers to what it refers to; a diamond marks what something is a part of, a broken frame what is deployed elsewhere.</p>
${graphs.slice(0, MOST_DRAWINGS).map(graph => {
  const notes = [
    graph.left > 0 ? `${count(graph.left, 'more resource')} of less weight not drawn.` : null,
    graph.alone > 0 ? `${count(graph.alone, 'AI resource')} without connections not drawn.` : null,
    graph.uncertain > 0
      ? `${count(graph.uncertain, 'connection')} that depend on what is unknown not drawn.`
      : null,
  ].filter(each => each !== null);
  return html`<div class="drawing"><h3 class="place">${graph.root}</h3><div class="scroll" tabindex="0">${diagram(graph, anchor)}</div>${notes.length > 0 ? html`<p>${notes.join(' ')}</p>` : null}</div>`;
})}
${left > 0 ? html`<p class="left">${count(left, 'more root')} with connections not drawn.</p>` : null}</section>`;
}
