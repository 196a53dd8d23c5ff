// The paths of resource maps: `properties.(a|b)[].groupIds[]`. Text in, steps out.
// Refuses to know values: reading along a path is the mapping's.

/** One step of a path. `either` tries several ways and takes them together. */
export type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'values' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'entries' }
  | { readonly kind: 'either'; readonly ways: readonly (readonly PathStep[])[] };

const parsed = new Map<string, readonly PathStep[] | string>();

/** The steps of a path, or in words what is wrong with it. */
export function parsePath(path: string): readonly PathStep[] | string {
  let result = parsed.get(path);
  if (result === undefined) {
    const end = { at: 0 };
    result = readSteps(path, end);
    if (typeof result !== 'string' && end.at < path.length)
      result = `unexpected \`${path[end.at]}\` in the path`;
    if (typeof result !== 'string' && result.length === 0) result = 'the path is empty';
    parsed.set(path, result);
  }
  return result;
}

/** Whether a path reads a list rather than one value. */
export function readsList(steps: readonly PathStep[]): boolean {
  return steps.some(step => (step.kind === 'either' ? step.ways.some(readsList) : step.kind !== 'member'));
}

function readSteps(path: string, cursor: { at: number }): readonly PathStep[] | string {
  const steps: PathStep[] = [];
  let afterStep = false;
  while (cursor.at < path.length) {
    const char = path[cursor.at]!;
    if (char === '|' || char === ')') break;
    if (path.startsWith('[]', cursor.at)) {
      steps.push({ kind: 'items' });
      cursor.at += 2;
    } else if (path.startsWith('{}', cursor.at)) {
      steps.push({ kind: 'values' });
      cursor.at += 2;
    } else if (path.startsWith('{entries}', cursor.at)) {
      steps.push({ kind: 'entries' });
      cursor.at += 9;
    } else if (path.startsWith('{keys}', cursor.at)) {
      steps.push({ kind: 'keys' });
      cursor.at += 6;
    } else {
      if (afterStep) {
        if (char !== '.') return `expected \`.\`, \`[]\` or \`{}\` before \`${path.slice(cursor.at)}\``;
        cursor.at++;
      }
      const step = path[cursor.at] === '(' ? readWays(path, cursor) : readMember(path, cursor);
      if (typeof step === 'string') return step;
      steps.push(step);
    }
    afterStep = true;
  }
  return steps;
}

function readWays(path: string, cursor: { at: number }): PathStep | string {
  const ways: (readonly PathStep[])[] = [];
  do {
    cursor.at++;
    const way = readSteps(path, cursor);
    if (typeof way === 'string') return way;
    if (way.length === 0) return 'an alternative between `(`, `|` and `)` is empty';
    ways.push(way);
  } while (path[cursor.at] === '|');
  if (path[cursor.at] !== ')') return 'a `(` is not closed';
  cursor.at++;
  return { kind: 'either', ways };
}

function readMember(path: string, cursor: { at: number }): PathStep | string {
  const start = cursor.at;
  while (cursor.at < path.length && !'.[]{}()|'.includes(path[cursor.at]!)) cursor.at++;
  const name = path.slice(start, cursor.at);
  return name ? { kind: 'member', name } : `expected a name at \`${path.slice(start) || 'the end'}\``;
}
