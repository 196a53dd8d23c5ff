// Which file of a cloud assembly is the template that a nested stack names by the hash of its content, as the AWS CDK uploads it.
// https://github.com/aws/aws-cdk, "Cloud assembly schema", asset manifest.

import { posix } from 'node:path';
import { isSource, type Sources } from '../sources.ts';
import type { Workspace } from '../workspace.ts';

/** The path of the template with a hash in the assembly of a folder; null where its manifests name none. */
export type TemplateAssets = (folder: string, hash: string) => string | null;

export function createTemplateAssets({ disk }: Workspace, sources: Sources): TemplateAssets {
  const byFolder = new Map<string, ReadonlyMap<string, string>>();

  function assetsIn(folder: string): ReadonlyMap<string, string> {
    let assets = byFolder.get(folder);
    if (!assets) {
      const manifests = disk.list(folder)?.files.filter(name => name.endsWith('.assets.json')) ?? [];
      assets = new Map(manifests.flatMap(name => assetsOf(posix.join(folder, name))));
      byFolder.set(folder, assets);
    }
    return assets;
  }

  function assetsOf(path: string): readonly (readonly [string, string])[] {
    const source = sources.read(path);
    sources.forget(path);
    const files = isSource(source) ? recordOf(recordOf(parsed(source.text)).files) : {};
    return Object.entries(files).flatMap(([hash, file]) => {
      const { path: name } = recordOf(recordOf(file).source);
      return typeof name === 'string' ? [[hash, name] as const] : [];
    });
  }

  return (folder, hash) => {
    const name = assetsIn(folder).get(hash);
    return name === undefined || posix.isAbsolute(name) ? null : posix.join(folder, name);
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
