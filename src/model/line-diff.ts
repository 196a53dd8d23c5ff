// Which lines two texts have in common: Myers' algorithm (An O(ND) Difference Algorithm, 1986), bounded.
// Line ends do not count: `\r\n` and `\n` are the same.

/** Lines `from` to `to` (from 0, the end excluded) of the old text became the lines of the new one. */
export interface Change {
  readonly old: { readonly from: number; readonly to: number };
  readonly new: { readonly from: number; readonly to: number };
}

/** Texts with more changes than this between their first and last one are not compared any closer: all of it changed. */
const MOST_EDITS = 1500;

export function linesOfText(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** The changes from one list of lines to another, in order. */
export function diffLines(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  if (start === oldEnd && start === newEnd) return [];
  const path = shortestEdit(before.slice(start, oldEnd), after.slice(start, newEnd));
  if (path === null) return [{ old: { from: start, to: oldEnd }, new: { from: start, to: newEnd } }];
  return path.map(({ old, new: fresh }) => ({
    old: { from: old.from + start, to: old.to + start },
    new: { from: fresh.from + start, to: fresh.to + start },
  }));
}

/** Null where more edits are needed than anybody wants to follow. */
function shortestEdit(before: readonly string[], after: readonly string[]): Change[] | null {
  const most = Math.min(before.length + after.length, MOST_EDITS);
  /** By diagonal (offset by `most + 1`), how far into the old text each number of edits comes. */
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(furthest.slice(most + 1 - edits - 1, most + 1 + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = most + 1 + diagonal;
      const down = diagonal === -edits || (diagonal !== edits && furthest[at - 1]! < furthest[at + 1]!);
      let x = down ? furthest[at + 1]! : furthest[at - 1]! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest[at] = x;
      if (x >= before.length && x - diagonal >= after.length)
        return backtrack(trace, before.length, after.length);
    }
  }
  return null;
}

function backtrack(trace: readonly Int32Array[], oldLength: number, newLength: number): Change[] {
  const changes: Change[] = [];
  let x = oldLength;
  let y = newLength;
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const known = trace[edits]!;
    const middle = edits + 1;
    const diagonal = x - y;
    const below = known[middle + diagonal - 1]!;
    const above = known[middle + diagonal + 1]!;
    const down = diagonal === -edits || (diagonal !== edits && below < above);
    const fromX = down ? above : below;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    const [edgeX, edgeY] = down ? [fromX, fromY + 1] : [fromX + 1, fromY];
    prepend(changes, { old: { from: fromX, to: edgeX }, new: { from: fromY, to: edgeY } });
    x = fromX;
    y = fromY;
  }
  return changes;
}

/** Changes that touch each other are one. */
function prepend(changes: Change[], change: Change): void {
  const [next] = changes;
  if (!next || next.old.from !== change.old.to || next.new.from !== change.new.to) changes.unshift(change);
  else
    changes[0] = {
      old: { from: change.old.from, to: next.old.to },
      new: { from: change.new.from, to: next.new.to },
    };
}
