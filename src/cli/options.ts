// The table of commands and options: parsing, help and completions all read it.

import { SEVERITIES } from '../model/finding.ts';
import { FORMATS } from './formats.ts';

export type Command = 'lint' | 'model' | 'bom' | 'paths' | 'explain' | 'rules' | 'init' | 'completion';

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Shown in help; absent for switches. */
  readonly value?: string;
  readonly choices?: readonly string[];
  /** What completions offer for the value. */
  readonly completes?: 'file' | 'rule';
  readonly repeatable?: boolean;
  readonly commands: readonly Command[];
  /** Left out of `aispm --help`, shown by `aispm lint --help`. */
  readonly rare?: true;
  readonly help: string;
}

const JUDGING = ['lint', 'explain'] as const;
const READING = ['lint', 'model', 'bom', 'paths', 'explain'] as const;
const CONFIGURED = ['lint', 'model', 'bom', 'paths', 'explain', 'rules'] as const;
const ALL = ['lint', 'model', 'bom', 'paths', 'explain', 'rules', 'init', 'completion'] as const;

export const OPTIONS: readonly Option[] = [
  {
    name: 'format',
    short: 'f',
    value: 'FORMAT',
    choices: FORMATS,
    commands: ['lint'],
    help: 'What stdout shows: pretty, concise, json, sarif … (pretty)',
  },
  {
    name: 'format',
    short: 'f',
    value: 'FORMAT',
    choices: ['table', 'json', 'markdown'],
    commands: ['rules'],
    help: 'How rules are listed: table, json or markdown (table)',
  },
  {
    name: 'format',
    short: 'f',
    value: 'FORMAT',
    choices: ['pretty', 'json', 'mermaid'],
    commands: ['paths'],
    help: 'How paths are shown: pretty, json or mermaid (pretty)',
  },
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT=FILE',
    completes: 'file',
    repeatable: true,
    commands: ['lint'],
    help: 'Write a format to a file too; as often as wanted',
  },
  {
    name: 'sarif-profile',
    value: 'PROFILE',
    choices: ['github', 'full'],
    commands: ['lint'],
    rare: true,
    help: 'What SARIF has: github, or full with what was accepted (github)',
  },
  {
    name: 'params',
    short: 'p',
    value: 'FILE',
    completes: 'file',
    repeatable: true,
    commands: READING,
    help: 'Use this parameter file instead of those found',
  },
  {
    name: 'pack',
    value: 'PACK',
    choices: ['defender', 'recommended', 'strict'],
    commands: ['lint', 'explain', 'rules'],
    help: 'The rules to run: defender, recommended or strict (recommended)',
  },
  {
    name: 'select',
    value: 'RULE',
    completes: 'rule',
    repeatable: true,
    commands: ['lint', 'explain', 'rules'],
    help: 'Only these rules: an id, an alias or a check',
  },
  {
    name: 'ignore',
    value: 'RULE',
    completes: 'rule',
    repeatable: true,
    commands: ['lint', 'explain', 'rules'],
    help: 'Not these rules, named as with --select',
  },
  {
    name: 'min-severity',
    value: 'SEVERITY',
    choices: SEVERITIES,
    commands: ['lint'],
    help: 'Lowest severity that is shown (info)',
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: [...SEVERITIES, 'never'],
    commands: ['lint', 'paths'],
    help: 'Lowest severity that makes the exit status 1 (medium)',
  },
  {
    name: 'fail-on-unknown',
    commands: ['lint'],
    rare: true,
    help: 'Exit with 1 also where a verdict could not be reached',
  },
  {
    name: 'strict',
    commands: ['lint'],
    rare: true,
    help: 'Exit with 1 also for baseline entries and ignores that match nothing any more',
  },
  {
    name: 'exit-zero',
    commands: ['lint'],
    rare: true,
    help: 'Exit with 0 whatever is found: for steps that only report',
  },
  {
    name: 'allow-parse-errors',
    commands: ['lint'],
    rare: true,
    help: 'Do not exit with 1 for files that could not be parsed',
  },
  {
    name: 'no-inputs',
    value: 'LEVEL',
    choices: ['warning', 'error'],
    commands: ['lint'],
    rare: true,
    help: 'Where no file is supported: warning or error, status 2 (warning)',
  },
  {
    name: 'since',
    value: 'REF',
    commands: ['lint'],
    help: 'Only what is new or touched since a commit, branch or tag',
  },
  { name: 'staged', commands: ['lint'], help: 'Only what is new or touched in what git is to commit' },
  {
    name: 'baseline',
    value: 'FILE',
    completes: 'file',
    commands: ['lint'],
    help: 'Only findings that are not in this file',
  },
  {
    name: 'update-baseline',
    commands: ['lint'],
    help: 'Write the findings to the baseline (.aispm-baseline.json)',
  },
  { name: 'fix', commands: ['lint'], help: 'Mend in the files what can be mended safely' },
  {
    name: 'unsafe-fixes',
    commands: ['lint'],
    rare: true,
    help: 'With --fix or --diff: also fixes that clients or data may notice',
  },
  { name: 'diff', commands: ['lint'], help: 'Show what --fix would change, and change nothing' },
  {
    name: 'stdin-path',
    value: 'FILE',
    completes: 'file',
    commands: ['lint'],
    rare: true,
    help: 'With the path -: judge the text on stdin as this file',
  },
  {
    name: 'config',
    value: 'FILE',
    completes: 'file',
    commands: CONFIGURED,
    help: 'This configuration instead of the nearest aispm.yaml',
  },
  { name: 'no-config', commands: CONFIGURED, rare: true, help: 'No configuration' },
  {
    name: 'print-config',
    commands: ['lint'],
    rare: true,
    help: 'Print what holds here, or for the files that are named, and stop',
  },
  {
    name: 'verdicts',
    commands: ['lint'],
    rare: true,
    help: 'Add every verdict, with reasons, to the JSON output',
  },
  {
    name: 'unknown',
    commands: ['lint'],
    rare: true,
    help: 'List what could not be decided, and why, on stderr',
  },
  {
    name: 'verbose',
    short: 'v',
    commands: ['lint'],
    help: 'As --unknown, and what was ignored and which configuration holds',
  },
  { name: 'quiet', short: 'q', commands: ['lint'], help: 'No summary line on stderr' },
  {
    name: 'color',
    value: 'WHEN',
    choices: ['auto', 'always', 'never'],
    commands: [...JUDGING, 'paths', 'rules'],
    rare: true,
    help: 'Colour: auto, always or never (auto)',
  },
  { name: 'debug', commands: ALL, rare: true, help: 'Show the stack of internal errors' },
  { name: 'help', short: 'h', commands: ALL, help: 'Show this help; after a command, all of its options' },
  { name: 'version', short: 'V', commands: ['lint'], rare: true, help: 'Show the version' },
];

export const COMMANDS: Readonly<Record<Command, { readonly usage: string; readonly summary: string }>> = {
  lint: {
    usage: 'aispm [lint] [paths…]',
    summary: 'Check the AI services that infrastructure code would deploy',
  },
  model: { usage: 'aispm model [paths…]', summary: 'Print the common resource model as JSON' },
  bom: { usage: 'aispm bom [paths…]', summary: 'Print the AI bill of materials as CycloneDX JSON' },
  paths: { usage: 'aispm paths [paths…]', summary: 'Print attack paths to AI workloads and their data' },
  explain: {
    usage: 'aispm explain <rule | file:line>',
    summary: 'Show a rule, or how conditions came out at a place',
  },
  rules: {
    usage: 'aispm rules list | test [files…]',
    summary: 'List the rules, or run the tests inside rule files',
  },
  init: { usage: 'aispm init', summary: 'Write a commented aispm.yaml for this repository' },
  completion: {
    usage: 'aispm completion <shell>',
    summary: 'Print completions for bash, zsh, fish or powershell',
  },
};
