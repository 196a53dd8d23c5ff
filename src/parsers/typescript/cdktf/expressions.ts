// CDK for Terraform's expressions: `Fn`, `Op`, `conditional`, `propertyAccess`. What Terraform would compute of known values is computed as
// Terraform does, the rest stays symbolic.

import { absent, type Scalar, scalar } from '../../../model/value.ts';
import { memberOf as terraformMember } from '../../terraform/evaluate/symbols.ts';
import { applyFunction, isFunction } from '../../terraform/functions/apply-function.ts';
import { both, either, join, negation } from '../evaluate/choice.ts';
import { applyBinary, applyUnary, conditionOf } from '../evaluate/operators.ts';
import type { Run } from '../evaluate/run.ts';
import type { Answer, Site } from '../library.ts';
import { fromValue, isLeaf, type ProgramValue } from '../values.ts';

type Args = readonly ProgramValue[];

/** Functions of Terraform that take any number of arguments, which programs give as one list. */
const VARIADIC: ReadonlySet<string> = new Set([
  'cidrsubnets',
  'coalesce',
  'coalescelist',
  'concat',
  'format',
  'formatlist',
  'max',
  'merge',
  'min',
  'setintersection',
  'setproduct',
  'setunion',
  'try',
]);

/** `Fn.name(...args)`. */
export function callFunction(name: string, args: Args, site: Site): Answer {
  const [first = absent(), second = absent(), third = absent()] = args;
  switch (name) {
    case 'conditional':
      return conditional(first, second, third, site);
    case 'lookupNested':
      return propertyAccess(first, second, site);
    case 'lookup':
      if (third.kind === 'absent') return memberBy(first, second, site);
      break;
    case 'lengthOf':
      return compute('length', [first], site);
    case 'rawString':
      return first;
    case 'try':
      return site.program.items(first)?.items[0];
  }
  return isFunction(name) ? compute(name, given(name, args, site), site) : notComputed(name, args, site);
}

function given(name: string, args: Args, { program }: Site): Args {
  const last = args.at(-1);
  const spread = VARIADIC.has(name) && last ? program.items(last) : null;
  if (name === 'range' && args.length === 2) return [...args, scalar(1)];
  return spread && !spread.open ? [...args.slice(0, -1), ...spread.items] : args;
}

function notComputed(name: string, args: Args, site: Site): ProgramValue {
  const data = args.map(arg => site.program.toValue(arg));
  return site.program.unknown(name, data, `\`Fn.${name}()\` is only known when Terraform runs`, site);
}

/** So many alternatives are taken apart; those of more are none in particular. */
const DEEPEST = 3;

function compute(name: string, args: Args, site: Site, depth = 0): ProgramValue {
  const { program } = site;
  const choice = depth < DEEPEST ? undecided(args, site) : null;
  if (choice) return program.options(choice, site, (_, at) => compute(name, args, at, depth + 1));
  const data = args.map(arg => program.toValue(arg));
  const report = (code: string, message: string, hint?: string): void =>
    program.warn(code, message, site, hint);
  return fromValue(applyFunction(name, data, { name, span: site.span, report }));
}

/** The first choice in the arguments that is not decided here. */
function undecided(args: Args, site: Site, depth = 0): ProgramValue | null {
  for (const arg of args) {
    if (arg.kind === 'choice' && site.program.toValue(arg).kind === 'oneOf') return arg;
    if (depth >= DEEPEST) continue;
    const inside =
      arg.kind === 'list'
        ? arg.items
        : arg.kind === 'record'
          ? [...arg.members.values()].map(member => member.value)
          : [];
    const found = undecided(inside, site, depth + 1);
    if (found) return found;
  }
  return null;
}

/** `conditional(condition, yes, no)`. */
export function conditional(
  condition: ProgramValue,
  yes: ProgramValue,
  no: ProgramValue,
  site: Site,
): ProgramValue {
  const truth = conditionOf(booleanOf(condition), site.program as Run);
  if (typeof truth === 'boolean') return truth ? yes : no;
  return join([
    { value: yes, when: truth },
    { value: no, when: negation(truth) },
  ]);
}

/** Terraform takes the texts for the booleans. */
function booleanOf(value: ProgramValue): ProgramValue {
  if (value.kind !== 'scalar') return value;
  return value.value === 'true' ? scalar(true) : value.value === 'false' ? scalar(false) : value;
}

/** `propertyAccess(target, path)`. */
export function propertyAccess(target: ProgramValue, path: ProgramValue, site: Site): ProgramValue {
  const steps = site.program.items(path);
  const data = target.kind === 'instance' ? fromValue(site.program.toValue(target)) : target;
  return (steps?.items ?? []).reduce((value, step) => memberBy(value, step, site), data);
}

/** A member of what Terraform knows: `target[key]`. */
export function memberBy(target: ProgramValue, key: ProgramValue, site: Site): ProgramValue {
  const { program, step } = site;
  if (target.kind === 'choice') return program.options(target, site, (each, at) => memberBy(each, key, at));
  const object = target.kind === 'instance' ? fromValue(program.toValue(target)) : target;
  const name = program.toValue(key);
  if (name.kind !== 'scalar') return compute('lookup', [object, key, absent()], site);
  const isOpen = object.kind === 'unknown' && !object.members?.has(String(name.value));
  return isOpen ? terraformMember(object, name, [step]) : program.get(object, String(name.value), site);
}

const BINARY: Readonly<Record<string, string>> = {
  mul: '*',
  div: '/',
  mod: '%',
  add: '+',
  sub: '-',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  eq: '===',
  neq: '!==',
};

/** `Op.name(left, right)`. */
export function callOperator(name: string, args: Args, site: Site): Answer {
  const run = site.program as Run;
  // The alternatives of a choice are booleans of their own, which a condition for all of them would not be.
  const choice = undecided(args, site);
  if (choice?.kind === 'choice' && args.includes(choice)) {
    const others = (value: ProgramValue): Args => args.map(arg => (arg === choice ? value : arg));
    return site.program.options(choice, site, (value, at) =>
      fromValue(callOperator(name, others(value), at) ?? value),
    );
  }
  const [left = absent(), right = absent()] = args.map(booleanOf);
  if (name === 'not') return applyUnary('!', left, site.step, run);
  if (name === 'negate') return applyUnary('-', left, site.step, run);
  if (name === 'and' || name === 'or') return conjoined(name, left, right, site);
  const operator = Object.hasOwn(BINARY, name) ? BINARY[name]! : null;
  if (operator === null) return undefined;
  const isNumeric = !/=/.test(operator);
  return isNumeric
    ? applyBinary(operator, numberOf(left), numberOf(right), site.step, run)
    : applyBinary(operator, left, right, site.step, run);
}

function numberOf(value: ProgramValue): ProgramValue {
  const text: Scalar | undefined = value.kind === 'scalar' ? value.value : undefined;
  return typeof text === 'string' && text.trim() !== '' && Number.isFinite(Number(text))
    ? scalar(Number(text))
    : value;
}

function conjoined(name: 'and' | 'or', left: ProgramValue, right: ProgramValue, site: Site): ProgramValue {
  const run = site.program as Run;
  const [one, other] = [left, right].map(each => {
    const truth = conditionOf(each, run);
    return typeof truth === 'boolean' ? scalar(truth) : truth;
  });
  const result = name === 'and' ? both(one!, other!) : either(one!, other!);
  return isLeaf(result) ? result : fromValue(result);
}
