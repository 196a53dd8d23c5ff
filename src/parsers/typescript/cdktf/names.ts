// How the classes of CDK for Terraform are called in Terraform: `CognitiveAccount` of `@cdktf/provider-azurerm/lib/cognitive-account` is
// `azurerm_cognitive_account`, however it is imported or generated. Refuses to know what types mean.

import type { ImportedValue } from '../values.ts';

/** A class of a provider's package. */
export interface ProviderClass {
  readonly provider: string;
  readonly type: string;
  /** Whether it is a data source. */
  readonly existing: boolean;
  /** The class itself, behind the namespaces. */
  readonly path: readonly string[];
}

const PREBUILT = /^@cdktf\/provider-([\w-]+?)(?:\/lib)?(?:\/([\w-]+))?(?:\/index)?$/;
const GENERATED = /(?:^|\/)\.gen\/providers\/([\w-]+)(?:\/([\w-]+))?(?:\/index)?$/;

/** Whether a module holds a provider's classes. */
export function isProviderModule(module: string): boolean {
  return PREBUILT.test(module) || GENERATED.test(module);
}

/** Whether a module holds classes that were made of modules of Terraform. */
export function isGeneratedModule(module: string): boolean {
  return /(?:^|\/)\.gen\/modules\//.test(module);
}

/** The class of a provider that a name stands for; null for the provider itself and for what is none. */
export function providerClass({
  module,
  path,
}: Pick<ImportedValue, 'module' | 'path'>): ProviderClass | null {
  const [, pack, folder] = PREBUILT.exec(module) ?? GENERATED.exec(module) ?? [];
  if (pack === undefined) return null;
  const provider = pack.replace(/-beta$/, '');
  const isNamespace = folder === undefined && /^[a-z]/.test(path[0] ?? '');
  const own = isNamespace ? path.slice(1) : path;
  const [name = ''] = own;
  if (name === '' || name.endsWith('Provider') || !/^[A-Z]/.test(name)) return null;
  const words = folder?.replaceAll('-', '_') ?? snake(isNamespace ? path[0]! : name);
  const data = `data_${provider}_`;
  const existing = words.startsWith(data);
  return {
    provider,
    type: `${provider}_${existing ? words.slice(data.length) : words}`,
    existing,
    path: own,
  };
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter, at) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}
