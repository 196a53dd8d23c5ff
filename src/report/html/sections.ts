// The parts of the page beside findings: counts, verdicts by check, what is not known, the inventory, the rules.

import { declarationOf } from '../../engine/inventory.ts';
import type { Report } from '../../engine/report.ts';
import type { Rule } from '../../engine/rule-format.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { HidesLine } from '../code-frame.ts';
import { diagnosticPlace } from '../json.ts';
import { placeText, resourceJson } from '../location.ts';
import { secretLines } from '../secret-lines.ts';
import { count } from '../summary.ts';
import { frameMarkup } from './findings.ts';
import { html, inline, type Markup, NOTHING, path, prose, webLink } from './markup.ts';

const MOST_ROWS = 500;
const MOST_BROKEN = 100;

/** The counts, most important first. */
export function summarySection({ summary }: Report): Markup {
  const facts: readonly (readonly [string, number, string | null])[] = [
    ['files', summary.files, null],
    ['resources', summary.resources, null],
    ['AI resources', summary.aiResources, 'inventory'],
    ['unknown', summary.unknown, 'unknown'],
    ['not analysed', summary.notAnalysed, 'problems'],
    ['accepted', summary.suppressed, 'accepted'],
  ];
  return html`<section class="summary" aria-label="Summary"><ul class="severities">${SEVERITIES.map(
    severity => {
      const number = summary.findings[severity];
      return html`<li class="${severity}${number === 0 ? ' none' : ''}"><strong>${number}</strong> ${severity}</li>`;
    },
  )}</ul>
<ul class="facts">${facts.map(([name, number, target]) => {
    const text = html`<strong>${number}</strong> ${name}`;
    return html`<li>${target !== null && number > 0 ? html`<a href="#${target}">${text}</a>` : text}</li>`;
  })}</ul></section>`;
}

interface Tally {
  readonly fail: Set<string>;
  readonly unknown: Set<string>;
  readonly pass: Set<string>;
}

const OUTCOMES = ['fail', 'unknown', 'pass'] as const;

/** How rules came out on resources, by what they check: a resource counts once for a rule, by its worst deployment. */
export function checksSection({ verdicts, suppressed }: Report): Markup {
  const tallies = new Map<string, Tally>();
  for (const { check, outcome, rule, resource } of verdicts) {
    if (outcome === 'skip') continue;
    const tally = tallies.get(check) ?? { fail: new Set(), unknown: new Set(), pass: new Set() };
    tallies.set(check, tally);
    tally[outcome].add(`${rule} ${declarationOf(resource)}`);
  }
  if (tallies.size === 0) return NOTHING;
  const hasBaseline = suppressed.some(({ suppression }) => suppression.kind === 'baseline');
  const known = hasBaseline ? html`<p class="soft">What the baseline accepts fails here too.</p>` : null;
  const rows = [...tallies]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([check, tally]) => checkRow(check, tally));
  return html`<section id="checks"><h2>Checks</h2>${known}<table class="checks"><thead><tr><th>Check</th><th class="bars"><span class="hidden">Share</span></th><th>Fail</th><th>Unknown</th><th>Pass</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function checkRow(check: string, { fail, unknown, pass }: Tally): Markup {
  const undecided = [...unknown].filter(each => !fail.has(each)).length;
  const passed = [...pass].filter(each => !fail.has(each) && !unknown.has(each)).length;
  const numbers = { fail: fail.size, unknown: undecided, pass: passed };
  const all = fail.size + undecided + passed;
  let from = 0;
  const bars = OUTCOMES.map(outcome => {
    const width = (numbers[outcome] / all) * 100;
    const bar = html`<rect class="${outcome}" x="${from}" width="${width}" height="10"/>`;
    from += width;
    return bar;
  });
  return html`<tr><th scope="row">${check.replaceAll('-', ' ')}</th><td class="bars"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg></td>
${OUTCOMES.map(outcome => html`<td class="${numbers[outcome] > 0 ? outcome : 'zero'}">${numbers[outcome]}</td>`)}</tr>`;
}

/** What stands in the way of reading a file, and what else somebody should know of it. */
export function problemsSection(report: Report): Markup {
  const { diagnostics } = report;
  if (diagnostics.length === 0) return NOTHING;
  const hides: HidesLine = secretLines(report);
  const left = diagnostics.length - MOST_BROKEN;
  const blocks = diagnostics.slice(0, MOST_BROKEN).map(diagnostic => {
    const { code, severity, message, hint, span } = diagnostic;
    return html`<details class="problem ${severity}"><summary><span class="badge ${severity}">${severity}</span> <span class="message">${inline(message)}</span></summary>
<div class="body"><p class="about"><span class="place">${path(diagnosticPlace(diagnostic))}</span> <span class="dot">·</span> ${code}</p>
${span ? frameMarkup(span, null, hides) : null}${hint ? html`<p>${inline(hint)}</p>` : null}</div></details>`;
  });
  return html`<section id="problems"><h2>Problems <span class="number">${diagnostics.length}</span></h2>${blocks}
