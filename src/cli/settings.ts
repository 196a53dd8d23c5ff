// What a run goes by: the command line, then the configuration, then what holds where nobody says anything.

import { posix } from 'node:path';
import { builtInCatalogue } from '../engine/built-in-rules.ts';
import type { Catalogue } from '../engine/catalogue.ts';
import type { Configuration } from '../engine/configuration.ts';
import type { ConfiguredIgnore } from '../engine/ignores.ts';
import { RuleError } from '../engine/rule-error.ts';
import type { Pack } from '../engine/rule-format.ts';
import { settingFault } from '../engine/rule-settings.ts';
import {
  type Levels,
  nearestRuleName,
  type RuleSelection,
  rulesByName,
  type SelectedRules,
  selectRules,
} from '../engine/select-rules.ts';
import type { Severity } from '../model/finding.ts';
import { nearestName } from '../model/nearest-name.ts';
import type { Disk } from '../project/disk.ts';
import { pathMatcher } from '../project/path-patterns.ts';
import { absolutePath, openWorkspace } from '../project/workspace.ts';
import type { Arguments } from './arguments.ts';
import { type LoadedConfiguration, loadConfiguration } from './configuration.ts';
import { UsageError } from './errors.ts';
import { readRuleFolders } from './rule-files.ts';

