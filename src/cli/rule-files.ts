// Files with rules and resource maps of a user's own.

import { posix } from 'node:path';
import type { Catalogue } from '../engine/catalogue.ts';
import type { RuleFile } from '../engine/read-rules.ts';
import { decodeText } from '../project/decode.ts';
import { type Disk, isProblem } from '../project/disk.ts';
import { UsageError } from './errors.ts';

/** A file or folder, absolute, and as it is shown. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

const LONGEST = 1 << 22;
const DEEPEST = 32;

/** Reads what is there on top of `base`. Throws a UsageError where there is nothing, a RuleError where it is wrong. */
export async function readRuleFolders(
  named: readonly NamedFile[],
  base: Catalogue,
  disk: Disk,
): Promise<Catalogue> {
  const files = named.flatMap(each => rulesIn(each, disk, 0));
  if (files.length === 0)
    throw new UsageError(`${named.map(each => each.name).join(', ')}: no .yaml file with rules there`);
  const { readRules } = await import('../engine/read-rules.ts');
  return readRules(files, base);
}

function rulesIn({ path, name }: NamedFile, disk: Disk, depth: number): RuleFile[] {
  const kind = disk.kindOf(path);
  if (kind === null) throw new UsageError(`${name}: no such file or folder`);
  if (kind === 'file') return [{ path: name, text: readText({ path, name }, disk) }];
  const listing = depth < DEEPEST ? disk.list(path) : null;
  const files = (listing?.files ?? []).filter(each => /\.ya?ml$/.test(each));
  return [...files, ...(listing?.folders ?? [])]
    .sort()
    .flatMap(each =>
      rulesIn({ path: posix.join(path, each), name: posix.join(name, each) }, disk, depth + 1),
    );
}

function readText({ path, name }: NamedFile, disk: Disk): string {
  const bytes = disk.read(path, LONGEST);
  if (isProblem(bytes)) throw new UsageError(`${name} cannot be read: ${bytes.detail}`);
  const text = decodeText(bytes);
  if (typeof text !== 'string') throw new UsageError(`${name} ${text.found}: ${text.hint}`);
  return text;
}
