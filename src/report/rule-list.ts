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

export function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(
    rule =>
      `| [\`${rule.id}\`](docs/rules/${rule.id}.md) | ${rule.check} | ${rule.severity} | ${rule.title} |`,
  );
  return ['| rule | check | severity | what it finds |', '|---|---|---|---|', ...rows].join('\n');
}
