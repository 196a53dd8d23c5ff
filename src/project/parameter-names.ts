// Which template a JSON parameter file belongs to, by the names that people and tools give them: `main.parameters.dev.json` beside `main.bicep`,
// `azuredeploy.parameters.json`, `parameters/dev.json` below the template's folder. Refuses to read the files.

import { posix } from 'node:path';

/** A template as it may be meant by a parameter file. */
export interface Candidate {
  readonly path: string;
  /** Its names without extension; a Bicep file answers to the names of the JSON files that it was compiled into, too. */
  readonly stems: readonly string[];
  /** Whether the template declares all parameters that the file gives. */
  readonly fits: () => boolean;
}

export type Binding =
  /** The file's name says which template; `fits` was not asked. */
  | { readonly kind: 'named'; readonly path: string }
  /** It is the template in the place that declares all the parameters. */
  | { readonly kind: 'fitting'; readonly path: string }
  | { readonly kind: 'none' };

/** Names that a folder's main template has, the likeliest first. */
const USUAL_STEMS = ['main', 'azuredeploy', 'maintemplate', 'template', 'deploy', 'index'];

/** How many folders below its template a parameter file may lie. */
const MOST_LEVELS = 2;

/** The folders in which the template of a parameter file may be, the nearest first. */
export function foldersAround(parameterFile: string): readonly string[] {
  const folders = [posix.dirname(parameterFile)];
  while (folders.length <= MOST_LEVELS) folders.push(posix.dirname(folders.at(-1)!));
  return folders;
}

/** The template for a parameter file: among those in its own folder, else in the nearest folder above with any. */
export function bindByName(
  parameterFile: string,
  candidatesIn: (folder: string) => readonly Candidate[],
): Binding {
  for (const folder of foldersAround(parameterFile)) {
    const binding = bindAmong(parameterFile, candidatesIn(folder));
    if (binding.kind !== 'none') return binding;
  }
  return { kind: 'none' };
}

function bindAmong(parameterFile: string, candidates: readonly Candidate[]): Binding {
  const words = wordsOf(posix.basename(parameterFile));
  let best: { path: string; rank: number } | null = null;
  for (const { path, stems } of candidates) {
    for (const stem of stems) {
      const rank = rankOf(words, wordsOf(`${stem}.x`));
      if (rank > (best?.rank ?? 0)) best = { path, rank };
    }
  }
  if (best) return { kind: 'named', path: best.path };
  const fitting = candidates
    .filter(each => each.fits())
    .sort((left, right) => usualness(left) - usualness(right));
  const [first, second] = fitting;
  if (first && (!second || usualness(first) < usualness(second)))
    return { kind: 'fitting', path: first.path };
  return { kind: 'none' };
}

/** The parts of a name without its extension, in lower case: `main.parameters-dev.json` → main, parameters, dev. */
function wordsOf(name: string): readonly string[] {
  return name
    .slice(0, name.lastIndexOf('.'))
    .toLowerCase()
    .split(/[.\-_ ]+/)
    .filter(word => word !== '');
}

/** How well a template's name stands in a parameter file's name: longer is better, at the start is better; 0 not at all. */
function rankOf(words: readonly string[], stem: readonly string[]): number {
  for (let start = 0; start + stem.length <= words.length; start++) {
    if (stem.every((word, index) => words[start + index] === word))
      return stem.length * 2 + (start === 0 ? 1 : 0);
  }
  return 0;
}

function usualness(candidate: Candidate): number {
  const places = candidate.stems.map(stem => USUAL_STEMS.indexOf(stem.toLowerCase()));
  return Math.min(...places.map(place => (place < 0 ? USUAL_STEMS.length : place)));
}
