// What the Azure Developer CLI puts into strings of a parameter file: environment variables, with or without a default.
// Refuses to know the environment.
// https://learn.microsoft.com/azure/developer/azure-developer-cli/manage-environment-variables

import { call, type Origin, scalar, unknown, type Value } from '../../model/value.ts';
import { textValue } from './functions/text.ts';

/** `${NAME}`, `${NAME=default}`, and the shell's spellings of a default (`:=`, `-`, `:-`). */
const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(?::?[=-])([^}]*))?\}/g;

/** `$(secretOrRandomPassword …)`: a value that azd makes itself. */
const COMMAND = /^\$\((\w+)[^)]*\)$/;

/** A string with its placeholders replaced: by their defaults, else by holes. */
export function valueWithPlaceholders(text: string, origin: Origin): Value {
  if (!text.includes('$')) return scalar(text, origin);
  const command = COMMAND.exec(text);
  if (command) {
    return unknown(
      call('azd', scalar(text)),
      `\`${command[1]}\` is a value that azd makes at deployment`,
      origin,
    );
  }
  const parts: (string | Value)[] = [];
  let copied = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const [written, name, fallback] = match;
    parts.push(text.slice(copied, match.index), fallback ?? variable(name!, origin));
    copied = match.index + written.length;
  }
  parts.push(text.slice(copied));
  return textValue(parts, origin);
}

function variable(name: string, origin: Origin): Value {
  return unknown(
    call('readEnvironmentVariable', scalar(name)),
    `environment variable \`${name}\` has no default`,
    origin,
  );
}
