// `aispm completion <shell>`: scripts that shells load, made of the option table.

import { builtInCatalogue } from '../../engine/built-in-rules.ts';
import { nearestName } from '../../model/nearest-name.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../errors.ts';
import { COMMANDS, type Command, OPTIONS, type Option } from '../options.ts';
import type { Streams } from '../streams.ts';

const SHELLS: Readonly<Record<string, () => string>> = { bash, zsh, fish, powershell };

export async function completion(given: Arguments, streams: Streams): Promise<number> {
  const [shell, extra] = given.paths;
  const names = Object.keys(SHELLS);
  if (shell === undefined || extra !== undefined)
    throw new UsageError(`completion needs one shell: aispm completion ${names.join(' | ')}`);
  if (!Object.hasOwn(SHELLS, shell)) {
    const near = nearestName(shell, names);
    throw new UsageError(
      `completion ${shell}: expected ${names.join(', ')}${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  streams.stdout.write(SHELLS[shell]!());
  return 0;
}

const commands = Object.keys(COMMANDS) as readonly Command[];

function optionsOf(command: Command): readonly Option[] {
  return OPTIONS.filter(option => option.commands.includes(command));
}

/** What may stand behind a command that is no path. */
const ARGUMENTS: Readonly<Partial<Record<Command, readonly string[]>>> = {
  rules: ['list', 'test'],
  completion: Object.keys(SHELLS),
};

/** The values of an option; null where files are completed, empty where nothing is. */
function valuesOf({ choices, completes }: Option): readonly string[] | null {
  if (choices) return choices;
  if (completes === 'file') return null;
  return completes === 'rule' ? [...builtInCatalogue().rules.keys()] : [];
}

function bash(): string {
  const words = (command: Command): string =>
    [...optionsOf(command).map(({ name }) => `--${name}`), ...(ARGUMENTS[command] ?? [])].join(' ');
  const values = commands.flatMap(command =>
    optionsOf(command).flatMap(option => {
      const found = option.value ? valuesOf(option) : null;
      const names = [`--${option.name}`, ...(option.short ? [`-${option.short}`] : [])];
      return found
        ? [`    ${names.map(name => `${command}:${name}`).join('|')}) words="${found.join(' ')}" ;;`]
        : [];
    }),
  );
  const options = commands.map(command => `      ${command}) words="${words(command)}" ;;`);
  return `# bash completion of aispm: source <(aispm completion bash)
_aispm() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command=lint words=
  case "\${COMP_WORDS[1]}" in ${commands.join('|')}) command="\${COMP_WORDS[1]}" ;; esac
  case "$command:$previous" in
${values.join('\n')}
  esac
  if [[ -z "$words" && ( "$current" == -* || "$command" == rules || "$command" == completion ) ]]; then
    case "$command" in
${options.join('\n')}
    esac
  elif [[ -z "$words" && "$COMP_CWORD" == 1 ]]; then
    words="${commands.join(' ')}"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _aispm aispm
`;
}

function zsh(): string {
  const quoted = (text: string): string => text.replace(/[[\]:'\\]/g, '\\$&').replaceAll("\\'", "'\\''");
  const spec = (option: Option): string => {
    const found = option.value ? valuesOf(option) : [];
    const action = found === null ? ':file:_files' : `:${option.value}:(${found.join(' ')})`;
    const star = option.repeatable ? '*' : '';
    const line = (name: string): string =>
      `'${star}${name}[${quoted(option.help)}]${option.value ? action : ''}'`;
    return [`--${option.name}`, ...(option.short ? [`-${option.short}`] : [])].map(line).join(' ');
  };
  const cases = commands.map(command => {
    const last = ARGUMENTS[command] ? `'*:argument:(${ARGUMENTS[command].join(' ')})'` : "'*:path:_files'";
    return `    ${command}) _arguments ${optionsOf(command).map(spec).join(' ')} ${last} ;;`;
  });
  const described = commands.map(command => `'${command}:${quoted(COMMANDS[command].summary)}'`);
  return `#compdef aispm
# zsh completion of aispm: aispm completion zsh > "\${fpath[1]}/_aispm"
_aispm() {
  local command=lint
  local -a commands=(${described.join(' ')})
  if (( CURRENT == 2 )) && [[ "$words[2]" != -* ]]; then
    _describe command commands
    _files
    return
  fi
  if (( \${commands[(I)$words[2]:*]} )); then
    command="$words[2]"
    shift words
    (( CURRENT-- ))
  fi
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _aispm aispm
`;
}

function fish(): string {
  const quoted = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const others = commands.filter(command => command !== 'lint').join(' ');
  const lines = commands.map(
    command =>
      `complete -c aispm -n __fish_use_subcommand -a ${command} -d ${quoted(COMMANDS[command].summary)}`,
  );
  for (const option of OPTIONS) {
    const seen = option.commands.map(command =>
      command === 'lint'
        ? `not __fish_seen_subcommand_from ${others}`
        : `__fish_seen_subcommand_from ${command}`,
    );
    const found = option.value ? valuesOf(option) : null;
    const value = !option.value ? '' : found === null ? ' -r -F' : ` -x -a ${quoted(found.join(' '))}`;
    const short = option.short ? ` -s ${option.short}` : '';
    const when = quoted(seen.join('; or '));
    lines.push(`complete -c aispm -n ${when} -l ${option.name}${short}${value} -d ${quoted(option.help)}`);
  }
  for (const [command, words] of Object.entries(ARGUMENTS))
    lines.push(
      `complete -c aispm -f -n '__fish_seen_subcommand_from ${command}' -a ${quoted(words.join(' '))}`,
    );
  return `# fish completion of aispm: aispm completion fish > ~/.config/fish/completions/aispm.fish\n${lines.join('\n')}\n`;
}

function powershell(): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const list = (words: readonly string[]): string => `@(${words.map(quoted).join(', ')})`;
  const tables = commands.map(command => {
    const words = [...optionsOf(command).map(({ name }) => `--${name}`), ...(ARGUMENTS[command] ?? [])];
    return `    ${quoted(command)} = ${list(words)}`;
  });
  const values = commands.flatMap(command =>
    optionsOf(command).flatMap(option => {
      const found = option.value ? valuesOf(option) : null;
      return found && found.length > 0
        ? [`    ${quoted(`${command} --${option.name}`)} = ${list(found)}`]
        : [];
    }),
  );
  return `# PowerShell completion of aispm: aispm completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName aispm -ScriptBlock {
  param($word, $tree, $position)
  $options = @{
${tables.join('\n')}
  }
  $values = @{
${values.join('\n')}
  }
  $before = @($tree.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })
  $command = if ($before.Count -gt 1 -and $options.ContainsKey($before[1])) { $before[1] } else { 'lint' }
  $found = $values["$command $($before[-1])"]
  if (-not $found) {
    $found = $options[$command]
    if ($before.Count -eq 1) { $found = ${list(commands)} + $found }
  }
  $found | Where-Object { $_ -like "$word*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
