// `--help`, made of the option table; it fits a screen.

import { COMMANDS, type Command, OPTIONS } from './options.ts';

export function helpText(command: Command | null): string {
  const shown = command ?? 'lint';
  const parts = ['AI security posture management for infrastructure code, offline.', '', 'Usage'];
  if (command) parts.push(`  ${COMMANDS[command].usage}`, `      ${COMMANDS[command].summary}`);
  else for (const each of Object.values(COMMANDS)) parts.push(`  ${each.usage.padEnd(36)}${each.summary}`);
  parts.push('', command ? 'Options' : 'Options of lint');
  for (const option of OPTIONS.filter(each => each.commands.includes(shown))) {
    const names = `${option.short ? `-${option.short}, ` : '    '}--${option.name}${option.value ? ` ${option.value}` : ''}`;
    parts.push(`  ${names.padEnd(28)}${option.help}`);
  }
  if (shown === 'lint') parts.push('', ...EXAMPLES);
  return `${parts.join('\n')}\n`;
}

const EXAMPLES = [
  'Examples',
  '  aispm                                      everything below this folder',
  '  aispm infra/main.bicep -p prod.bicepparam  one root with one parameter file',
  '  aispm --pack defender -o sarif=out.sarif   the four checks of Defender for Cloud, also as SARIF',
  '  aispm explain azure-ai-local-auth-enabled  what a rule asks and why',
  '',
  'Exit status: 0 nothing at or above --fail-on, 1 findings or a file that could not be parsed,',
  '2 wrong usage, configuration or rule, or an internal error.',
];
