// `--help`, made of the option table. Without a command it fits a screen: what few people need is shown with the command.

import { FORMATS } from './formats.ts';
import { COMMANDS, type Command, OPTIONS, type Option } from './options.ts';

export function helpText(command: Command | null): string {
  return `${(command ? commandHelp(command) : overview()).join('\n')}\n`;
}

function overview(): string[] {
  const common = OPTIONS.filter(option => option.commands.includes('lint') && !option.rare);
  return [
    'AI security posture management for infrastructure code, offline.',
    '',
    ...Object.values(COMMANDS).map(each => `  ${each.usage.padEnd(34)}${each.summary}`),
    '',
    'Options of lint (aispm lint --help shows all)',
    ...common.map(optionLine),
    '',
    ...EXAMPLES.slice(0, 4),
    '',
    ...EXIT_STATUS,
  ];
}

function commandHelp(command: Command): string[] {
  const { usage, summary } = COMMANDS[command];
  return [
    `${summary}.`,
    '',
    `  ${usage}`,
    '',
    'Options',
    ...OPTIONS.filter(option => option.commands.includes(command)).map(optionLine),
    ...(command === 'lint'
      ? ['', `Formats: ${FORMATS.join(', ')}`, '', ...EXAMPLES, '', ...EXIT_STATUS]
      : []),
  ];
}

function optionLine({ short, name, value, help }: Option): string {
  const names = `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`;
  return `  ${names.padEnd(27)} ${help}`;
}

const EXAMPLES = [
  'Examples',
  '  aispm                                      everything below this folder',
  '  aispm infra/main.bicep -p prod.bicepparam  one root with one parameter file',
  '  aispm --since origin/main -o sarif=a.sarif what a branch brings, also as SARIF',
  '  aispm --pack defender                      the four checks of Defender for Cloud',
  '  aispm --update-baseline                    accept what is there, report only what comes',
  '  cat main.bicep | aispm - --stdin-path infra/main.bicep',
  '  aispm explain azure-ai-local-auth-enabled  what a rule asks and why',
];

const EXIT_STATUS = [
  'Exit status: 0 nothing at or above --fail-on, 1 findings or a file that could not be parsed,',
  '2 wrong usage, configuration or rule, or an internal error.',
];
