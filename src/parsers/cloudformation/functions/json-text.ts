// A value as JSON text with holes for what is not known.

import type { Value } from '../../../model/value.ts';
import { isText, type TextPart } from '../../text/text-value.ts';

/** The parts of the text; holes of texts stand between their quotes. */
export function jsonText(value: Value): readonly TextPart[] {
  switch (value.kind) {
    case 'scalar':
      return [JSON.stringify(value.value)];
    case 'array':
      return ['[', ...separated(value.items.map(jsonText)), ']'];
    case 'object': {
      const members = [...value.members].map(([name, member]) => [
        `${JSON.stringify(name)}:`,
        ...jsonText(member),
      ]);
      return ['{', ...separated(members), '}'];
    }
    case 'absent':
      return ['null'];
    default:
      if (!isText(value)) return ['"', value, '"'];
      return ['"', ...value.expression.parts.map(escaped), '"'];
  }
}

function escaped(part: TextPart): TextPart {
  return typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part;
}

function separated(all: readonly (readonly TextPart[])[]): readonly TextPart[] {
  return all.flatMap((parts, index) => (index === 0 ? parts : [',', ...parts]));
}
