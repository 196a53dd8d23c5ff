// Reads a configuration file: YAML text in, checked configuration out, or every mistake with its place.
// Refuses to know where the file comes from.

import { configurationSchema, validateConfiguration } from './compiled/configuration.js';
import type { Configuration, ReadConfiguration } from './configuration.ts';
import { type DataPath, readYaml, type YamlDocument } from './read-yaml.ts';
import { RuleError, type RuleProblem } from './rule-error.ts';
import type { RuleSettings } from './rule-settings.ts';
import { schemaProblems } from './schema-problems.ts';
import type { Levels } from './select-rules.ts';

/** The file as the schema describes it. */
interface Data {
  readonly pack?: Configuration['packs'] | NonNullable<Configuration['packs']>[number];
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly rules?: Levels;
  readonly settings?: RuleSettings;
  readonly paths?: { readonly include?: readonly string[]; readonly exclude?: readonly string[] };
  readonly inputs?: Configuration['inputs'];
  readonly 'fail-on'?: Configuration['failOn'];
  readonly 'fail-on-unknown'?: boolean;
  readonly 'min-severity'?: Configuration['minSeverity'];
  readonly baseline?: string;
  readonly 'rule-folders'?: readonly string[];
  readonly overrides?: Configuration['overrides'];
  readonly ignores?: Configuration['ignores'];
  readonly 'require-reasons'?: boolean;
}

/** Throws a RuleError that lists every mistake. An empty file is a configuration that says nothing. */
export function readConfiguration(path: string, text: string): ReadConfiguration {
  const problems: RuleProblem[] = [];
  const [document, second] = readYaml(path, text, problems);
  if (second) problems.push(second.problem([], 'a second YAML document stands here: one is expected'));
  if (document) problems.push(...schemaProblems(document, validateConfiguration, configurationSchema));
  if (problems.length > 0) throw new RuleError(problems);
  if (!document) return { configuration: {}, ruleNames: [], settings: [], acceptedAt: [] };
  const data = document.data as Data;
  return {
    configuration: configurationOf(data),
    ruleNames: ruleNamesIn(data, document),
    settings: settingsIn(data, document),
    acceptedAt: (data.ignores ?? []).map((_, index) => {
      const { file, line, column } = document.problem(['ignores', index], '');
      return `${file}:${line}:${column}`;
    }),
  };
}

function configurationOf(data: Data): Configuration {
  const packs = typeof data.pack === 'string' ? [data.pack] : data.pack;
  const all: { readonly [K in keyof Required<Configuration>]: Configuration[K] | undefined } = {
    packs,
    select: data.select,
    ignore: data.ignore,
    rules: data.rules,
    settings: data.settings,
    include: data.paths?.include,
    exclude: data.paths?.exclude,
    inputs: data.inputs,
    failOn: data['fail-on'],
    failOnUnknown: data['fail-on-unknown'],
    minSeverity: data['min-severity'],
    baseline: data.baseline,
    ruleFolders: data['rule-folders'],
    overrides: data.overrides,
    ignores: data.ignores,
    requireReasons: data['require-reasons'],
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined),
  ) as unknown as Configuration;
}

function ruleNamesIn(data: Data, document: YamlDocument): ReadConfiguration['ruleNames'] {
  const items = (path: DataPath, names: readonly string[] = []) =>
    names.map((name, index) => ({
      name,
      problem: (message: string) => document.problem([...path, index], message),
    }));
  const keys = (path: DataPath, levels: Levels = {}) =>
    Object.keys(levels).map(name => ({
      name,
      problem: (message: string) => document.problemAtKey([...path, name], message),
    }));
  return [
    ...items(['select'], data.select),
    ...items(['ignore'], data.ignore),
    ...keys(['rules'], data.rules),
    ...(data.overrides ?? []).flatMap((each, index) => keys(['overrides', index, 'rules'], each.rules)),
    ...(data.ignores ?? []).flatMap((each, index) => items(['ignores', index, 'rules'], each.rules)),
  ];
}

function settingsIn({ settings = {} }: Data, document: YamlDocument): ReadConfiguration['settings'] {
  return Object.entries(settings).flatMap(([rule, values]) =>
    Object.entries(values).map(([name, value]) => ({
      rule,
      name,
      value,
      problem: (message: string) => document.problemAtKey(['settings', rule, name], message),
    })),
  );
}
