// `[for …]`, `{for …}` and splats. https://developer.hashicorp.com/terraform/language/expressions/for

import { distribute } from '../../../model/distribute.ts';
import {
  array,
  call,
  type Origin,
  object,
  scalar,
  type UnknownValue,
  unknown,
  type Value,
} from '../../../model/value.ts';
import type { ForExpression, Splat } from '../hcl/syntax.ts';
import { scalarText } from '../values/convert.ts';
import { evaluateCondition } from './conditional.ts';
import { type Environment, type Evaluate, withLocal } from './environment.ts';
import { fail, overAlternatives } from './failure.ts';
import { anyItem, type Item, iterationOf } from './iteration.ts';
import { asAlternatives, isNull, reasonIn } from './knowing.ts';
import { isInstance } from './symbols.ts';

export function evaluateFor(node: ForExpression, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const collection = evaluate(node.collection, environment);
  const builder = new ForBuilder(node, environment, evaluate);
  return overAlternatives(
    [collection],
    run,
    () => call('for', collection, builder.place),
    ([each]) => {
      if (each!.kind === 'unknown') return builder.symbolic(each!);
      return builder.build(iterationOf(each!, node.collection.span, run) ?? [], each!);
    },
  );
}

/** What one item adds. */
interface Contribution {
  readonly key: Value | null;
  readonly value: Value;
  readonly condition: Value | null;
}

class ForBuilder {
  readonly place: Value;
  private readonly node: ForExpression;
  private readonly environment: Environment;
  private readonly evaluate: Evaluate;
  private readonly origin: Origin;

  constructor(node: ForExpression, environment: Environment, evaluate: Evaluate) {
    this.node = node;
    this.environment = environment;
    this.evaluate = evaluate;
    this.origin = [{ role: 'literal', span: node.span }];
    this.place = scalar(`${node.span.source.path}:${node.span.start}`);
  }

  build(items: readonly Item[], collection: Value): Value {
    const all: Contribution[] = [];
    const doubts: Value[] = [];
    for (const item of items) {
      const contribution = this.contribution(item);
      if (contribution.condition?.kind === 'scalar' && contribution.condition.value !== true) continue;
      if (contribution.condition && contribution.condition.kind !== 'scalar')
        doubts.push(contribution.condition);
      all.push(contribution);
    }
    if (doubts.length === 0) return this.gather(all);
    const symbol = () => call('for', collection, this.place, ...doubts);
    const alternatives = doubts.map(asAlternatives);
    const result = distribute(alternatives, symbol, chosen => {
      let next = 0;
      return this.gather(all.filter(({ condition }) => isCertain(condition) || isTrue(chosen[next++]!)));
    });
    if (result.kind !== 'unknown' || this.node.keyResult === null) return result;
    const certain = this.gather(all.filter(({ condition }) => isCertain(condition)));
    return certain.kind === 'object' ? { ...result, members: certain.members } : result;
  }

  /** One turn stands for all of a collection that is not known. */
  symbolic(collection: UnknownValue): Value {
    const { run } = this.environment.frame;
    const { key, value } = run.speculate(() => this.contribution(anyItem(collection)));
    const parts = key ? [key, value] : [value];
    return unknown(call('for', collection, ...parts), collection.reason, this.origin);
  }

  private contribution(item: Item): Contribution {
    const { node, evaluate } = this;
    const names = { key: node.key?.name ?? null, value: node.value.name };
    const environment = item.within(this.environment, names);
    const condition = node.condition ? evaluateCondition(node.condition, environment, evaluate) : null;
    if (condition?.kind === 'scalar' && condition.value !== true)
      return { key: null, value: condition, condition };
    const compute = (): Contribution => ({
      key: node.keyResult && evaluate(node.keyResult, environment),
      value: evaluate(node.result, environment),
      condition,
    });
    return isCertain(condition) ? compute() : environment.frame.run.speculate(compute);
  }

  private gather(all: readonly Contribution[]): Value {
    if (this.node.keyResult === null)
      return array(
        all.map(({ value }) => value),
        this.origin,
      );
    const { run } = this.environment.frame;
    const keys = all.map(({ key }) => key!);
    return overAlternatives(
      keys,
      run,
      () => call('object', ...all.flatMap(({ value }, index) => [keys[index]!, value])),
      chosen =>
        this.keyed(
          chosen,
          all.map(({ value }) => value),
        ),
    );
  }

  private keyed(keys: readonly Value[], values: readonly Value[]): Value {
    const { node, origin } = this;
    const { run } = this.environment.frame;
    const groups = new Map<string, Value[]>();
    const unnamed: Value[] = [];
    for (const [index, key] of keys.entries()) {
      if (key.kind === 'unknown') {
        unnamed.push(key, values[index]!);
        continue;
      }
      if (key.kind !== 'scalar' || isNull(key))
        return fail(run, 'wrong-type', 'A key is not a string', node.keyResult!.span);
      const name = scalarText(key.value!);
      const group = groups.get(name);
      if (!group) groups.set(name, [values[index]!]);
      else if (node.group) group.push(values[index]!);
      else {
        const message = `Two items have the key \`${name}\``;
        return fail(run, 'duplicate-key', message, node.keyResult!.span, 'Group them with `...`.');
      }
    }
    const members = new Map(
      [...groups].map(([name, group]) => [name, node.group ? array(group, origin) : group[0]!]),
    );
    if (unnamed.length === 0) return object(members, origin);
    const named = [...members].flatMap(([name, value]) => [scalar(name), value]);
    const expression = call('object', ...named, ...unnamed);
    return { ...unknown(expression, reasonIn(unnamed, 'a key is not known'), origin), members };
  }
}

function isCertain(condition: Value | null): boolean {
  return condition === null || condition.kind === 'scalar';
}

function isTrue(value: Value): boolean {
  return value.kind === 'scalar' && value.value === true;
}

/** `base[*].a`: of a list its items, of null nothing, of anything else itself. */
export function evaluateSplat(node: Splat, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const base = evaluate(node.base, environment);
  const origin: Origin = [{ role: 'literal', span: node.span }];
  const each = (item: Value): Value => evaluate(node.each, withLocal(environment, '*', item));
  return overAlternatives(
    [base],
    run,
    () => call('splat', base),
    ([value]) => {
      if (isNull(value!)) return array([], origin);
      if (value!.kind === 'array') {
        const items = iterationOf(value!, node.base.span, run) ?? [];
        return array(
          items.map(item => each(item.value)),
          origin,
        );
      }
      if (value!.kind !== 'unknown' || isInstance(value!)) return array([each(value!)], origin);
      const item = run.speculate(() => each(anyItem(value! as UnknownValue).value));
      return unknown(call('splat', value!, item), value!.reason, origin);
    },
  );
}
