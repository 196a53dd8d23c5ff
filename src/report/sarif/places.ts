// Places in SARIF: relative to the root of the repository, every segment encoded.

import type { Location, PhysicalLocation, Region } from 'sarif';
import type { LocationJson } from '../location.ts';

export const SOURCE_ROOT = '%SRCROOT%';

/** A place with what is to be said of it. */
export function location(place: LocationJson, message?: string | null): Location {
  return { physicalLocation: physicalLocation(place), ...(message ? { message: { text: message } } : {}) };
}

export function physicalLocation(place: LocationJson): PhysicalLocation {
  return { artifactLocation: artifactLocation(place.file), region: region(place) };
}

/** Forward slashes, whatever a name holds; a file outside the workspace keeps an absolute file URI. */
export function artifactLocation(file: string): { uri: string; uriBaseId?: string } {
  const encoded = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return { uri: `file://${encoded}` };
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${encoded.replace('%3A', ':')}` };
  return { uri: encoded, uriBaseId: SOURCE_ROOT };
}

export function region({ line, column, endLine, endColumn }: Omit<LocationJson, 'file'>): Region {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
