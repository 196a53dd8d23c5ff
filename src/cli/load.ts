// The project that the settings name, read with the rules' knowledge of types.

import type { Catalogue } from '../engine/catalogue.ts';
import type { Rule } from '../engine/rule-format.ts';
import { mappedTypes } from '../engine/world.ts';
import type { Disk } from '../project/disk.ts';
import { loadProject, type Project } from '../project/load-project.ts';
import type { Settings } from './settings.ts';

/** Loads what is named; `isMapped` chooses the roots that are evaluated, `disk` stands in for the settings' own. */
export function loadNamed(
  settings: Settings,
  isMapped: (type: string) => boolean,
  disk: Disk = settings.disk,
): Promise<Project> {
  const { paths, parameterFiles, inputs, isExcluded, onProgress } = settings;
  const progress = onProgress ? { onProgress } : {};
  return loadProject({ paths, parameterFiles, inputs, isExcluded, isMapped, disk, ...progress });
}

/** Whether a native type or registry module is in the catalogue; modules may be mapped by a pattern that ends in `*`. */
export function isMappedIn(catalogue: Catalogue): (type: string) => boolean {
  const types = mappedTypes(catalogue);
  const prefixes = [...types].filter(type => type.endsWith('*')).map(type => type.slice(0, -1));
  return type => types.has(type) || prefixes.some(prefix => type.startsWith(prefix));
}

/** Whether rules judge a type: what is mapped only because others refer to it makes no root worth evaluating. */
export function isJudgedBy(rules: Iterable<Rule>, catalogue: Catalogue): (type: string) => boolean {
  const kinds = new Set([...rules].flatMap(rule => rule.kinds));
  const maps = new Map(
    [...catalogue.maps].filter(([kind, map]) => kinds.has(kind) || impliesAny(map, kinds)),
  );
  return isMappedIn({ ...catalogue, maps });
}

function impliesAny(
  map: Catalogue['maps'] extends ReadonlyMap<string, infer M> ? M : never,
  kinds: ReadonlySet<string>,
): boolean {
  return Object.values(map.from).some(sources =>
    sources.some(source => source.contains?.some(contained => kinds.has(contained.resource))),
  );
}
