// `JSON.stringify`: a text that remembers what it encodes, so that its readers need not parse it and find where its parts are written.

import { knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { absent, call, scalar, unknown, type Value } from '../../../model/value.ts';
import { prototypeMember } from '../evaluate/members.ts';
import type { RunSite } from '../evaluate/site.ts';
import { list, type Member, type ProgramValue, recordOf } from '../values.ts';

/** `replacer` is a function or a list of names, `indent` how far members are indented. */
export function writeJson(
  given: ProgramValue,
  site: RunSite,
  replacer: ProgramValue = absent(),
  indent: ProgramValue = absent(),
): ProgramValue | undefined {
  const { program, step } = site;
  const value = encodable(given, '', replacer, site, new Set());
  const data = program.toValue(value);
  if (data.kind === 'unknown' || data.kind === 'oneOf' || data.kind === 'absent') return undefined;
  if (knowledgeOf(data).size > LARGEST_VALUE)
    return unknown(call('JSON.stringify'), 'the text is too long', [step]);
  const { reason } = knowledgeOf(data);
  const origin = [...data.origin, step];
  // The encoding function of the other languages: what it is given can be read from it.
  if (reason !== null) return unknown(call('jsonencode', data), reason, origin);
  const parts: string[] = [];
  write(data, parts);
  const text = parts.join('');
  const isIndented = indent.kind === 'scalar' && indent.value !== 0 && indent.value !== null;
  const shown = isIndented ? JSON.stringify(JSON.parse(text), null, indent.value as string | number) : text;
  return { ...scalar(shown, origin), encodes: data };
}

/** What objects say that they are in JSON, and what a replacer makes of it. */
function encodable(
  given: ProgramValue,
  name: string,
  replacer: ProgramValue,
  site: RunSite,
  outer: ReadonlySet<ProgramValue>,
): ProgramValue {
  if (given.kind === 'choice')
    return site.program.options(given, site, each => encodable(each, name, replacer, site, outer));
  const own = given.kind === 'instance' || given.kind === 'record' ? toJson(given) : undefined;
  const said = own ? site.program.call(own, [scalar(name)], site) : given;
  const value = replacer.kind === 'function' ? site.program.call(replacer, [scalar(name), said], site) : said;
  if (outer.has(value) || !(value.kind === 'list' || value.kind === 'record' || isOwn(value))) return value;
  site.program.step(site.span);
  const inner = new Set([...outer, value]);
  if (value.kind === 'list') {
    const items = value.items.map((item, index) => encodable(item, String(index), replacer, site, inner));
    return items.every((item, index) => item === value.items[index])
      ? value
      : list(items, value.origin, value.open);
  }
  if (value.kind !== 'record' && value.kind !== 'instance') return value;
  const wanted = replacer.kind === 'list' ? replacer.items.map(each => nameOf(each, site)) : null;
  const members = new Map<string, Member>();
  let isSame = true;
  for (const [key, member] of value.members) {
    if (member.hidden || (wanted && !wanted.includes(key))) {
      isSame &&= member.hidden === true;
      continue;
    }
    const before = member.getter ? site.program.get(value, key, site) : member.value;
    const after = encodable(before, key, replacer, site, inner);
    isSame &&= after === member.value;
    members.set(key, { value: after, key: member.key });
  }
  return isSame ? value : recordOf(members, value.origin, value.kind === 'record' ? value.open : null);
}

function nameOf(value: ProgramValue, site: RunSite): string {
  const data = site.program.toValue(value);
  return data.kind === 'scalar' ? String(data.value) : '';
}

function isOwn(value: ProgramValue): boolean {
  return value.kind === 'instance' && value.base === null;
}

function toJson(value: Extract<ProgramValue, { kind: 'instance' | 'record' }>): ProgramValue | undefined {
  const member =
    value.members.get('toJSON') ??
    (value.kind === 'instance' ? prototypeMember(value.class, 'toJSON') : undefined);
  const own = member?.value;
  return own?.kind === 'function'
    ? { ...own, call: (_, args, site) => own.call(value, args, site) }
    : undefined;
}

/** Of what is wholly known. */
function write(value: Value, parts: string[]): void {
  switch (value.kind) {
    case 'scalar':
      parts.push(JSON.stringify(value.value) ?? 'null');
      return;
    case 'array':
      parts.push('[');
      for (const [index, item] of value.items.entries()) {
        if (index > 0) parts.push(',');
        write(item, parts);
      }
      parts.push(']');
      return;
    case 'object': {
      parts.push('{');
      const members = [...value.members].filter(([, member]) => member.kind !== 'absent');
      for (const [index, [name, member]] of members.entries()) {
        parts.push(`${index > 0 ? ',' : ''}${JSON.stringify(name)}:`);
        write(member, parts);
      }
      parts.push('}');
      return;
    }
    default:
      parts.push('null');
  }
}