${left > 0 ? html`<p class="left">${count(left, 'more')} in the other formats of this run.</p>` : null}</section>`;
}

/** What could not be decided, by the reason: one parameter often stands behind many. */
export function unknownSection({ verdicts }: Report): Markup {
  const byReason = new Map<string, Map<string, Set<string>>>();
  for (const { outcome, message, resource, rule } of verdicts) {
    if (outcome !== 'unknown') continue;
    const resources = byReason.get(message ?? '') ?? new Map<string, Set<string>>();
    byReason.set(message ?? '', resources);
    const place = placeText(resource.header);
    resources.set(place, (resources.get(place) ?? new Set()).add(rule));
  }
  if (byReason.size === 0) return NOTHING;
  const weight = (resources: Map<string, Set<string>>): number =>
    [...resources.values()].reduce((sum, rules) => sum + rules.size, 0);
  const rows = [...byReason].sort(([, one], [, other]) => weight(other) - weight(one));
  const left = rows.length - MOST_ROWS;
  return html`<section id="unknown"><details><summary><h2>Unknown <span class="number">${rows.reduce((sum, [, each]) => sum + weight(each), 0)}</span></h2></summary>
<p>What cannot be decided before deployment is never a finding. Giving the named parameters a value decides it.</p>
<table class="wide"><thead><tr><th>Why</th><th>Where</th><th>Rules</th></tr></thead><tbody>${rows
    .slice(0, MOST_ROWS)
    .map(
      ([reason, resources]) =>
        html`<tr><td>${inline(reason)}</td><td class="place">${[...resources.keys()].map(place => html`<div>${path(place)}</div>`)}</td><td class="soft">${[...new Set([...resources.values()].flatMap(rules => [...rules]))].join(', ')}</td></tr>`,
    )}</tbody></table>${left > 0 ? html`<p class="left">${count(left, 'more reason')}: <code>--unknown</code> lists them all.</p>` : null}</details></section>`;
}

/** `anchor` says where a declaration's findings are in the page. */
export function inventorySection(
  { inventory, findings }: Report,
  anchor: (declaration: string) => string | null,
): Markup {
  if (inventory.length === 0) return NOTHING;
  const byDeclaration = new Map<string, number>();
  for (const { resource } of findings) {
    const key = declarationOf(resource);
    byDeclaration.set(key, (byDeclaration.get(key) ?? 0) + 1);
  }
  const left = inventory.length - MOST_ROWS;
  const rows = inventory.slice(0, MOST_ROWS).map(({ service, title, resource, kind }) => {
    const key = declarationOf(resource);
    const number = byDeclaration.get(key) ?? 0;
    const target = anchor(key);
    const findingsCell =
      number === 0
        ? html`<span class="soft">none</span>`
        : target === null
          ? html`${number}`
          : html`<a href="#${target}">${number}</a>`;
    return html`<tr><td>${service ?? title}</td><td class="name">${resourceJson(resource, kind).name ?? resource.address}</td><td class="type">${path(resource.type)}</td><td class="place">${path(placeText(resource.header))}</td><td data-name="Findings">${findingsCell}</td></tr>`;
  });
  return html`<section id="inventory"><h2>AI inventory <span class="number">${inventory.length}</span></h2>
<table class="wide"><thead><tr><th>Service</th><th>Name</th><th>Type</th><th>Where</th><th>Findings</th></tr></thead><tbody>${rows}</tbody></table>
${left > 0 ? html`<p class="left">${count(left, 'more AI resource')} in the output of <code>aispm bom</code>.</p>` : null}</section>`;
}

/** The rules that have findings, folded. */
export function rulesSection({ rules, findings }: Report): Markup {
  const found = new Set(findings.map(finding => finding.rule));
  const shown = [...rules.values()].filter(rule => found.has(rule.id));
  if (shown.length === 0) return NOTHING;
  return html`<section id="rules"><h2>Rules <span class="number">${shown.length}</span></h2>${shown.map(ruleMarkup)}</section>`;
}

function ruleMarkup(rule: Rule): Markup {
  const controls = Object.entries(rule.maps).flatMap(([framework, ids]) =>
    ids.map(id => `${framework} ${id}`),
  );
  return html`<details class="rule"><summary><span class="message">${rule.title}</span> <code>${rule.id}</code></summary>
<div class="body" id="rule-${rule.id}">${prose(rule.why)}${prose(rule.advice)}${rule.differs ? prose(rule.differs) : null}
${controls.length > 0 ? html`<p class="soft">${[...controls, ...(rule.aliases ?? [])].join(' · ')}</p>` : null}
<ul class="references">${rule.references.map(address => html`<li>${webLink(address, address)}</li>`)}</ul></div></details>`;
}
