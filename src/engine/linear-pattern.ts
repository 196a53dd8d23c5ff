// Regular expressions that rules may use: those that cannot take exponential time. Refuses to know what they are matched against.

const compiled = new Map<string, RegExp>();

/** What makes a pattern unfit, in words, or null. Nested repetition, look-around and back references are refused. */
export function patternFault(pattern: string): string | null {
  try {
    new RegExp(pattern, 'i');
  } catch (error) {
    return `not a regular expression: ${(error as Error).message}`;
  }
  const repeats: boolean[] = [false];
  let closedRepeats = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    let wasGroup = false;
    if (char === '\\') {
      at++;
      if (/[1-9k]/.test(pattern[at] ?? '')) return 'back references are not allowed';
    } else if (char === '[') {
      at = endOfClass(pattern, at);
    } else if (char === '(') {
      if (/^\(\?(=|!|<=|<!)/.test(pattern.slice(at, at + 4))) return 'look-around is not allowed';
      repeats.push(false);
      continue;
    } else if (char === ')') {
      closedRepeats = repeats.pop() ?? false;
      wasGroup = true;
    }
    if (!/^(?:[*+]|\{\d+,)/.test(pattern.slice(at + 1))) {
      if (wasGroup && closedRepeats) repeats[repeats.length - 1] = true;
      continue;
    }
    if (wasGroup && closedRepeats) return 'a repetition inside a repetition is not allowed';
    repeats[repeats.length - 1] = true;
  }
  return null;
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}

/** The compiled pattern, which compares without case. */
export function patternOf(pattern: string): RegExp {
  let found = compiled.get(pattern);
  if (!found) {
    found = new RegExp(pattern, 'i');
    compiled.set(pattern, found);
  }
  return found;
}
