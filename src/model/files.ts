// How parsers ask for other files without touching the disk.

import type { Source } from './source.ts';

export interface Missing {
  readonly missing: true;
  /** In the user's words, with the path: "file `config.json` does not exist". */
  readonly reason: string;
}

/** A module as found on this machine, or why it was not found. */
export type ModuleSource =
  | { readonly kind: 'file'; readonly source: Source }
  /** `reference` is the one spelling of a registry module's reference (`br/public:avm/res/x/y:1.0.0`), however it was written. */
  | { readonly kind: 'unresolved'; readonly reason: string; readonly reference?: string };

/**
 * The files that a language may read while it is evaluated, named relative to the file that names them. The implementation keeps
 * every path inside the workspace (or the module cache) and bounds sizes; a refusal is a `Missing` with its reason.
 */
export interface Files {
  /** A text file; `encoding` as Node.js names it, UTF-8 where absent. */
  readText(from: Source, path: string, encoding?: string): Source | Missing;
  readBytes(from: Source, path: string): Uint8Array | Missing;
  /** Paths (relative to `from`'s folder, forward slashes, sorted) of the files directly in a folder. */
  listFolder(from: Source, path: string): readonly string[] | Missing;
  /** A module by its reference as written: `./x.bicep`, `br/public:avm/res/x/y:1.0.0`, `ts:…`, a relative templateLink. */
  module(from: Source, reference: string): ModuleSource;
  /** A configured alias or setting of the language's own tool, for wording only. */
  environment(name: string): string | undefined;
}

export function isMissing(result: unknown): result is Missing {
  return typeof result === 'object' && result !== null && 'missing' in result;
}
