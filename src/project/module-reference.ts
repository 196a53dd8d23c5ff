// References to modules in registries, as Bicep writes them (`br:`, `br/alias:`, `ts:`, `ts/alias:`), and where `bicep restore` puts them.
// Refuses to touch the disk. The layout is that of Bicep's own cache.

import type { BicepConfiguration } from './bicep-configuration.ts';

export type ModuleReference =
  | { readonly kind: 'local'; readonly path: string }
  /** A module that the configuration maps to a file beside it. */
  | { readonly kind: 'mapped'; readonly path: string }
  | {
      readonly kind: 'registry';
      /** The one spelling for all ways to write it: `br/public:avm/res/x/y:1.0.0`, `br:registry/path:tag`. */
      readonly canonical: string;
      /** Below the cache's folder. */
      readonly cachePath: string;
    }
  | { readonly kind: 'invalid'; readonly reason: string };

const PUBLIC_PREFIX = 'mcr.microsoft.com/bicep/';

/** Reads a reference as written in a file for which this configuration holds. */
export function parseModuleReference(reference: string, configuration: BicepConfiguration): ModuleReference {
  const match = /^(br|ts)(?:\/([A-Za-z0-9_-]+))?:(.*)$/s.exec(reference);
  if (match === null) {
    return /^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(reference)
      ? invalid(`\`${reference}\` is somewhere else; nothing is fetched to lint`)
      : { kind: 'local', path: reference };
  }
  const [, scheme, alias, rest] = match as unknown as [string, 'br' | 'ts', string | undefined, string];
  return scheme === 'br'
    ? registryModule(reference, alias, rest, configuration)
    : templateSpec(reference, alias, rest, configuration);
}

function registryModule(
  reference: string,
  alias: string | undefined,
  rest: string,
  configuration: BicepConfiguration,
): ModuleReference {
  if (alias === undefined) return registryAddress(reference, rest);
  const folder = configuration.mappedAliases.get(alias);
  if (folder !== undefined)
    return { kind: 'mapped', path: `${folder}/${rest.replace(/[:@].*$/s, '')}.bicep` };
  const target = configuration.registryAliases.get(alias);
  if (target === undefined) return unknownAlias('br', alias);
  return registryAddress(reference, `${target}/${rest}`);
}

const ADDRESS = /^([^/]+)\/([^:@]+)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127})|@(sha256:[a-f0-9]{64}))$/;

function registryAddress(reference: string, address: string): ModuleReference {
  const match = ADDRESS.exec(address);
  if (match === null) {
    return invalid(
      `\`${reference}\` is no module reference: a registry, a path and \`:tag\` or \`@sha256:…\` are expected`,
    );
  }
  const [, host, path, tag, digest] = match as unknown as [
    string,
    string,
    string,
    string | undefined,
    string | undefined,
  ];
  const registry = host.toLowerCase();
  const version = tag === undefined ? `@${digest}` : `:${tag}`;
  const full = `${registry}/${path}${version}`;
  return {
    kind: 'registry',
    canonical: full.startsWith(PUBLIC_PREFIX)
      ? `br/public:${full.slice(PUBLIC_PREFIX.length)}`
      : `br:${full}`,
    cachePath: [
      'br',
      registry.replaceAll(':', '$'),
      path.replaceAll('/', '$'),
      tag === undefined ? digest!.replace(':', '#') : encodeTag(tag),
      'main.json',
    ].join('/'),
  };
}

/** Marks the upper-case letters of a tag behind `$`, as a hexadecimal mask, for disks that do not tell case. */
function encodeTag(tag: string): string {
  let mask = 0n;
  for (let index = 0; index < tag.length; index++) {
    const code = tag.charCodeAt(index);
    if (code >= 0x41 && code <= 0x5a) mask |= 1n << BigInt(index);
  }
  return mask === 0n ? `${tag}$` : `${tag}$${mask.toString(16)}`;
}

const TEMPLATE_SPEC = /^([^/]+)\/([^/]+)\/([^/:]+):([^/:]+)$/;

function templateSpec(
  reference: string,
  alias: string | undefined,
  rest: string,
  configuration: BicepConfiguration,
): ModuleReference {
  const target = alias === undefined ? null : configuration.templateSpecAliases.get(alias);
  if (target === undefined) return unknownAlias('ts', alias!);
  const full = target === null ? rest : `${target}/${rest}`;
  const match = TEMPLATE_SPEC.exec(full);
  if (match === null) {
    return invalid(
      `\`${reference}\` is no template spec: \`subscription/resource-group/name:version\` is expected`,
    );
  }
  const cachePath = `ts/${match.slice(1).join('/').toLowerCase()}/main.json`;
  return { kind: 'registry', canonical: `ts:${full}`, cachePath };
}

function unknownAlias(scheme: string, alias: string): ModuleReference {
  return invalid(
    `alias \`${scheme}/${alias}\` is not in \`moduleAliases\` of any bicepconfig.json around the file`,
  );
}

function invalid(reason: string): ModuleReference {
  return { kind: 'invalid', reason };
}
