// Inputs that nothing gives, such as context that is only named on the command line. Where a program asks whether one is there, it is not,
// as when the program is run without arguments; what it would be is not known. A program that refuses to go on without one is walked as if
// it were there. Refuses to know which inputs there are.

import { and, not, or, type Truth } from '../../../model/truth.ts';
import type { Scalar, UnknownValue, Value } from '../../../model/value.ts';
import { valueKey } from '../../../model/value.ts';

/** What an expression comes to where unset inputs are undefined; null where that does not say. */
type Plain = { readonly is: Scalar | undefined } | null;

export class UnsetInputs {
  private readonly unset = new Set<string>();
  private readonly assumed: boolean;
  /** Whether something came out as it did because an input is not there. */
  decided = false;

  /** `assumed` false takes all of them for unknown. */
  constructor(assumed: boolean) {
    this.assumed = assumed;
  }

  add(input: UnknownValue): void {
    if (this.assumed) this.unset.add(valueKey(input));
  }

  /** Whether a condition holds where nothing gives the inputs that it asks for; unknown where it asks for something else. */
  truthOf(condition: Value): Truth {
    if (this.unset.size === 0) return 'unknown';
    const truth = this.truth(condition);
    if (truth !== 'unknown') this.decided = true;
    return truth;
  }

  /** From here on the inputs that a condition asks for are there. */
  give(condition: Value): void {
    this.unset.delete(valueKey(condition));
    if (condition.kind !== 'unknown' || condition.expression.kind !== 'call') return;
    for (const part of condition.expression.args) this.give(part);
  }

  private truth(condition: Value): Truth {
    if (condition.kind === 'unknown' && condition.expression.kind === 'call') {
      const { name, args } = condition.expression;
      if (name === 'not') return not(this.truth(args[0]!));
      if (name === 'and') return args.reduce<Truth>((sum, each) => and(sum, this.truth(each)), true);
      if (name === 'or') return args.reduce<Truth>((sum, each) => or(sum, this.truth(each)), false);
      if (name === 'defined') return this.isSame(args[0]!, { is: undefined }, false);
      if (name === '===') {
        const other = this.plain(args[1]!);
        return other ? this.isSame(args[0]!, other, true) : 'unknown';
      }
    }
    const plain = this.plain(condition);
    return plain ? Boolean(plain.is) : 'unknown';
  }

  private isSame(value: Value, other: NonNullable<Plain>, wanted: boolean): Truth {
    const plain = this.plain(value);
    return plain ? (plain.is === other.is) === wanted : 'unknown';
  }

  private plain(value: Value): Plain {
    if (value.kind === 'scalar') return { is: value.value };
    if (value.kind === 'absent') return { is: undefined };
    return value.kind === 'unknown' && this.unset.has(valueKey(value)) ? { is: undefined } : null;
  }
}
