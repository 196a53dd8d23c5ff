// `samconfig.toml`: for each environment the template that it deploys and the parameters that it gives. The library for TOML is loaded with
// the first such file. https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html

import { createRequire } from 'node:module';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { positionAt, type Source, type Span, span } from '../../model/source.ts';
import { scalar, type Value } from '../../model/value.ts';
import { report } from './diagnostics.ts';
import type { ParameterFile } from './read-parameters.ts';

export interface SamEnvironment extends ParameterFile {
  /** `default`, `prod`. */
  readonly name: string;
  /** The template's path beside the file, where it is written. */
  readonly template: string | null;
}

export interface SamConfig {
  readonly environments: readonly SamEnvironment[];
  readonly diagnostics: readonly Diagnostic[];
}

type Toml = typeof import('smol-toml');

function loadToml(): Toml {
  return typeof require === 'function' ? require('smol-toml') : createRequire(import.meta.url)('smol-toml');
}

export function readSamConfig(source: Source): SamConfig {
  const { parse, TomlError } = loadToml();
  let tables: unknown;
  try {
    tables = parse(source.text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const diagnostics: Diagnostic[] = [];
    const place = placeOfLine(source, error.line);
    const [message] = error.message.split('\n');
    report(diagnostics, 'invalid-toml', `Malformed TOML: ${message}`, place, 'Mend the TOML here.');
    return { environments: [], diagnostics };
  }
  const environments = Object.entries(recordOf(tables)).flatMap(([name, commands]) => {
    const environment = environmentOf(source, name, recordOf(commands));
    return environment ? [environment] : [];
  });
  return { environments, diagnostics: [] };
}

/** What `sam deploy` reads of an environment; null where it gives no parameters. */
function environmentOf(
  source: Source,
  name: string,
  commands: Readonly<Record<string, unknown>>,
): SamEnvironment | null {
  const settings = ['global', 'build', 'deploy'].map(command =>
    recordOf(recordOf(commands[command]).parameters),
  );
  const { parameter_overrides: overrides, template_file: file, template } = Object.assign({}, ...settings);
  const words = Array.isArray(overrides)
    ? overrides.map(String)
    : wordsOf(typeof overrides === 'string' ? overrides : '');
  if (words.length === 0) return null;
  const start = Math.max(
    0,
    source.text.search(new RegExp(`^\\s*\\[\\s*["']?${name.replace(/\W/g, '\\$&')}["']?\\.`, 'm')),
  );
  const values = new Map<string, Value>();
  for (const word of words) {
    const [, long, short, value] =
      /^(?:ParameterKey=([^,]*),ParameterValue=|([^=]+)=)(.*)$/s.exec(word) ?? [];
    const key = long ?? short;
    if (key === undefined || value === undefined) continue;
    const place = placeOf(source, start, key, value);
    values.set(key, scalar(value, [{ role: 'parameter-file', span: place, name: key }]));
  }
  const path = [file, template].find(each => typeof each === 'string') ?? null;
  return { source, name, template: path, values, diagnostics: [] };
}

/** Words separated by blanks; those between quotes keep theirs. */
function wordsOf(text: string): readonly string[] {
  const words = text.match(/(?:[^\s"']|"(?:\\.|[^"\\])*"|'[^']*')+/g) ?? [];
  return words.map(word =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double, single) => double ?? single),
  );
}

/** Where a parameter is written behind the head of its environment. */
function placeOf(source: Source, from: number, key: string, value: string): Span {
  const at = source.text.indexOf(`${key}=`, from);
  if (at < 0) return placeOfLine(source, positionAt(source, from).line);
  const start = at + key.length + 1;
  const isWritten = source.text.startsWith(value, start);
  return isWritten ? span(source, start, start + value.length) : span(source, at, start);
}

function placeOfLine(source: Source, line: number): Span {
  let start = 0;
  for (let index = 1; index < line; index++) start = source.text.indexOf('\n', start) + 1;
  const end = source.text.indexOf('\n', start);
  return span(source, start, end < 0 ? source.text.length : end);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
