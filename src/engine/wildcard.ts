// Texts with wildcards as IAM writes them: `*` stands for any text, `?` for one character. Compares without case, as actions do.
// Refuses to know what the texts stand for.

/** Whether everything that `wanted` stands for is covered by `pattern`: `bedrock:*` covers `bedrock:InvokeModel` and `bedrock:Invoke*`. */
export function covers(pattern: string, wanted: string): boolean {
  const [left, right] = [pattern.toLowerCase(), wanted.toLowerCase()];
  let [at, from] = [0, 0];
  // Where the last star was, and how much of the text it has taken: only that one is ever tried again.
  let [star, taken] = [-1, 0];
  while (from < right.length) {
    if (left[at] === '*') {
      star = at++;
      taken = from;
    } else if (at < left.length && isSame(left[at]!, right[from]!)) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++taken;
    } else {
      return false;
    }
  }
  while (left[at] === '*') at++;
  return at === left.length;
}

/** A wildcard of the covered text is only covered by itself or a wider one. */
function isSame(pattern: string, wanted: string): boolean {
  return pattern === '?' ? wanted !== '*' : pattern === wanted;
}

/** Whether two texts with wildcards begin and end in ways that go together; where they do not, no text fits both. */
export function mayMeet(left: string, right: string): boolean {
  const [one, other] = [left.toLowerCase(), right.toLowerCase()];
  const [start, end] = [one.split(/[*?]/, 1)[0]!, one.slice(lastWildcard(one) + 1)];
  const [otherStart, otherEnd] = [other.split(/[*?]/, 1)[0]!, other.slice(lastWildcard(other) + 1)];
  return (
    (start.startsWith(otherStart) || otherStart.startsWith(start)) &&
    (end.endsWith(otherEnd) || otherEnd.endsWith(end))
  );
}

function lastWildcard(text: string): number {
  return Math.max(text.lastIndexOf('*'), text.lastIndexOf('?'));
}
