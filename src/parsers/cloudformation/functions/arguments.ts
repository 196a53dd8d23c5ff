// How intrinsic functions take their arguments: a list of so many, alternatives one by one, and where results come from.

import { madeBy } from '../../../model/call-origin.ts';
import { distribute } from '../../../model/distribute.ts';
import { knowledgeOf } from '../../../model/knowledge.ts';
import { call as callOf, unknown, type Value } from '../../../model/value.ts';
import type { FunctionCall } from '../evaluate/environment.ts';
import { unreadValue } from '../evaluate/expression.ts';
import { placeOf, type TemplateNode } from '../syntax.ts';

/** The nodes of an argument list with `least` to `most` items; else null, reported. */
export function listed(
  argument: TemplateNode,
  call: FunctionCall,
  least: number,
  most = least,
): readonly TemplateNode[] | null {
  const count = argument.kind === 'list' ? argument.items.length : -1;
  if (argument.kind === 'list' && count >= least && count <= most) return argument.items;
  const wanted = most === least ? `${least}` : `${least} to ${most}`;
  const found = count < 0 ? 'something else' : `${count}`;
  wrongArguments(call, `\`${call.name}\` takes a list of ${wanted}, not ${found}`);
  return null;
}

/** Reports what a function cannot take. */
export function wrongArguments(call: FunctionCall, message: string): Value {
  call.stack.run.report('wrong-arguments', message, call.span, `See the reference of \`${call.name}\`.`);
  return failed(call);
}

/** What a call comes to that the service would refuse. */
export function failed(call: FunctionCall): Value {
  return unreadValue(call.span, `\`${call.name}\` cannot be evaluated`);
}

/** A function of evaluated arguments, alternatives one by one; its result comes from them. */
export function applied(
  call: FunctionCall,
  args: readonly Value[],
  compute: (args: readonly Value[]) => Value,
): Value {
  const { run } = call.stack;
  const isAlternative = args.some(each => each.kind === 'oneOf');
  // An alternative that fails may be one that never happens.
  const result = distribute(
    args,
    () => callOf(call.name, ...args),
    chosen => (isAlternative ? run.speculate(() => compute(chosen)) : compute(chosen)),
  );
  return madeBy(result, args, { role: 'expression', span: placeOf(call.span), name: call.name });
}

/** What is left of a call whose arguments are not all known. */
export function symbolic(call: FunctionCall, args: readonly Value[]): Value {
  const reason = args.map(each => knowledgeOf(each).reason).find(each => each !== null);
  return unknown(callOf(call.name, ...args), reason ?? `\`${call.name}\` is only known at deployment`);
}
