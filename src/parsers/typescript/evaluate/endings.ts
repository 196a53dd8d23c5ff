// How a walk ends before its text does. Refuses to know who catches what.

import type { ProgramValue } from '../values.ts';

/** The program ends here: what it throws is thrown on. */
export class Thrown extends Error {
  readonly value: ProgramValue;

  constructor(value: ProgramValue) {
    super('thrown by the program');
    this.value = value;
  }
}

/** A bound was met: the walk ends. */
export class Exhausted extends Error {}
