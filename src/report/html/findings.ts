// Findings by the resource that they are about: the line to edit, the way of its value, who is affected, why it matters, how to mend it.

import { declarationOf } from '../../engine/inventory.ts';
import type { Report } from '../../engine/report.ts';
import type { Rule } from '../../engine/rule-format.ts';
import { type Finding, type RelatedPlace, SEVERITIES, type SuppressedFinding } from '../../model/finding.ts';
import type { Deployment, Resource } from '../../model/resource.ts';
import type { Span } from '../../model/source.ts';
import { frameLines, type HidesLine } from '../code-frame.ts';
import { placeText, resourceJson } from '../location.ts';
import { secretLines } from '../secret-lines.ts';
import { count } from '../summary.ts';
import { BY } from '../suppressed.ts';
import { html, inline, type Markup, path, prose } from './markup.ts';

/** What a page shows at length; the rest is counted. */
const MOST_FINDINGS = 1000;
const MOST_SUPPRESSED = 500;
const MOST_RELATED = 12;
const MOST_DEPLOYMENTS = 6;
/** Columns of a code frame, which scrolls where the page is narrower. */
const FRAME_WIDTH = 150;

/** Findings about one declared resource. */
export interface Group {
  /** The section's id in the page. */
  readonly id: string;
  readonly resource: Resource;
  readonly kind: string;
  readonly findings: readonly Finding[];
}

/** The shown findings by resource, in the order of the gravest of each. */
export function groupsOf({ findings }: Report): readonly Group[] {
  const groups = new Map<string, Group & { readonly findings: Finding[] }>();
  for (const finding of findings.slice(0, MOST_FINDINGS)) {
    const { resource, kind } = finding;
    const key = `${kind} ${declarationOf(resource)}`;
    const known = groups.get(key);
    if (known) known.findings.push(finding);
    else groups.set(key, { id: `resource-${groups.size + 1}`, resource, kind, findings: [finding] });
  }
  return [...groups.values()];
}

export function findingsSection(report: Report, groups: readonly Group[]): Markup {
  const { findings } = report;
  if (findings.length === 0)
    return html`<section id="findings"><h2>Findings</h2><p class="calm">${calm(report)}</p></section>`;
  const hides = secretLines(report);
  const left = findings.length - MOST_FINDINGS;
  return html`<section id="findings"><h2>Findings <span class="number">${findings.length}</span></h2>
${groups.map(group => groupMarkup(group, report, hides))}
${left > 0 ? html`<p class="left">${count(left, 'more finding')} of lower severity are in the other formats of this run.</p>` : null}</section>`;
}

/** Silence is only good news where everything was read and decided. */
function calm({ summary }: Report): string {
  const open = [
    summary.unknown > 0 ? `${count(summary.unknown, 'verdict')} could not be decided` : null,
    summary.notAnalysed > 0 ? `${count(summary.notAnalysed, 'file')} could not be read` : null,
    summary.suppressed > 0
      ? `${count(summary.suppressed, 'finding')} ${summary.suppressed === 1 ? 'is' : 'are'} accepted`
      : null,
  ].filter(each => each !== null);
  return open.length > 0 ? `No findings, but ${open.join(' and ')}.` : 'No findings.';
}

function groupMarkup({ id, resource, kind, findings }: Group, report: Report, hides: HidesLine): Markup {
  const { name } = resourceJson(resource, kind);
  const levels = SEVERITIES.flatMap(severity => {
    const number = findings.filter(finding => finding.severity === severity).length;
    return number > 0 ? [html`<span class="badge ${severity}">${number} ${severity}</span>`] : [];
  });
  return html`<section class="resource" id="${id}">
<header><h3>${name ?? resource.address}</h3><div class="levels">${levels}</div>
<p class="about">${path(resource.type)} <span class="dot">·</span> <span class="place">${path(placeText(resource.header))}</span></p></header>
${findings.map(finding => findingMarkup(finding, report.rules.get(finding.rule), hides))}</section>`;
}

function findingMarkup(finding: Finding, rule: Rule | undefined, hides: HidesLine): Markup {
  const way = finding.related.filter(place => !place.also);
  const others = finding.related.filter(place => place.also);
  const rows: readonly (readonly [string, Markup | null])[] = [
    ['Reaches', way.length > 0 ? wayMarkup(way) : null],
    ['Also', others.length > 0 ? wayMarkup(others, 'way apart') : null],
    ['Deployed', deployedMarkup(finding)],
    ['Why', rule ? inline(oneLine(rule.why)) : null],
    ['Fix', fixMarkup(finding, rule)],
  ];
  return html`<details class="finding ${finding.severity}" open><summary><span class="badge ${finding.severity}">${finding.severity}</span> <span class="message">${inline(finding.message)}</span></summary>
<div class="body"><p class="about"><span class="place">${path(placeText(finding.location))}</span> <span class="dot">·</span> <a href="#rule-${finding.rule}">${finding.rule}</a></p>
${frameMarkup(finding.location, finding.label, hides)}
<dl>${rows.map(([term, text]) => (text === null ? null : html`<dt>${term}</dt><dd>${text}</dd>`))}</dl></div></details>`;
}

