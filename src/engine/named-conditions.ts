// Conditions that a rule gives a name because it asks them more than once: before it is checked and run, they stand wherever they are named.
// Refuses to know what they ask.

import type { DataPath } from './read-yaml.ts';
import { didYouMean } from './rule-check.ts';
import type { Condition, RuleCase, WrittenRule } from './rule-format.ts';

/** What is wrong with a use of a name, and where. */
export type Complain = (path: DataPath, message: string) => void;

/** A rule whose cases name no conditions any more; what stands beside a name must hold as well. */
export function withNamedConditions(
  { conditions = {}, ...rule }: WrittenRule,
  complain: Complain,
): Omit<WrittenRule, 'conditions'> {
  const resolved = new Map<string, Condition>();
  const open = new Set<string>();

  function named(name: string, path: DataPath): Condition {
    const known = resolved.get(name);
    if (known) return known;
    const written = Object.hasOwn(conditions, name) ? conditions[name] : undefined;
    if (!written) {
      complain(path, `the rule has no condition \`${name}\`${didYouMean(name, Object.keys(conditions))}`);
      return NOTHING;
    }
    if (open.has(name)) {
      complain(path, `the condition \`${name}\` names itself`);
      return NOTHING;
    }
    open.add(name);
    const condition = filled(written, ['conditions', name]) as Condition;
    open.delete(name);
    resolved.set(name, condition);
    return condition;
  }

  function filled(data: unknown, path: DataPath): unknown {
    if (Array.isArray(data)) return data.map((each, index) => filled(each, [...path, index]));
    if (typeof data !== 'object' || data === null) return data;
    const { holds, ...rest } = data as { readonly holds?: unknown };
    const others = Object.entries(rest).map(([key, each]) => [key, filled(each, [...path, key])] as const);
    if (typeof holds !== 'string') return Object.fromEntries(others);
    const condition = named(holds, [...path, 'holds']);
    return others.length === 0 ? condition : { all: [condition, Object.fromEntries(others)] };
  }

  const cases = filled(rule.cases, ['cases']) as readonly RuleCase[];
  for (const name of Object.keys(conditions))
    if (!resolved.has(name)) complain(['conditions', name], `nothing asks whether \`${name}\` holds`);
  return { ...rule, cases };
}

/** Stands where a name stands for nothing; such a rule is refused. */
const NOTHING: Condition = { any: [] };
