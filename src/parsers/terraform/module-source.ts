// Sources of module calls as they are written: local paths, registry addresses, repositories.
// https://developer.hashicorp.com/terraform/language/modules/sources. Refuses to know the disk.

/** Whether a source is a path relative to the folder of the call. */
export function isLocalSource(source: string): boolean {
  return /^\.\.?(?:[/\\]|$)/.test(source);
}

/**
 * The name of a module in a public registry (`Azure/openai/azurerm`, with `//folder` of a module inside it), also where the source names
 * the host of the registry or the repository that the module is published from. Any other source is its own name.
 */
export function registryName(source: string): string {
  const plain = source.replace(/^git::/, '').replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, '');
  const match = REPOSITORY.exec(plain);
  if (!match) return plain;
  const [, owner, provider, name, folder = ''] = match;
  return `${owner}/${name}/${provider}${folder}`;
}

/** Registries publish `owner/name/provider` from `owner/terraform-provider-name`. */
const REPOSITORY =
  /^(?:https:\/\/|ssh:\/\/git@|git@)?github\.com[/:]([\w-]+)\/terraform-([a-z0-9]+)-([\w-]+?)(?:\.git)?(\/\/[^?]*)?$/;

/** The module's name in a public registry where it has one, with the version apart, as `?ref=` has it: `git::https://host/repo.git//folder?ref=v1`. */
export function splitVersion(reference: string): { readonly type: string; readonly version: string | null } {
  const at = reference.indexOf('?');
  if (at < 0) return { type: registryName(reference), version: null };
  const [, version] = /[?&]ref=([^&]*)/.exec(reference.slice(at)) ?? [];
  return { type: registryName(reference.slice(0, at)), version: version ?? null };
}