/** The lines around a place as a table, so that numbers are not copied with them. */
export function frameMarkup(place: Span, label: string | null, hides: HidesLine): Markup {
  const lines = frameLines(place, FRAME_WIDTH, hides).map(({ number, text, marked }) => {
    const shown = marked
      ? html`${text.slice(0, marked.from)}<mark>${text.slice(marked.from, marked.from + marked.length) || ' '}</mark>${text.slice(marked.from + marked.length)}${label ? html`<span class="label">${inline(label)}</span>` : null}`
      : html`${text}`;
    return html`<span class="line"><span class="gutter">${number}</span><span class="text">${shown}</span></span>`;
  });
  return html`<pre class="frame">${lines}</pre>`;
}

function wayMarkup(places: readonly RelatedPlace[], classes = 'way'): Markup {
  const left = places.length - MOST_RELATED;
  return html`<ol class="${classes}">${places
    .slice(0, MOST_RELATED)
    .map(
      ({ span, message }) =>
        html`<li><span class="place">${path(placeText(span))}</span> ${inline(message)}</li>`,
    )}${left > 0 ? html`<li>and ${count(left, 'more place')}</li>` : null}</ol>`;
}

function deployedMarkup({ failing, passing, conditional }: Finding): Markup | null {
  const inputs = [...failing, ...passing].some(each => each.inputs.length > 0);
  if (!inputs && passing.length === 0 && !conditional) return null;
  return html`${deploymentsText(failing)}${
    passing.length > 0 ? html` <span class="passes">(passes with ${deploymentsText(passing)})</span>` : null
  }${conditional ? ' · only if its condition holds' : null}`;
}

function deploymentsText(deployments: readonly Deployment[]): string {
  const texts = [
    ...new Set(
      deployments.map(({ root, inputs }) =>
        inputs.length > 0 ? inputs.join(' + ') : `${root} with its defaults`,
      ),
    ),
  ];
  const left = texts.length - MOST_DEPLOYMENTS;
  return left > 0 ? `${texts.slice(0, MOST_DEPLOYMENTS).join(', ')} and ${left} more` : texts.join(', ');
}

/** The edit where there is one, else what the rule's advice begins with: a sentence or code. */
function fixMarkup({ fix }: Finding, rule: Rule | undefined): Markup | null {
  if (fix) {
    const care =
      fix.safety === 'unsafe' ? html` <span class="care">check clients and data first</span>` : null;
    return html`<code>${fix.title}</code>${fix.note ? html` <span>${inline(fix.note)}</span>` : null}${care}`;
  }
  const advice = rule?.advice.trim() ?? '';
  const [first = ''] = /^```[\s\S]*?\n```|^[\s\S]*?(?=\n\s*\n|$)/.exec(advice) ?? [];
  return first === '' ? null : prose(first.replace(/:$/, '.'));
}

/** What was accepted, folded: nobody has to act on it, but a reviewer may ask. */
export function suppressedSection({ suppressed }: Report): Markup {
  if (suppressed.length === 0) return html``;
  const left = suppressed.length - MOST_SUPPRESSED;
  return html`<section id="accepted"><details><summary><h2>Accepted <span class="number">${suppressed.length}</span></h2></summary>
<table class="wide"><thead><tr><th>Severity</th><th>Finding</th><th>Where</th><th>Accepted by</th></tr></thead><tbody>
${suppressed.slice(0, MOST_SUPPRESSED).map(suppressedRow)}</tbody></table>
${left > 0 ? html`<p class="left">${count(left, 'more')} in the other formats of this run.</p>` : null}</details></section>`;
}

function suppressedRow({ finding, suppression }: SuppressedFinding): Markup {
  const { kind, reason, until } = suppression;
  return html`<tr><td><span class="badge ${finding.severity}">${finding.severity}</span></td>
<td>${inline(finding.message)}<br><span class="soft">${finding.rule}</span></td><td class="place">${path(placeText(finding.location))}</td>
<td>${BY[kind]}${until === null ? null : ` until ${until}`}${reason === null ? null : `: ${reason}`}</td></tr>`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
