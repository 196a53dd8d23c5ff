// `aispm init`: looks at the repository and writes a configuration for it in which everything is a comment.

import { writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Catalogue } from '../../engine/catalogue.ts';
import type { Report } from '../../engine/report.ts';
import { rulesByName } from '../../engine/select-rules.ts';
import { CONFIGURATION_NAME, findConfiguration } from '../../project/configuration-file.ts';
import { decodeText } from '../../project/decode.ts';
import { type Disk, isProblem } from '../../project/disk.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { gitRoot } from '../../project/workspace.ts';
import { count } from '../../report/summary.ts';
import type { Arguments } from '../arguments.ts';
import { shownPath } from '../configuration.ts';
import { UsageError } from '../errors.ts';
import { lintProject } from '../lint-project.ts';
import { settingsOf } from '../settings.ts';
import type { Streams } from '../streams.ts';

/** Writes into the root of the repository, else into the working folder; never over a configuration that is there. */
export async function init(given: Arguments, streams: Streams): Promise<number> {
  if (given.paths.length > 0)
    throw new UsageError('init takes no paths: run it in the repository that it is for');
  const disk = nodeDisk();
  const folder = gitRoot(disk.workingFolder, disk) ?? disk.workingFolder;
  const existing = findConfiguration([folder], disk);
  if (existing !== null)
    throw new UsageError(`${shownPath(existing, disk.workingFolder)} is there already; it is left as it is`);
  const settings = await settingsOf(given, disk, [folder]);
  const { report } = await lintProject(settings);
  const path = posix.join(folder, CONFIGURATION_NAME);
  try {
    writeFileSync(
      path,
      configurationText(report, othersIgnore(folder, settings.catalogue, disk), modeline(folder, disk)),
    );
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${(error as Error).message}`);
  }
  streams.stderr.write(`${shownPath(path, disk.workingFolder)} written. ${nextStep(report)}\n`);
  return 0;
}

const SCHEMA = 'node_modules/aispm/aispm.schema.json';

/** By which editors check and complete the file, where the schema is at hand. */
function modeline(folder: string, disk: Disk): readonly string[] {
  return disk.kindOf(posix.join(folder, SCHEMA)) === 'file'
    ? [`# yaml-language-server: $schema=${SCHEMA}`]
    : [];
}

function nextStep({ findings, summary }: Report): string {
  if (summary.files === 0) return 'No infrastructure code was found here yet.';
  if (findings.length === 0) return 'Nothing is wrong here: add aispm to your pull requests to keep it so.';
  return `${count(findings.length, 'finding')} here: mend them, or accept them for now with aispm --update-baseline.`;
}

/** Files in which other tools are told what to leave out. */
const OTHERS = [
  '.checkov.yaml',
  '.checkov.yml',
  '.github/checkov.yaml',
  '.trivyignore',
  'trivy.yaml',
  '.tfsec/config.yml',
  'ps-rule.yaml',
];
const LONGEST = 1 << 20;

interface Foreign {
  readonly name: string;
  /** Names of rules that are ours too. */
  readonly rules: readonly string[];
}

/** What other tools in the repository skip, as far as it is a rule of ours. */
function othersIgnore(folder: string, { rules }: Catalogue, disk: Disk): readonly Foreign[] {
  const names = rulesByName(rules.values());
  return OTHERS.flatMap(name => {
    const bytes = disk.read(posix.join(folder, name), LONGEST);
    const text = isProblem(bytes) ? null : decodeText(bytes);
    if (typeof text !== 'string') return [];
    const skipped = name.includes('checkov')
      ? (/skip-check:([^:]*?)(?=\n[\w-]+:|$)/.exec(text)?.[1] ?? '')
      : text;
    const found = skipped.match(/[A-Za-z][\w-]*\d+|Azure\.AI\.\w+/g) ?? [];
    return [{ name, rules: [...new Set(found)].filter(each => names.has(each.toLowerCase())) }];
  });
}

/** Lines that begin with `#`, one blank and a word explain; the others are configuration to be switched on. */
function configurationText(report: Report, others: readonly Foreign[], modeline: readonly string[]): string {
  const skipped = [...new Set(others.flatMap(each => each.rules))];
  const parts = [
    [
      ...modeline,
      '# What aispm goes by in this repository. Everything below is a comment and shows what holds without it.',
      ...foundHere(report),
    ],
    [
      '# The rules to run: defender (the four checks of Defender for Cloud), recommended, strict.',
      '#pack: recommended',
    ],
    [
      '# Levels by rule: off leaves it out, a severity adds it and replaces its own. A rule goes by its id, by its name in other',
      '# tools (AZR-000282, CKV_AZURE_236) or by its whole check (managed-identity). `aispm rules list` shows them.',
      '#rules:',
      `#  ${exampleRule(report)}: medium`,
    ],
    ...(others.length > 0
      ? [
          [
            `# ${others.map(each => each.name).join(', ')} ${others.length === 1 ? 'was' : 'were'} found. ${
              skipped.length > 0
                ? 'What is skipped there and is a rule here too:'
                : 'Nothing that is skipped there is a rule here.'
            }`,
            ...(skipped.length > 0 ? [`#ignore: [${skipped.join(', ')}]`] : []),
          ],
        ]
      : []),
    ['# The lowest severity that makes the exit status 1.', '#fail-on: medium'],
    [
      '# Which files are judged, by patterns as in .gitignore.',
      '#paths:',
      '#  exclude: [examples/, "**/test/**"]',
    ],
    [
      '# Parameter files by root. Without this they are found by their names; each gives one deployment.',
      ...inputsHere(report),
    ],
    [
      '# Other levels for some files.',
      '#overrides:',
      '#  - paths: [sandbox/]',
      `#    rules: { ${exampleRule(report)}: low }`,
    ],
    [
      '# Findings that are accepted. In the code itself: aispm:ignore[rule] until=2027-01-31 -- reason',
      '#ignores:',
      `#  - rules: [${exampleRule(report)}]`,
      '#    paths: [legacy/]',
      '#    until: 2027-01-31',
      '#    reason: replaced by the end of the year',
    ],
    [
      '# Findings that were there before: aispm --update-baseline writes the file, and only what comes after is reported.',
      '#baseline: .aispm-baseline.json',
    ],
    ['# Folders with rules of your own, in the form of the built-in ones.', '#rule-folders: [policy/aispm]'],
  ];
  return `${parts.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function foundHere({ deployments, inventory, findings, summary }: Report): string[] {
  const languages = [...new Set(deployments.map(each => each.language))].sort();
  const clouds = [...new Set(inventory.map(each => each.kind.split('.')[0]!))].sort();
  const named = (words: readonly string[]): string => (words.length > 0 ? ` (${words.join(', ')})` : '');
  const files = `${count(summary.files, 'file')}${named(languages)}`;
  return [
    `# Found when this was written: ${files}, ${count(inventory.length, 'AI resource')}${named(clouds)}, ${count(findings.length, 'finding')}.`,
  ];
}

function exampleRule({ findings, rules }: Report): string {
  return findings[0]?.rule ?? rules.keys().next().value ?? 'azure-ai-local-auth-enabled';
}

const MOST_ROOTS = 10;

/** The roots that were evaluated, with the parameter files that were found for them. */
function inputsHere({ deployments }: Report): string[] {
  const byRoot = new Map<string, string[]>();
  for (const { root, inputs } of deployments) byRoot.set(root, [...(byRoot.get(root) ?? []), ...inputs]);
  const found = [...byRoot].filter(([, files]) => files.length > 0).slice(0, MOST_ROOTS);
  const roots: readonly (readonly [string, readonly string[]])[] =
    found.length > 0 ? found : [['infra/main.bicep', ['infra/main.prod.bicepparam']]];
  return [
    '#inputs:',
    ...roots.map(([root, files]) => `#  ${JSON.stringify(root)}: ${JSON.stringify([...new Set(files)])}`),
  ];
}
