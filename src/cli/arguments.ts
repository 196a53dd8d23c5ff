// The command line, read and checked. Refuses to know what commands do.

import { parseArgs } from 'node:util';
import { nearestName } from '../model/nearest-name.ts';
import { UsageError } from './errors.ts';
import { COMMANDS, type Command, OPTIONS, type Option } from './options.ts';

export interface Arguments {
  readonly command: Command;
  readonly paths: readonly string[];
  /** The values of an option, in order; a switch that is set has one empty value. */
  values(name: string): readonly string[];
  value(name: string): string | undefined;
  has(name: string): boolean;
}

/** Throws a UsageError that names the nearest option, command or choice. */
export function readArguments(argv: readonly string[]): Arguments {
  const first = argv[0];
  const named = first !== undefined && Object.hasOwn(COMMANDS, first);
  const command = named ? (first as Command) : 'lint';
  const options = OPTIONS.filter(option => option.commands.includes(command));
  const values = new Map<string, string[]>();
  const paths: string[] = [];
  for (const token of tokensOf(named ? argv.slice(1) : argv)) {
    if (token.kind === 'positional') paths.push(token.value);
    else if (token.kind === 'option') {
      const option = find(options, token.name, token.rawName, command);
      const given = values.get(option.name) ?? [];
      values.set(option.name, [...given, optionValue(option, token)]);
    }
  }
  for (const option of options) checkRepetition(option, values.get(option.name) ?? []);
  return {
    command,
    paths,
    values: name => values.get(name) ?? [],
    value: name => values.get(name)?.[0],
    has: name => values.has(name),
  };
}

function tokensOf(argv: readonly string[]) {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple: true }> = {};
  for (const option of OPTIONS) {
    options[option.name] = {
      type: option.value ? 'string' : 'boolean',
      multiple: true,
      ...(option.short ? { short: option.short } : {}),
    };
  }
  return parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true }).tokens;
}

function find(options: readonly Option[], name: string, rawName: string, command: Command): Option {
  const option = options.find(each => each.name === name);
  if (option) return option;
  const elsewhere = OPTIONS.find(each => each.name === name);
  if (elsewhere)
    throw new UsageError(
      `${rawName} is not an option of \`aispm ${command}\` (it belongs to ${elsewhere.commands.join(', ')})`,
    );
  const nearest = nearestName(
    name,
    options.map(each => each.name),
  );
  throw new UsageError(`unknown option ${rawName}${nearest ? `; did you mean --${nearest}?` : ''}`);
}

function optionValue(option: Option, token: { rawName: string; value?: string | undefined }): string {
  if (!option.value) {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    return '';
  }
  if (token.value === undefined || token.value === '')
    throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${option.value}`);
  if (option.choices && !option.choices.includes(token.value)) {
    const nearest = nearestName(token.value, option.choices);
    throw new UsageError(
      `${token.rawName} ${token.value}: expected one of ${option.choices.join(', ')}${nearest ? `; did you mean ${nearest}?` : ''}`,
    );
  }
  return token.value;
}

function checkRepetition(option: Option, values: readonly string[]): void {
  if (!option.repeatable && option.value && values.length > 1)
    throw new UsageError(`--${option.name} was given ${values.length} times`);
}
