// How Pulumi's packages call things: the provider, the module in it, the API version and the name, however they are imported.
// Refuses to know what they mean.

import type { ImportedValue } from '../values.ts';

export interface PulumiName {
  /** The package: `azure-native`, `aws`; `pulumi` for the core. */
  readonly provider: string;
  /** `cognitiveservices`, `ec2`; empty for what stands in none. */
  readonly module: string;
  /** Of azure-native's versioned modules: `2024-01-01-preview`. */
  readonly version: string | null;
  /** From the module to the name: `['Account']`, `['Account', 'get']`. */
  readonly path: readonly string[];
}

/** `@pulumi/azure-native/cognitiveservices/v20240101preview` with `['Account']`, or `@pulumi/azure-native` with all of it. */
export function pulumiName({ module, path }: Pick<ImportedValue, 'module' | 'path'>): PulumiName {
  const [pack = '', ...folders] = packageIn(module).split('/');
  const provider = pack === 'azure-nextgen' ? 'azure-native' : pack;
  const steps = [...folders, ...path].filter((step, at, all) => !SILENT.has(step) && !repeats(all, at));
  if (provider === 'pulumi') return { provider, module: '', version: null, path: steps };
  const last = steps.findIndex(step => !isModule(step));
  const modules = last < 0 ? steps : steps.slice(0, last);
  const version = modules.find(step => VERSION.test(step)) ?? null;
  return {
    provider,
    module: modules.filter(step => !VERSION.test(step) && step !== 'types' && step !== 'enums').join('/'),
    version: version === null ? null : writtenVersion(version),
    path: last < 0 ? [] : steps.slice(last),
  };
}

/** Steps that say nothing. */
const SILENT: ReadonlySet<string> = new Set(['latest', 'index', 'default']);

/** What was made for one version holds the module again. */
function repeats(steps: readonly string[], at: number): boolean {
  return (
    at > 0 && isModule(steps[at]!) && steps[at] === steps.slice(0, at).findLast(step => !VERSION.test(step))
  );
}

/** Whether a module is of a package of Pulumi, or of one that was made for a single version (`pulumi package add`). */
export function isPulumiModule(module: string): boolean {
  return module.startsWith('@pulumi/') || GENERATED.test(module);
}

const GENERATED = /(?:^|\/)(azure-native)_(\w+?)_(v\d{8}\w*)(?:\/|$)/;

/** The package with the folders in it; what was made for one version has that in its name. */
function packageIn(module: string): string {
  const [, provider, folder, version] = GENERATED.exec(module) ?? [];
  return provider === undefined
    ? module.slice(module.indexOf('/') + 1)
    : [provider, folder, version].join('/');
}

const VERSION = /^v\d{8}/;

/** Modules have names in lower case; functions (`getVpc`) have a capital in theirs. */
function isModule(step: string): boolean {
  return /^[a-z0-9_]+$/.test(step);
}

/** `v20240101preview` is `2024-01-01-preview`. */
function writtenVersion(version: string): string {
  const [, year, month, day, rest = ''] = /^v(\d{4})(\d\d)(\d\d)(\w*)/.exec(version) ?? [];
  return `${year}-${month}-${day}${rest === '' ? '' : `-${rest}`}`;
}

/** A type as Pulumi writes it: `azure-native:cognitiveservices:Account`, `aws:s3/bucket:Bucket`. */
export function nameOfToken(token: string): PulumiName | null {
  const [provider = '', modules = '', name] = token.split(':');
  if (name === undefined) return null;
  const folders =
    provider === 'azure-native' || provider === 'aws-native' ? modules.split('/') : [modules.split('/')[0]!];
  return pulumiName({ module: ['@pulumi', provider, ...folders].join('/'), path: [name] });
}
