// Functions of lists.

import { array, scalar, unknown, type Value } from '../../../model/value.ts';
import type { Form } from '../evaluate/environment.ts';
import { applied, failed, listed, symbolic, wrongArguments } from './arguments.ts';
import { subnetsOf } from './cidr.ts';

export const selectForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 2);
  if (!nodes) return failed(call);
  return applied(call, nodes.map(call.evaluate), args => {
    const [index, list] = args;
    if (index?.kind !== 'scalar' || list?.kind !== 'array') {
      if (index?.kind !== 'scalar' || list?.kind !== 'unknown') return symbolic(call, args);
      return unknown({ kind: 'member', of: list, key: scalar(Number(index.value)) }, list.reason);
    }
    const item = list.items[Number(index.value)];
    if (item) return item;
    const message = `There is no item ${index.value} in a list of ${list.items.length}`;
    call.stack.run.report('out-of-range', message, call.span, 'Items count from 0.');
    return failed(call);
  });
};

export const lengthForm: Form = (argument, call) => {
  return applied(call, [call.evaluate(argument)], args => {
    const [list] = args;
    return list?.kind === 'array' ? scalar(list.items.length) : symbolic(call, args);
  });
};

export const availabilityZonesForm: Form = (argument, call) => {
  return applied(call, [call.evaluate(argument)], args => {
    const value = symbolic(call, args);
    return value.kind === 'unknown'
      ? { ...value, reason: 'availability zones are only known at deployment' }
      : value;
  });
};

export const cidrForm: Form = (argument, call) => {
  const nodes = listed(argument, call, 2, 3);
  if (!nodes) return failed(call);
  return applied(call, nodes.map(call.evaluate), (args): Value => {
    const [block, count, bits] = args.map(each => (each.kind === 'scalar' ? String(each.value) : null));
    // Without a size the service picks one.
    if (block == null || count == null || bits == null) return symbolic(call, args);
    const subnets = subnetsOf(block, Number(count), Number(bits));
    if (!subnets) return wrongArguments(call, `\`${block}\` has no ${count} such blocks`);
    return array(subnets.map(each => scalar(each)));
  });
};
