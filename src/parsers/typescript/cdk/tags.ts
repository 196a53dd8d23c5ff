// Tags that programs put on whole trees: `Tags.of(scope).add(key, value)`. What is nearer, or of a higher priority, replaces what is not.

import { unknown, type Value } from '../../../model/value.ts';
import type { Program, Site } from '../library.ts';
import {
  type InstanceValue,
  imported,
  instance,
  list,
  type ProgramValue,
  type RecordValue,
  record,
  recordOf,
} from '../values.ts';
import { type TagForm, tagForm } from './tag-names.ts';
import { constructOf } from './tree.ts';

/** One `add` or `remove`. */
export interface TagRule {
  readonly scope: InstanceValue;
  readonly key: ProgramValue;
  /** Null where it removes. */
  readonly value: ProgramValue | null;
  readonly priority: number;
  readonly only: readonly string[] | null;
  readonly except: readonly string[];
  readonly condition: Value | null;
}

interface TagsOf {
  readonly tagsOf: InstanceValue;
}

/** `Tags.of(scope)`. */
export function tagsOf(scope: InstanceValue): InstanceValue {
  const result = instance(null, imported('aws-cdk-lib', ['Tags']));
  result.native = { tagsOf: scope } satisfies TagsOf;
  return result;
}

/** What `add` and `remove` of `Tags.of(scope)` ask for; null for any other object. */
export function tagRule(
  { native }: InstanceValue,
  name: string,
  args: readonly ProgramValue[],
  site: Site,
): TagRule | null {
  if (!native || typeof native !== 'object' || !('tagsOf' in native)) return null;
  const [key, second, third] = args;
  if (!key || (name !== 'add' && name !== 'remove')) return null;
  const { program, condition } = site;
  const props = name === 'add' ? third : second;
  const option = (of: string): ProgramValue | null =>
    props && props.kind !== 'absent' ? program.get(props, of, site) : null;
  const priority = option('priority');
  return {
    scope: (native as TagsOf).tagsOf,
    key,
    value: name === 'add' ? (second ?? null) : null,
    priority: priority?.kind === 'scalar' ? Number(priority.value) : name === 'add' ? 100 : 200,
    only: textsOf(option('includeResourceTypes'), program),
    except: textsOf(option('excludeResourceTypes'), program) ?? [],
    condition,
  };
}

function textsOf(value: ProgramValue | null, program: Program): readonly string[] | null {
  const items = value && program.items(value);
  const texts = items?.items.flatMap(item => (item.kind === 'scalar' ? [String(item.value)] : [])) ?? [];
  return texts.length > 0 ? texts : null;
}

/** The property of a level 1 construct that holds its tags, with them; null where it has none. */
export function tagsFor(
  self: InstanceValue,
  rules: readonly TagRule[],
  program: Program,
): readonly [string, ProgramValue] | null {
  const { declaration, service, written } = constructOf(self)!.level1!;
  const form = service === null ? null : tagForm(declaration.type);
  if (!form) return null;
  const name = form.property.charAt(0).toLowerCase() + form.property.slice(1);
  const given = written.members.get(name)?.value;
  const mine = rulesFor(self, declaration.type, rules);
  if (!given && mine.length === 0) return null;
  const tags = new Tags(program);
  if (given && !tags.start(given, form)) return mine.length === 0 ? null : [form.property, given];
  for (const rule of mine) tags.apply(rule);
  const value = tags.written(form);
  return value && [form.property, value];
}

/** Those of everything around it, from the outside. */
function rulesFor(self: InstanceValue, type: string, rules: readonly TagRule[]): readonly TagRule[] {
  if (rules.length === 0) return [];
  const around: InstanceValue[] = [];
  for (let each: InstanceValue | undefined = self; each; each = constructOf(each)?.scope)
    around.unshift(each);
  return around.flatMap(scope =>
    rules.filter(
      rule =>
        rule.scope === scope &&
        (rule.only === null || rule.only.includes(type)) &&
        !rule.except.includes(type),
    ),
  );
}

/** What the program writes of a resource itself has this priority. */
const OWN = 50;

class Tags {
  private readonly values = new Map<
    string,
    { readonly value: ProgramValue | null; readonly priority: number }
  >();
  private open: ReturnType<typeof unknown> | null = null;
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
  }

  /** Whether all of what the program writes is known. */
  start(given: ProgramValue, { isMap }: TagForm): boolean {
    if (isMap) {
      if (given.kind !== 'record' || given.open) return false;
      for (const [key, { value }] of given.members) this.set(key, value, OWN);
      return true;
    }
    if (given.kind !== 'list' || given.open) return false;
    return given.items.every(item => {
      const key = item.kind === 'record' ? memberOf(item, 'key') : undefined;
      const value = item.kind === 'record' ? memberOf(item, 'value') : undefined;
      if (key?.kind !== 'scalar' || !value) return false;
      this.set(String(key.value), value, OWN);
      return true;
    });
  }

  apply({ key, value, priority, condition }: TagRule): void {
    const name = this.program.toValue(key);
    const isOpen = condition ?? (name.kind === 'scalar' ? null : name);
    if (isOpen?.kind === 'unknown') this.open ??= unknown(isOpen.expression, isOpen.reason, isOpen.origin);
    else if (name.kind === 'scalar') this.set(String(name.value), value, priority);
  }

  private set(key: string, value: ProgramValue | null, priority: number): void {
    if (priority >= (this.values.get(key)?.priority ?? 0)) this.values.set(key, { value, priority });
  }

  written({ isMap }: TagForm): ProgramValue | null {
    const pairs = [...this.values].flatMap(([key, { value }]) => (value ? [[key, value] as const] : []));
    if (pairs.length === 0 && !this.open) return null;
    pairs.sort(([one], [other]) => one.localeCompare(other));
    if (isMap) return recordOf(record(pairs).members, [], this.open);
    const items = pairs.map(([key, value]) => {
      const own = record([['Value', value]]);
      return recordOf(new Map([['Key', { value: textValue(key), key: null }], ...own.members]));
    });
    return list(items, [], this.open);
  }
}

function textValue(text: string): ProgramValue {
  return { kind: 'scalar', value: text, origin: [] };
}

function memberOf({ members }: RecordValue, name: string): ProgramValue | undefined {
  return (members.get(name) ?? members.get(name.charAt(0).toUpperCase() + name.slice(1)))?.value;
}
