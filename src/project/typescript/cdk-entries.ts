// The file that the CDK starts: what `app` in `cdk.json` or `cdktf.json` says, with the scripts of `package.json` behind it. Runs nothing.

import { posix } from 'node:path';
import type { Sources } from '../sources.ts';
import type { Workspace } from '../workspace.ts';
import { settingsAround } from './context.ts';
import { readObject, textIn } from './json-file.ts';
import type { ImportResolver } from './resolve-import.ts';

/** The starts of the projects that some programs lie in, by absolute path. */
export function cdkEntries(
  programs: readonly string[],
  workspace: Workspace,
  sources: Sources,
  resolve: ImportResolver,
): ReadonlySet<string> {
  const folders = new Set(programs.map(path => posix.dirname(path)));
  const projects = new Set([...folders].map(folder => settingsAround(folder, workspace)));
  const entries = [...projects].flatMap(file => {
    const command = file === null ? null : textIn(readObject(file, sources), 'app');
    return command === null ? [] : (startOf(command, posix.dirname(file!), sources, resolve) ?? []);
  });
  return new Set(entries);
}

/** Scripts that call scripts that call scripts are nobody's. */
const MOST_SCRIPTS = 5;

function startOf(
  command: string,
  folder: string,
  sources: Sources,
  resolve: ImportResolver,
  depth = 0,
): string | null {
  const words = command.split(/\s+/).map(word => word.replace(/^["']|["']$/g, ''));
  for (const word of words) {
    const found = /\.[cm]?[jt]sx?$|\//.test(word) ? sourceOf(word, folder, resolve) : null;
    if (found !== null) return found;
  }
  const script = scriptOf(words, folder, sources);
  return script === null || depth >= MOST_SCRIPTS
    ? null
    : startOf(script, folder, sources, resolve, depth + 1);
}

/** A file by the name in a command, or what it was compiled from: `dist/bin/app.js` is made of `bin/app.ts` or `src/bin/app.ts`. */
function sourceOf(word: string, folder: string, resolve: ImportResolver): string | null {
  const path = word.replace(/^\.\//, '');
  const below = path.slice(path.indexOf('/') + 1);
  const candidates = [`./${path}`, ...(below === path ? [] : [`./${below}`, `./src/${below}`])];
  return candidates.map(each => resolve(folder, each)).find(found => found !== null) ?? null;
}

/** `npm run synth`, `yarn --silent app`: the text of the script. */
function scriptOf(words: readonly string[], folder: string, sources: Sources): string | null {
  if (!['npm', 'yarn', 'pnpm', 'bun'].includes(words[0] ?? '')) return null;
  const manifest = readObject(posix.join(folder, 'package.json'), sources);
  const names = words.slice(1).filter(word => !word.startsWith('-'));
  return names.map(name => textIn(manifest, 'scripts', name)).find(text => text !== null) ?? null;
}
