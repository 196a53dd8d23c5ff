// A rule's page in Markdown: what `explain` prints, SARIF carries as help, and `docs/rules` holds.

import type { Rule, RuleTest } from '../engine/rule-format.ts';

const FRAMEWORKS: Readonly<Record<string, string>> = {
  mcsb: 'Microsoft cloud security benchmark',
  policy: 'Azure Policy',
  defender: 'Defender for Cloud',
  'security-hub': 'AWS Security Hub',
  'owasp-llm': 'OWASP Top 10 for LLM applications',
  atlas: 'MITRE ATLAS',
  cwe: 'CWE',
};

const FENCES: Readonly<Record<RuleTest['language'], string>> = {
  bicep: 'bicep',
  arm: 'json',
  terraform: 'hcl',
  cloudformation: 'yaml',
  typescript: 'typescript',
};

export function rulePage(rule: Rule): string {
  const parts = [
    `# ${rule.id}`,
    `**${rule.title}.** Severity ${rule.severity}, check \`${rule.check}\`, precision ${rule.precision}, in ${packs(rule)}.`,
    `## Why it matters\n\n${rule.why.trim()}`,
    `## How to mend it\n\n${rule.advice.trim()}`,
    settings(rule),
    severities(rule),
    examples(rule),
    rule.differs ? `## Where it differs from other tools\n\n${rule.differs.trim()}` : null,
    controls(rule),
    `## References\n\n${rule.references.map(url => `- <${url}>`).join('\n')}`,
  ];
  return `${parts.filter(part => part !== null).join('\n\n')}\n`;
}

function packs(rule: Rule): string {
  return `pack${rule.packs.length === 1 ? '' : 's'} ${rule.packs.map(pack => `\`${pack}\``).join(', ')}`;
}

/** What users may set for it, and how. */
function settings({ id, settings: all }: Rule): string | null {
  if (!all) return null;
  const rows = Object.entries(all).map(([name, { description, default: value }]) => {
    const otherwise =
      value === undefined
        ? 'where it is not set, the rule does not apply'
        : `default: ${JSON.stringify(value)}`;
    return `- \`${name}\`: ${description} (${otherwise})`;
  });
  return `## What can be set\n\nUnder \`settings: { ${id}: … }\` in \`aispm.yaml\`:\n\n${rows.join('\n')}`;
}

/** The messages with the severities that they may have: what a finding of this rule can say. */
function severities(rule: Rule): string {
  const rows = rule.cases.flatMap(each => {
    const messages =
      typeof each.message === 'string' ? [each.message] : each.message.map(choice => choice.is);
    const levels = [...new Set([...(each.severity ?? []).map(choice => choice.is), rule.severity])];
    return messages.map(message => `- on \`${each.resource}\`: ${message} (${levels.join(' or ')})`);
  });
  return `## What it says\n\n${rows.join('\n')}`;
}

/** The first failing and passing test of each language: examples that are known to be true. */
function examples(rule: Rule): string | null {
  const blocks: string[] = [];
  for (const [expect, title] of [
    ['fail', 'Fails'],
    ['pass', 'Passes'],
  ] as const) {
    for (const language of ['bicep', 'arm', 'terraform', 'cloudformation', 'typescript'] as const) {
      const test = rule.tests.find(
        each => each.expect === expect && each.language === language && !each.files,
      );
      if (test && language !== 'arm')
        blocks.push(`${title} (${test.name}):\n\n\`\`\`${FENCES[language]}\n${test.code.trimEnd()}\n\`\`\``);
    }
  }
  return blocks.length > 0 ? `## Examples\n\n${blocks.join('\n\n')}` : null;
}

function controls(rule: Rule): string {
  const rows = Object.entries(rule.maps).map(
    ([framework, ids]) => `- ${FRAMEWORKS[framework] ?? framework}: ${ids.join(', ')}`,
  );
  if (rule.aliases && rule.aliases.length > 0) rows.push(`- also known as: ${rule.aliases.join(', ')}`);
  return `## Controls\n\n${rows.join('\n')}`;
}
