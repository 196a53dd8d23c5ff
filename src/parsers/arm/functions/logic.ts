// Constants, comparisons and negation; `and`, `or`, `if` and `coalesce` are the evaluator's, because they need not evaluate all arguments.
// Semantics: learn.microsoft.com, "Comparison functions" and "Logical functions for ARM templates".

import type { Truth } from '../../../model/truth.ts';
import { scalar, type Value } from '../../../model/value.ts';
import {
  asValue,
  define,
  definePartial,
  failure,
  isLambda,
  stringOf,
  symbolic,
  wrongType,
} from './arguments.ts';
import { sameValue } from './equality.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

/** A truth as a value; what is not certain is the call itself. */
export function truthValue(truth: Truth, args: readonly Argument[], invocation: Invocation): Value {
  return truth === 'unknown' ? symbolic(args, invocation) : scalar(truth);
}

const equals = definePartial('equals', 2, 2, (args, invocation) => {
  if (args.some(isLambda)) return wrongType(args, invocation, args.findIndex(isLambda), 'a value');
  return truthValue(sameValue(asValue(args[0]!), asValue(args[1]!)), args, invocation);
});

const not = define('not', 1, 1, (args, invocation) => {
  const [value] = args;
  if (value?.kind !== 'scalar' || typeof value.value !== 'boolean')
    return wrongType(args, invocation, 0, 'a boolean');
  return scalar(!value.value);
});

function comparison(name: string, holds: (order: number) => boolean): TemplateFunction {
  return define(name, 2, 2, (args, invocation) => {
    const [left, right] = args;
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== null && rightNumber !== null) return scalar(holds(leftNumber - rightNumber));
    const leftText = stringOf(left);
    const rightText = stringOf(right);
    if (leftText !== null && rightText !== null) return scalar(holds(compareText(leftText, rightText)));
    if (leftNumber === null && leftText === null)
      return wrongType(args, invocation, 0, 'an integer or a string');
    if (rightNumber === null && rightText === null)
      return wrongType(args, invocation, 1, 'an integer or a string');
    return failure(args, invocation, `\`${name}()\` cannot compare an integer with a string`);
  });
}

let collator: Intl.Collator | null = null;

/** .NET's invariant culture: words in dictionary order, lower case before upper. Made when first needed: it takes 9 ms. */
function compareText(left: string, right: string): number {
  collator ??= new Intl.Collator('und');
  return collator.compare(left, right);
}

function numberOf(arg: Argument | undefined): number | null {
  return arg?.kind === 'scalar' && typeof arg.value === 'number' ? arg.value : null;
}

const fail = define('fail', 1, 1, (args, invocation) => {
  const message = stringOf(args[0]);
  if (message === null) return wrongType(args, invocation, 0, 'a string');
  return failure(args, invocation, `The template fails here: ${message}`);
});

export const LOGIC_FUNCTIONS: readonly TemplateFunction[] = [
  equals,
  not,
  fail,
  comparison('less', order => order < 0),
  comparison('lessOrEquals', order => order <= 0),
  comparison('greater', order => order > 0),
  comparison('greaterOrEquals', order => order >= 0),
  define('true', 0, 0, () => scalar(true)),
  define('false', 0, 0, () => scalar(false)),
  define('null', 0, 0, () => scalar(null)),
];
