// The files that languages may read while they are evaluated: inside of the workspace, and modules restored on this machine.

import { posix } from 'node:path';
import type { Files, Missing, ModuleSource } from '../model/files.ts';
import type { Source } from '../model/source.ts';
import type { BicepConfiguration, BicepConfigurations } from './bicep-configuration.ts';
import type { ProjectDiagnostic } from './diagnostics.ts';
import { realPathInOtherCase } from './letter-case.ts';
import { parseModuleReference } from './module-reference.ts';
import { isSource, type Sources } from './sources.ts';
import { templateInSpec } from './template-spec.ts';
import { absolutePath, isAbsolute, isInside, type Workspace, workspacePath } from './workspace.ts';

/** Where a module is. */
export type ModuleLocation =
  | { readonly kind: 'file'; readonly path: string; readonly canonical: string | null }
  /** `canonical` is the one spelling of a registry module's reference. */
  | { readonly kind: 'unresolved'; readonly reason: string; readonly canonical: string | null };

export interface ProjectFiles extends Files {
  /** Finds a module without reading it. */
  locate(from: Source, reference: string): ModuleLocation;
}

export function createFiles(
  workspace: Workspace,
  sources: Sources,
  configurations: BicepConfigurations,
): ProjectFiles {
  const { disk } = workspace;

  function locate(from: Source, reference: string): ModuleLocation {
    const folder = posix.dirname(absolutePath(workspace, from.path));
    const configuration = configurations.of(folder);
    const parsed = parseModuleReference(reference, configuration);
    switch (parsed.kind) {
      case 'invalid':
        return { kind: 'unresolved', reason: parsed.reason, canonical: null };
      case 'registry':
        return locateRestored(reference, parsed.canonical, parsed.cachePath, configuration);
      default: {
        const path =
          parsed.kind === 'mapped' ? insidePath(parsed.path, reference) : resolveInside(from, parsed.path);
        return typeof path === 'string'
          ? { kind: 'file', path, canonical: null }
          : { kind: 'unresolved', reason: path.reason, canonical: null };
      }
    }
  }

  function locateRestored(
    reference: string,
    canonical: string,
    cachePath: string,
    configuration: BicepConfiguration,
  ): ModuleLocation {
    const cache = configuration.cacheFolder ?? defaultCache();
    const path = cache === null ? null : posix.join(cache, cachePath);
    if (path !== null && disk.kindOf(path) === 'file') {
      sources.markExternal(path, canonical.startsWith('ts:') ? templateInSpec : undefined);
      return { kind: 'file', path, canonical };
    }
    const reason = `module \`${reference}\` is not on this machine (restore it with \`bicep restore\`)`;
    return { kind: 'unresolved', reason, canonical };
  }

  function defaultCache(): string | null {
    const configured = disk.environment('BICEP_CACHE_DIR');
    if (configured) return disk.absolute(configured);
    const home = disk.environment('HOME') ?? disk.environment('USERPROFILE');
    return home ? posix.join(disk.absolute(home), '.bicep') : null;
  }

  /** The absolute path of a path that a file names, or why it must not be read. */
  function resolveInside(from: Source, path: string): string | Missing {
    const forward = path.replaceAll('\\', '/');
    if (forward === '') return missing('the path is empty');
    if (from.external) return missing(`\`${path}\` is not read for a restored module`);
    if (isAbsolute(forward))
      return missing(`\`${path}\` is absolute; a path relative to the file is expected`);
    return insidePath(posix.join(posix.dirname(absolutePath(workspace, from.path)), forward), path);
  }

  function insidePath(target: string, path: string): string | Missing {
    if (!isInside(target, workspace.root)) return missing(`\`${path}\` lies outside of the workspace`);
    const real = disk.realPath(target) ?? realPathInOtherCase(disk, workspace.root, target);
    if (real === null) return missing(`file \`${workspacePath(workspace, target)}\` does not exist`);
    return isInside(real, workspace.root)
      ? real
      : missing(`\`${path}\` leads out of the workspace through a link`);
  }

  function module(from: Source, reference: string): ModuleSource {
    const location = locate(from, reference);
    if (location.kind === 'unresolved') return unresolved(location.reason, location.canonical);
    const source = sources.read(location.path);
    return isSource(source) ? { kind: 'file', source } : unresolved(reasonOf(source), location.canonical);
  }

  return {
    locate,
    module,
    readText(from, path, encoding) {
      const target = resolveInside(from, path);
      if (typeof target !== 'string') return target;
      const source = sources.read(target, nodeEncoding(encoding));
      return isSource(source) ? source : missing(reasonOf(source));
    },
    readBytes(from, path) {
      const target = resolveInside(from, path);
      if (typeof target !== 'string') return target;
      const bytes = sources.readBytes(target);
      return bytes instanceof Uint8Array ? bytes : missing(reasonOf(bytes));
    },
    listFolder(from, path) {
      const target = resolveInside(from, path);
      if (typeof target !== 'string') return target;
      const listing = disk.list(target);
      if (listing === null) return missing(`folder \`${workspacePath(workspace, target)}\` cannot be listed`);
      return listing.files.map(name => posix.join(path.replaceAll('\\', '/'), name)).sort();
    },
    environment: () => undefined,
  };
}

function missing(reason: string): Missing {
  return { missing: true, reason };
}

function unresolved(reason: string, canonical: string | null): ModuleSource {
  return canonical === null
    ? { kind: 'unresolved', reason }
    : { kind: 'unresolved', reason, reference: canonical };
}

/** A diagnostic's message as a reason inside a sentence. */
function reasonOf(diagnostic: ProjectDiagnostic): string {
  return diagnostic.message;
}

function nodeEncoding(name: string | undefined): BufferEncoding | undefined {
  return name !== undefined && Buffer.isEncoding(name) && !/^utf-?8$/i.test(name) ? name : undefined;
}
