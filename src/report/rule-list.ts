// The catalogue as a table: for the terminal and, as Markdown, for the README.

import type { Rule } from '../engine/rule-format.ts';
import type { Paint } from './paint.ts';

export function ruleList(rules: readonly Rule[], paint: Paint): string {
  const widest = Math.max(0, ...rules.map(rule => rule.id.length));
  const lines = rules.map(rule => {
    const severity = paint.severity(rule.severity, rule.severity.padEnd(8));
    return `${severity}  ${rule.id.padEnd(widest)}  ${paint.label(rule.check.padEnd(18))}  ${rule.title}`;
  });
  return lines.map(line => `${line.trimEnd()}\n`).join('');
}

/** One table for each cloud, folded away behind the number of its rules, so that the page stays short. */
export function ruleTables(rules: readonly Rule[]): string {
  const groups = CLOUDS.map(([prefix, cloud]) => ({
    cloud,
    members: rules.filter(rule => rule.id.startsWith(`${prefix}-`)),
  }));
  return groups
    .filter(({ members }) => members.length > 0)
    .map(({ cloud, members }) => {
      const summary = `<summary><b>${cloud}</b>: ${members.length} rules</summary>`;
      return `<details>\n${summary}\n\n${ruleTable(members)}\n\n</details>`;
    })
    .join('\n\n');
}

/** What ids of rules start with. */
const CLOUDS = [
  ['azure', 'Azure'],
  ['aws', 'AWS'],
  ['gcp', 'Google Cloud'],
  ['any', 'Any cloud'],
] as const;

function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(
    rule =>
      `| [\`${rule.id}\`](docs/rules/${rule.id}.md) | ${rule.check} | ${rule.severity} | ${rule.title} |`,
  );
  return ['| rule | check | severity | what it finds |', '|---|---|---|---|', ...rows].join('\n');
}

/** What other programs may want to know of the rules. */
export function ruleListJson(rules: readonly Rule[]): string {
  const rows = rules.map(rule => ({
    id: rule.id,
    title: rule.title,
    check: rule.check,
    severity: rule.severity,
    precision: rule.precision,
    packs: rule.packs,
    aliases: rule.aliases ?? [],
    maps: rule.maps,
    resources: rule.kinds,
    references: rule.references,
    help: `aispm explain ${rule.id}`,
  }));
  return `${JSON.stringify({ version: 1, rules: rows }, null, 2)}\n`;
}
