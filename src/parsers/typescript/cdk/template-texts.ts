// How values are written in the template that the CDK makes: as JSON, with references by logical ids. Lists of policies are sorted by it.

import type { Value } from '../../../model/value.ts';
import { valueKey } from '../../../model/value.ts';
import type { Program } from '../library.ts';
import type { InstanceValue } from '../values.ts';
import { uniqueId } from './logical-ids.ts';
import type { Written } from './policy-documents.ts';
import { constructOf, idsTo } from './tree.ts';

export function templateTexts(level1: readonly InstanceValue[], program: Program): Written {
  const byAddress = new Map(level1.map(self => [constructOf(self)!.level1!.declaration.address, self]));
  const ids = new Map<string, string>();
  const idOf = (address: string): string => {
    let id = ids.get(address);
    if (id === undefined) {
      const self = byAddress.get(address);
      const given = self && constructOf(self)?.level1?.logicalId;
      const name = given ? program.toValue(given) : null;
      const path = self ? idsTo(self, 'stack') : null;
      id = name?.kind === 'scalar' ? String(name.value) : path ? uniqueId(path) : address;
      ids.set(address, id);
    }
    return id;
  };
  const write = (value: Value): string => {
    switch (value.kind) {
      case 'scalar':
        return JSON.stringify(value.value);
      case 'array':
        return `[${value.items.map(write).join(',')}]`;
      case 'object':
        return `{${[...value.members].map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join(',')}}`;
      case 'unknown':
        return writeUnknown(value);
      default:
        return valueKey(value);
    }
  };
  const writeUnknown = (value: Extract<Value, { kind: 'unknown' }>): string => {
    const { expression } = value;
    if (expression.kind === 'text') {
      const parts = expression.parts.map(part =>
        typeof part === 'string' ? JSON.stringify(part) : write(part),
      );
      return `{"Fn::Join":["",[${parts.join(',')}]]}`;
    }
    if (expression.kind === 'member' && expression.of.kind === 'unknown') {
      const { of, key } = expression;
      const name = key.kind === 'scalar' ? String(key.value) : '';
      const owner = of.expression.kind === 'call' ? of.expression : null;
      const [path] = owner?.args ?? [];
      if (owner?.name === 'pseudo') return `{"Ref":${JSON.stringify(name)}}`;
      if (owner?.name === 'resource' && path?.kind === 'scalar') {
        const id = idOf(String(path.value));
        return name === 'Ref' ? `{"Ref":"${id}"}` : `{"Fn::GetAtt":["${id}","${name}"]}`;
      }
    }
    if (expression.kind === 'call' && expression.name.startsWith('Fn::'))
      return `{"${expression.name}":[${expression.args.map(write).join(',')}]}`;
    return valueKey(value);
  };
  return write;
}
