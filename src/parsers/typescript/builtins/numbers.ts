// Methods of numbers and booleans that are known. Arguments that are not known leave the result symbolic.

import { absent, call, type Origin, type Scalar, scalar, unknown } from '../../../model/value.ts';
import { builtIn, type ProgramValue } from '../values.ts';

type Method = (value: number, digits: number | undefined) => string;

const METHODS: Readonly<Record<string, Method>> = {
  toString: (value: number, radix: number | undefined) => value.toString(radix),
  toFixed: (value, digits) => value.toFixed(digits),
  toPrecision: (value, digits) => value.toPrecision(digits),
  toExponential: (value, digits) => value.toExponential(digits),
};

/** `(12).toString(36)`; absent for what is none of these. */
export function numberMember(value: number | boolean, name: string, origin: Origin): ProgramValue {
  if (typeof value === 'boolean')
    return name === 'toString' ? builtIn(name, () => scalar(String(value), origin)) : absent();
  const method = Object.hasOwn(METHODS, name) ? METHODS[name]! : null;
  if (!method) return absent();
  return builtIn(name, (_, [first = absent()], { program, step }) => {
    const given = program.toValue(first);
    const way = [...origin, step];
    if (given.kind === 'absent') return scalar(method(value, undefined), way);
    const result = given.kind === 'scalar' ? written(value, method, given.value) : null;
    if (result !== null) return scalar(result, way);
    const reason = 'reason' in given ? given.reason : `\`${name}()\` of this is not known`;
    return unknown(call(`number ${name}`, scalar(value), given), reason, way);
  });
}

function written(value: number, method: Method, digits: Scalar): string | null {
  try {
    return method(value, Number(digits));
  } catch {
    return null;
  }
}
