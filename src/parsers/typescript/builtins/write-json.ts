// `JSON.stringify`: a text with holes for what is not known. Refuses to know indentation, which only people see.

import { knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { call, unknown, type Value } from '../../../model/value.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { ProgramValue } from '../values.ts';

export function writeJson(value: ProgramValue, { program, step }: RunSite): ProgramValue | undefined {
  const data = program.toValue(value);
  if (data.kind === 'unknown' || data.kind === 'oneOf' || data.kind === 'absent') return undefined;
  if (knowledgeOf(data).size > LARGEST_VALUE)
    return unknown(call('JSON.stringify'), 'the text is too long', [step]);
  const parts: (string | ProgramValue)[] = [];
  write(data, parts);
  return program.textOf(parts, [...data.origin, step]);
}

function write(value: Value, parts: (string | ProgramValue)[]): void {
  switch (value.kind) {
    case 'scalar':
      parts.push(JSON.stringify(value.value));
      return;
    case 'absent':
      parts.push('null');
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
    case 'oneOf':
      parts.push(unknown(value.expression, value.reason, value.origin));
      return;
    case 'unknown': {
      const isText = value.expression.kind === 'text';
      parts.push(isText ? '"' : '', unknown(value.expression, value.reason, value.origin), isText ? '"' : '');
    }
  }
}
