// `JSON.stringify`: a text that remembers what it encodes, so that its readers need not parse it and find where its parts are written.
// Refuses to know indentation, which only people see.

import { knowledgeOf, LARGEST_VALUE } from '../../../model/knowledge.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import type { RunSite } from '../evaluate/site.ts';
import type { ProgramValue } from '../values.ts';

export function writeJson(value: ProgramValue, { program, step }: RunSite): ProgramValue | undefined {
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
  return { ...scalar(parts.join(''), origin), encodes: data };
}

/** Of what is wholly known. */
function write(value: Value, parts: string[]): void {
  switch (value.kind) {
    case 'scalar':
      parts.push(JSON.stringify(value.value));
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
