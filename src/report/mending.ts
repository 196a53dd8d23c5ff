// What a reader is told first of how to mend a finding.

import type { Rule } from '../engine/rule-format.ts';
import type { Finding } from '../model/finding.ts';

/** One line: the edit, with what to know before making it; without an edit the first of the rule's advice. Null where nobody says anything. */
export function mendingText({ fix }: Finding, rule: Rule | undefined): string | null {
  if (!fix) return rule ? shortAdvice(rule).replace(/\s+/g, ' ') : null;
  return fix.note ? `${fix.title} (${fix.note})` : fix.title;
}

/** The advice's first sentences, or the code that it begins with. */
function shortAdvice({ advice }: Rule): string {
  const [first] = advice.trim().split('\n\n') as [string];
  if (!first.startsWith('```')) return first.replace(/:$/, '.');
  return first
    .split('\n')
    .filter(line => !/^\s*(```|\/\/)/.test(line))
    .join(' ');
}
