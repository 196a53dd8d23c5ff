// The fixes of findings as new texts. A fix is made wholly or not at all; of two that touch each other the first is made.

import type { Finding, Fix } from '../model/finding.ts';
import type { Source } from '../model/source.ts';

type Edit = Fix['edits'][number];

export interface FixedTexts {
  readonly texts: ReadonlyMap<Source, string>;
  /** The findings whose fixes were made. */
  readonly fixed: readonly Finding[];
}

/** `unsafe` makes those too that clients or data may notice. */
export function applyFixes(findings: readonly Finding[], unsafe: boolean): FixedTexts {
  const chosen = new Map<string, { source: Source; edits: Edit[] }>();
  const fixed: Finding[] = [];
  for (const finding of findings) {
    const { fix } = finding;
    if (!fix || (fix.safety === 'unsafe' && !unsafe)) continue;
    const isFree = fix.edits.every(edit => {
      const own = chosen.get(edit.span.source.path)?.edits ?? [];
      return own.every(other => isSame(edit, other) || !touches(edit, other));
    });
    if (!isFree) continue;
    fixed.push(finding);
    for (const edit of fix.edits) {
      const { source } = edit.span;
      const file = chosen.get(source.path) ?? { source, edits: [] };
      chosen.set(source.path, file);
      if (!file.edits.some(other => isSame(edit, other))) file.edits.push(edit);
    }
  }
  return {
    texts: new Map([...chosen.values()].map(({ source, edits }) => [source, withEdits(source.text, edits)])),
    fixed,
  };
}

function isSame(one: Edit, other: Edit): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end && one.text === other.text;
}

function touches(one: Edit, other: Edit): boolean {
  return one.span.start <= other.span.end && other.span.start <= one.span.end;
}

function withEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((one, other) => other.span.start - one.span.start)
    .reduce((current, { span, text: inserted }) => {
      return current.slice(0, span.start) + inserted + current.slice(span.end);
    }, text);
}