export interface Settings {
  readonly disk: Disk;
  /** As a person gave them. */
  readonly paths: readonly string[];
  readonly parameterFiles: readonly string[];
  readonly configuration: LoadedConfiguration | null;
  readonly catalogue: Catalogue;
  readonly selection: RuleSelection;
  readonly selected: SelectedRules;
  readonly failOn: Severity | 'never';
  readonly failOnUnknown: boolean;
  readonly minSeverity: Severity;
  /** Absolute, and as it is shown. */
  readonly baseline: { readonly path: string; readonly name: string } | null;
  /** By absolute paths. */
  readonly inputs: ReadonlyMap<string, readonly string[]>;
  readonly isExcluded: (path: string) => boolean;
  readonly ignores: readonly ConfiguredIgnore[];
  readonly requireReasons: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Throws a UsageError for what is wrong on the command line, a RuleError for what is wrong in a file. */
export async function settingsOf(
  given: Arguments,
  disk: Disk,
  paths: readonly string[] = given.paths,
): Promise<Settings> {
  const named = paths.length > 0 ? paths : ['.'];
  for (const path of [...named, ...given.values('params')])
    if (disk.kindOf(disk.absolute(path)) === null) throw new UsageError(`${path}: no such file or folder`);
  const workspace = openWorkspace(named, disk);
  const loaded = await loadConfiguration(
    given,
    workspace.named.map(each => each.path),
    disk,
  );
  const catalogue = await catalogueOf(loaded, disk);
  if (loaded) checkRuleNames(loaded, catalogue);
  if (loaded) checkRuleSettings(loaded, catalogue);
  const configuration = loaded?.configuration ?? {};
  const folder = loaded?.folder ?? disk.workingFolder;
  const matcher = (patterns: readonly string[]): ((path: string) => boolean) => {
    const matches = pathMatcher(patterns, folder);
    return path => matches(absolutePath(workspace, path));
  };
  const selection = selectionOf(given, configuration, matcher);
  return {
    disk,
    paths: named,
    parameterFiles: given.values('params'),
    configuration: loaded,
    catalogue,
    selection,
    selected: checkedSelection(catalogue, selection),
    failOn: (given.value('fail-on') as Severity | 'never' | undefined) ?? configuration.failOn ?? 'medium',
    failOnUnknown: given.has('fail-on-unknown') || (configuration.failOnUnknown ?? false),
    minSeverity: (given.value('min-severity') as Severity | undefined) ?? configuration.minSeverity ?? 'info',
    baseline: baselineOf(given, loaded, disk),
    inputs: loaded ? inputsOf(loaded, disk) : new Map(),
    isExcluded: exclusion(configuration, folder),
    ignores: ignoresOf(loaded, matcher),
    requireReasons: configuration.requireReasons ?? false,
  };
}

async function catalogueOf(loaded: LoadedConfiguration | null, disk: Disk): Promise<Catalogue> {
  const folders = loaded?.configuration.ruleFolders ?? [];
  if (!loaded || folders.length === 0) return builtInCatalogue();
  return readRuleFolders(
    folders.map(folder => ({ path: resolveIn(loaded, folder), name: folder })),
    builtInCatalogue(),
    disk,
  );
}

/** Every name in the configuration means a rule. */
function checkRuleNames(loaded: LoadedConfiguration, catalogue: Catalogue): void {
  const names = rulesByName(catalogue.rules.values());
  const problems = loaded.ruleNames.flatMap(({ name, problem }) => {
    if (names.has(withoutPrefix(name).toLowerCase())) return [];
    const near = nearestRuleName(name, names);
    return [problem(`no rule is called \`${name}\`${near ? `: did you mean \`${near}\`?` : ''}`)];
  });
  if (problems.length > 0) throw new RuleError(problems);
}

/** Every setting in the configuration is one that a rule has, with a value that fits. */
function checkRuleSettings({ settings }: LoadedConfiguration, { rules }: Catalogue): void {
  const withSettings = [...rules.values()].filter(rule => rule.settings).map(rule => rule.id);
  const problems = settings.flatMap(({ rule: id, name, value, problem }) => {
    const rule = rules.get(id);
    if (rule?.settings) {
      const fault = settingFault(rule, name, value);
      return fault ? [problem(fault)] : [];
    }
    const near = rule ? null : nearestName(id, withSettings);
    return [problem(`no rule \`${id}\` has settings${near ? `: did you mean \`${near}\`?` : ''}`)];
  });
  if (problems.length > 0) throw new RuleError(problems);
}

/** What the command line selects wins over what the configuration does. */
function selectionOf(
  given: Arguments,
  configuration: Configuration,
  matcher: (patterns: readonly string[]) => (path: string) => boolean,
): RuleSelection {
  const asked = given.values('select').map(withoutPrefix);
  const pack = given.value('pack') as Pack | undefined;
  const chosen = pack === undefined ? configuration.select?.map(withoutPrefix) : undefined;
  const only = asked.length > 0 ? asked : chosen;
  const packs = pack === undefined ? configuration.packs : [pack];
  const off = Object.fromEntries((configuration.ignore ?? []).map(name => [name, 'off' as const]));
  const levels = plainNames({ ...off, ...configuration.rules });
  const severities = Object.entries(levels).filter(([, level]) => level !== 'off');
  return {
    ...(packs ? { packs } : {}),
    ...(only ? { only } : {}),
    levels: asked.length > 0 ? Object.fromEntries(severities) : levels,
    overrides: (configuration.overrides ?? []).map(({ paths, rules }) => ({
      applies: matcher(paths),
      levels: plainNames(rules),
    })),
    never: given.values('ignore').map(withoutPrefix),
    settings: configuration.settings ?? {},
  };
}

function plainNames(levels: Levels): Levels {
  return Object.fromEntries(Object.entries(levels).map(([name, level]) => [withoutPrefix(name), level]));
}

/** `check:private-endpoint` is the long form of `private-endpoint`. */
function withoutPrefix(name: string): string {
  return name.startsWith('check:') ? name.slice('check:'.length) : name;
}

/** The names on the command line are the only ones that are not checked yet. */
function checkedSelection(catalogue: Catalogue, selection: RuleSelection): SelectedRules {
  const selected = selectRules(catalogue, selection);
  const [unknown] = selected.unknown;
  if (unknown)
    throw new UsageError(
      `no rule is called ${unknown.name}${unknown.nearest ? `; did you mean ${unknown.nearest}?` : ''} (aispm rules list)`,
    );
  return selected;
}

function baselineOf(given: Arguments, loaded: LoadedConfiguration | null, disk: Disk): Settings['baseline'] {
  const asked = given.value('baseline');
  if (asked !== undefined) return { path: disk.absolute(asked), name: asked };
  const configured = loaded?.configuration.baseline;
  return loaded && configured !== undefined
    ? { path: resolveIn(loaded, configured), name: configured }
    : null;
}

/** Throws a UsageError for a file that is not there. */
function inputsOf(loaded: LoadedConfiguration, disk: Disk): Settings['inputs'] {
  const real = (path: string): string => {
    const found = disk.realPath(resolveIn(loaded, path));
    if (found === null) throw new UsageError(`${loaded.name}: inputs: ${path}: no such file or folder`);
    return found;
  };
  return new Map(
    Object.entries(loaded.configuration.inputs ?? {}).map(([root, files]) => [real(root), files.map(real)]),
  );
}

function exclusion({ include, exclude = [] }: Configuration, folder: string): (path: string) => boolean {
  const isOut = pathMatcher(exclude, folder);
  if (!include) return isOut;
  const isIn = pathMatcher(include, folder);
  return path => !isIn(path) || isOut(path);
}

function ignoresOf(
  loaded: LoadedConfiguration | null,
  matcher: (patterns: readonly string[]) => (path: string) => boolean,
): readonly ConfiguredIgnore[] {
  return (loaded?.configuration.ignores ?? []).map(({ rules, paths, resources, until, reason }, index) => ({
    rules,
    applies: paths ? matcher(paths) : () => true,
    ...(resources ? { resources } : {}),
    until: until ?? null,
    reason,
    at: loaded?.acceptedAt[index] ?? '',
  }));
}

function resolveIn({ folder }: LoadedConfiguration, path: string): string {
  return posix.isAbsolute(path) ? path : posix.join(folder, path);
}
