// The configuration that holds for a run: found, or named by `--config` or AISPM_CONFIG.

import type { ReadConfiguration } from '../engine/configuration.ts';
import { findConfiguration, readConfigurationFile } from '../project/configuration-file.ts';
import type { Disk } from '../project/disk.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './errors.ts';

export interface LoadedConfiguration extends ReadConfiguration {
  /** As it is shown. */
  readonly name: string;
  /** To which paths in it are relative. */
  readonly folder: string;
}

/** Null where there is none, or none is wanted. Throws a UsageError or a RuleError for one that cannot be used. */
export async function loadConfiguration(
  given: Arguments,
  named: readonly string[],
  disk: Disk,
): Promise<LoadedConfiguration | null> {
  if (given.has('no-config')) {
    if (given.has('config')) throw new UsageError('--config and --no-config exclude each other');
    return null;
  }
  const asked = given.value('config') ?? disk.environment('AISPM_CONFIG');
  const path = asked ? disk.absolute(asked) : findConfiguration(named, disk);
  if (path === null) return null;
  const name = asked ?? shownPath(path, disk.workingFolder);
  const file = readConfigurationFile(path, disk);
  if (typeof file === 'string') throw new UsageError(`${name}: the configuration cannot be read: ${file}`);
  const { readConfiguration } = await import('../engine/read-configuration.ts');
  return { ...readConfiguration(name, file.text), name, folder: file.folder };
}

/** Relative to the working folder where it lies in it. */
export function shownPath(path: string, workingFolder: string): string {
  const prefix = workingFolder.endsWith('/') ? workingFolder : `${workingFolder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
