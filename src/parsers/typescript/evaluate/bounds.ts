// How much of a program is walked. Refuses to know what is done where a bound is met.

/** What a program may at most do; each bound that is met is a diagnostic. */
export interface Bounds {
  readonly steps: number;
  readonly depth: number;
  readonly turns: number;
  readonly milliseconds: number;
  readonly declarations: number;
}

export const BOUNDS: Bounds = {
  steps: 1_000_000,
  depth: 150,
  turns: 2_000,
  milliseconds: 10_000,
  declarations: 20_000,
};

/** How often the clock is looked at. */
export const STEPS_PER_LOOK = 1_024;
