// A value that is computed when it is first needed and that notices when it needs itself.

/** Computes once and remembers. Asked for while it is being computed it answers `cyclic()`, which is not remembered. */
export function lazy<T>(compute: () => T, cyclic: () => T): () => T {
  let state: 'new' | 'busy' | 'done' = 'new';
  let result: T;
  return () => {
    if (state === 'done') return result;
    if (state === 'busy') return cyclic();
    state = 'busy';
    try {
      result = compute();
      state = 'done';
      return result;
    } finally {
      if (state === 'busy') state = 'new';
    }
  };
}
