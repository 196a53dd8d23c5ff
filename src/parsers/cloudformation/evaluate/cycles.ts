// Circles among things that depend on each other. Refuses to know what they are.

/** Every circle once, from the thing that comes first; of circles that share a part only one may be found. */
export function cyclesOf(
  dependencies: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly string[])[] {
  const cycles: (readonly string[])[] = [];
  const done = new Set<string>();
  for (const start of dependencies.keys()) {
    if (done.has(start)) continue;
    const path: string[] = [start];
    const open = new Set(path);
    const left = [[...(dependencies.get(start) ?? [])]];
    while (path.length > 0) {
      const next = left.at(-1)!.pop();
      if (next === undefined) {
        const finished = path.pop()!;
        open.delete(finished);
        done.add(finished);
        left.pop();
      } else if (open.has(next)) cycles.push(path.slice(path.indexOf(next)));
      else if (!done.has(next)) {
        path.push(next);
        open.add(next);
        left.push([...(dependencies.get(next) ?? [])]);
      }
    }
  }
  return cycles;
}
