// Numbers and versions in order. Refuses to know values.

/** Whether a text is as great as another: by the numbers in them, from left to right, so that `TLS1_2` is at least `TLS1_1`. */
export function isAtLeast(text: string, wanted: string | number): boolean {
  const [have, want] = [numbersIn(text), numbersIn(String(wanted))];
  if (have.length === 0) return false;
  for (const [index, number] of want.entries()) {
    const own = have[index] ?? 0;
    if (own !== number) return own > number;
  }
  return true;
}

function numbersIn(text: string): number[] {
  return (text.match(/\d+/g) ?? []).map(Number);
}
