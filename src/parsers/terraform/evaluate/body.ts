// The body of a resource or nested block: arguments, and nested blocks as lists of objects, dynamic ones expanded.
// https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks

import type { Span } from '../../../model/source.ts';
import {
  array,
  call,
  type ObjectValue,
  type Origin,
  object,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import type { Attribute, Block, Body } from '../hcl/syntax.ts';
import { madeType } from '../merge-body.ts';
import { type Environment, withLocal } from './environment.ts';
import { evaluate } from './expression.ts';
import { fail, overAlternatives } from './failure.ts';
import { anyItem, type Item, iterationOf } from './iteration.ts';
import { joined, partlyRead } from './knowing.ts';

interface Members {
  /** In the order of the text. */
  readonly names: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: ReadonlyMap<string, readonly Block[]>;
}

const known = new WeakMap<Body, Members>();

/** A body's members by name: found once, read for each instance. */
function membersOf(body: Body): Members {
  let members = known.get(body);
  if (!members) {
    members = findMembers(body);
    known.set(body, members);
  }
  return members;
}

function findMembers(body: Body): Members {
  const attributes = new Map<string, Attribute>();
  for (const each of body.attributes)
    if (!attributes.has(each.name.name)) attributes.set(each.name.name, each);
  const blocks = new Map<string, Block[]>();
  for (const block of body.blocks) {
    const same = blocks.get(madeType(block));
    if (same) same.push(block);
    else blocks.set(madeType(block), [block]);
  }
  const named = [
    ...body.attributes.map(({ name }) => ({ name: name.name, start: name.span.start })),
    ...body.blocks.map(block => ({ name: madeType(block), start: block.header.start })),
  ];
  named.sort((left, right) => left.start - right.start);
  return { names: [...new Set(named.map(({ name }) => name))], attributes, blocks };
}

/** The names of arguments and of nested blocks, in the order of the text. */
export function memberNames(body: Body): readonly string[] {
  return membersOf(body).names;
}

/** The argument of a name; undefined where there is none. */
export function argumentOf(body: Body, name: string): Attribute | undefined {
  return membersOf(body).attributes.get(name);
}

/** Where a member's name is written first. */
export function nameSpanOf(body: Body, name: string): Span {
  const { attributes, blocks } = membersOf(body);
  return attributes.get(name)?.name.span ?? blocks.get(name)?.[0]?.header ?? body.span;
}

/** Whether the member is nested blocks, of which a provider may set more than is written. */
export function isNested(body: Body, name: string): boolean {
  return !membersOf(body).attributes.has(name);
}

/** An argument's value, or the list of the nested blocks of a type. */
export function evaluateMember(body: Body, name: string, environment: Environment): Value {
  const attribute = argumentOf(body, name);
  if (attribute) return evaluate(attribute.value, environment);
  const blocks = membersOf(body).blocks.get(name) ?? [];
  const lists = blocks.map(block =>
    block.type.name === 'dynamic' && block.labels[0]
      ? expandDynamic(block, environment)
      : array([evaluateBody(block.body, block.span, environment)], originOf(block)),
  );
  if (lists.length === 1) return lists[0]!;
  const { run } = environment.frame;
  const origin = originOf(blocks[0]!);
  return overAlternatives(
    lists,
    run,
    () => call('concat', ...lists),
    chosen => joined(chosen, origin),
  );
}

/** A whole body as an object. */
export function evaluateBody(body: Body, span: Span, environment: Environment): Value {
  const members = new Map<string, Value>();
  const keySpans = new Map<string, Span>();
  for (const name of memberNames(body)) {
    members.set(name, evaluateMember(body, name, environment));
    keySpans.set(name, nameSpanOf(body, name));
  }
  return bodyValue(body, members, keySpans, span);
}

/** What is evaluated of a body; unknown beyond it where the body is broken. */
export function bodyValue(
  { broken, blocks }: Body,
  members: ReadonlyMap<string, Value>,
  keySpans: ReadonlyMap<string, Span>,
  place: Span,
): ObjectValue | UnknownValue {
  const value = object(members, [{ role: 'literal', span: place }], keySpans);
  const isNameless = blocks.some(({ type, labels }) => type.name === 'dynamic' && labels.length === 0);
  return broken || isNameless ? partlyRead(value, place, 'this block') : value;
}

function originOf(block: Block): Origin {
  return [{ role: 'literal', span: block.span }];
}

function expandDynamic(block: Block, environment: Environment): Value {
  const { run } = environment.frame;
  const attributes = new Map(block.body.attributes.map(({ name, value }) => [name.name, value]));
  const content = block.body.blocks.find(({ type }) => type.name === 'content');
  const forEach = attributes.get('for_each');
  if (!forEach || !content)
    return fail(run, 'wrong-arguments', 'A dynamic block needs `for_each` and `content`', block.header);
  const iterator = attributes.get('iterator');
  const name = iterator?.kind === 'variable' ? iterator.name : block.labels[0]!.name;
  const turn = ({ key, value }: Item): Value => {
    const both = object(
      new Map([
        ['key', key],
        ['value', value],
      ]),
    );
    return evaluateBody(content.body, content.span, withLocal(environment, name, both));
  };
  const collection = evaluate(forEach, environment);
  const origin = originOf(block);
  return overAlternatives(
    [collection],
    run,
    () => call('dynamic', collection, scalar(`${block.span.source.path}:${block.span.start}`)),
    ([chosen]) => {
      const items = iterationOf(chosen!, forEach.span, run);
      if (items) return array(bounded(items, block, environment).map(turn), origin);
      if (chosen!.kind !== 'unknown') return array([], origin);
      const one = run.speculate(() => turn(anyItem(chosen!)));
      const more = unknown(call('dynamic', chosen!, one), chosen!.reason, origin);
      const { members } = chosen!;
      const certain = members && iterationOf(object(members), forEach.span, run);
      return certain?.length ? joined([array(certain.map(turn), origin), more], origin) : more;
    },
  );
}

function bounded(items: readonly Item[], block: Block, { frame: { run } }: Environment): readonly Item[] {
  const most = run.bounds.instances;
  if (items.length <= most) return items;
  const message = `The dynamic block makes ${items.length} blocks, at most ${most} are followed`;
  run.exceeded('too-many-instances', message, block.header);
  return items.slice(0, most);
}
