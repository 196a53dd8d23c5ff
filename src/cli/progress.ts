// How far a long run is, for people who wait for it: on a terminal, and only after a second.

import type { Output } from './streams.ts';

export interface Progress {
  readonly report: (done: number, total: number) => void;
  /** Takes away what is shown. */
  readonly end: () => void;
}

const PATIENCE = 1000;
const CLEAR = '\r\u001b[K';

/** `now` in milliseconds. */
export function createProgress(stream: Output, now: () => number = () => performance.now()): Progress | null {
  if (stream.isTTY !== true) return null;
  const start = now();
  let shown = start;
  return {
    report: (done, total) => {
      const time = now();
      if (time - start < PATIENCE || (shown > start && time - shown < PATIENCE / 10)) return;
      shown = time;
      stream.write(`${CLEAR}${done} of ${total} deployments evaluated`);
    },
    end: () => {
      if (shown > start) stream.write(CLEAR);
      shown = start;
    },
  };
}
