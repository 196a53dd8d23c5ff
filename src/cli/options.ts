// The table of commands and options: parsing, help and completions all read it.

export type Command = 'lint' | 'model' | 'explain' | 'rules';

export interface Option {
  readonly name: string;
  readonly short?: string;
  /** Shown in help; absent for switches. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly repeatable?: boolean;
  readonly commands: readonly Command[];
  readonly help: string;
}

export const FORMATS = ['pretty', 'concise', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export const OPTIONS: readonly Option[] = [
  {
    name: 'format',
    short: 'f',
    value: 'FORMAT',
    choices: FORMATS,
    commands: ['lint'],
    help: 'What stdout shows: pretty, concise, json or sarif (pretty)',
  },
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT=FILE',
    repeatable: true,
    commands: ['lint'],
    help: 'Write a format to a file too; as often as wanted',
  },
  {
    name: 'params',
    short: 'p',
    value: 'FILE',
    repeatable: true,
    commands: ['lint', 'model', 'explain'],
    help: 'Use this parameter file instead of those found',
  },
  {
    name: 'fail-on',
    value: 'SEVERITY',
    choices: ['critical', 'high', 'medium', 'low', 'info', 'never'],
    commands: ['lint'],
    help: 'Lowest severity that makes the exit status 1 (medium)',
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
    repeatable: true,
    commands: ['lint'],
    help: 'Only these rules: an id, an alias, check:NAME or tag:NAME',
  },
  {
    name: 'ignore',
    value: 'RULE',
    repeatable: true,
    commands: ['lint'],
    help: 'Not these rules, named as with --select',
  },
  {
    name: 'verdicts',
    commands: ['lint'],
    help: 'Add every verdict, with reasons, to the JSON output',
  },
  {
    name: 'unknown',
    commands: ['lint'],
    help: 'List what could not be decided, and why, on stderr',
  },
  {
    name: 'color',
    value: 'WHEN',
    choices: ['auto', 'always', 'never'],
    commands: ['lint', 'explain', 'rules'],
    help: 'Colour in pretty output: auto, always or never (auto)',
  },
  { name: 'quiet', short: 'q', commands: ['lint'], help: 'No summary line on stderr' },
  {
    name: 'debug',
    commands: ['lint', 'model', 'explain', 'rules'],
    help: 'Show the stack of internal errors',
  },
  { name: 'help', short: 'h', commands: ['lint', 'model', 'explain', 'rules'], help: 'Show this help' },
  { name: 'version', short: 'V', commands: ['lint'], help: 'Show the version' },
];

export const COMMANDS: Readonly<Record<Command, { readonly usage: string; readonly summary: string }>> = {
  lint: {
    usage: 'aispm [lint] [paths…]',
    summary: 'Check the AI services that infrastructure code would deploy',
  },
  model: { usage: 'aispm model [paths…]', summary: 'Print the common resource model as JSON' },
  explain: {
    usage: 'aispm explain <rule | file:line>',
    summary: 'Show a rule, or how conditions came out at a place',
  },
  rules: {
    usage: 'aispm rules list | test [files…]',
    summary: 'List the rules, or run the tests inside rule files',
  },
};
