// Which files name which others in quotes, found in the text without parsing it. A superset of the calls, used to find out who may call a
// file in a large workspace that is not read otherwise.

import { posix } from 'node:path';

const QUOTED_PATH = /['"]([^'"\n]+\.(?:bicep|bicepparam|jsonc?|ya?ml|txt|xml))['"]/gi;

/** The absolute paths of the files that a text in a folder may name. */
export function mentionedPaths(text: string, folder: string): readonly string[] {
  const paths = new Set<string>();
  for (const [, path] of text.matchAll(QUOTED_PATH)) {
    if (!path!.includes(':')) paths.add(posix.join(folder, path!.replaceAll('\\', '/')));
  }
  return [...paths];
}

/** Everything from which some of the starting paths is reached over mentions in whatever letters, and these themselves. */
export function mentioning(
  start: Iterable<string>,
  mentions: Iterable<readonly [path: string, mentioned: readonly string[]]>,
): ReadonlySet<string> {
  const mentionedBy = new Map<string, string[]>();
  for (const [path, mentioned] of mentions) {
    for (const target of mentioned.map(each => each.toLowerCase())) {
      const sources = mentionedBy.get(target);
      if (sources) sources.push(path);
      else mentionedBy.set(target, [path]);
    }
  }
  const reached = new Set<string>();
  const open = [...start];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...(mentionedBy.get(path.toLowerCase()) ?? []));
  }
  return reached;
}
