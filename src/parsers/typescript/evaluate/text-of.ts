// Texts put together of parts, some of them not known. Refuses to know where the parts come from.

import { span } from '../../../model/source.ts';
import { call, type Step, scalar, unknown, valueKey } from '../../../model/value.ts';
import { joinText } from '../../text/text-value.ts';
import { type ChoiceValue, isLeaf, list, type ProgramValue } from '../values.ts';
import { join, symbolOf } from './choice.ts';
import { prototypeMember } from './members.ts';
import type { Run } from './run.ts';
import { RunSite } from './site.ts';
import { WRITING } from './to-value.ts';

/** More texts than this are not made only to find that they are too many. */
const MOST_COMBINATIONS = 1_024;

type Part = string | ProgramValue;

/** A text of parts; alternatives among them are taken apart. */
export function textOf(parts: readonly Part[], origin: readonly Step[], run: Run): ProgramValue {
  const isTooMany = combinations(parts) > MOST_COMBINATIONS;
  return combined(isTooMany ? parts.map(symbolic) : parts, origin, run);
}

/** In how many ways alternatives go together; what the same conditions decide goes together in one. */
function combinations(parts: readonly Part[]): number {
  const choices = new Map(
    parts.filter(isChoice).map(each => [valueKey(symbolOf(each)), each.options.length]),
  );
  return [...choices.values()].reduce((product, count) => product * count, 1);
}

function isChoice(part: Part): part is ChoiceValue {
  return typeof part !== 'string' && part.kind === 'choice';
}

function symbolic(part: Part): Part {
  return isChoice(part) ? symbolOf(part) : part;
}

function combined(parts: readonly Part[], origin: readonly Step[], run: Run): ProgramValue {
  const at = parts.findIndex(isChoice);
  const choice = parts[at];
  if (choice === undefined || !isChoice(choice)) {
    const texts = parts.map(part => (typeof part === 'string' ? part : run.toValue(written(part, run))));
    const text = joinText(texts, WRITING, origin);
    return isLeaf(text) ? text : unknown(call('text', text), 'it is not a text', origin);
  }
  const alternatives = choice.options
    .filter(({ when }) => run.decide(when) !== false)
    .map(({ when, value }) => {
      const mark = run.mark;
      run.assume(when);
      const whole = combined([...parts.slice(0, at), value, ...parts.slice(at + 1)], origin, run);
      run.release(mark);
      return { when, value: whole };
    });
  return join(alternatives, origin);
}

/** What an object says of itself where a text is wanted. */
function written(value: ProgramValue, run: Run): ProgramValue {
  if (value.kind === 'list') {
    const items = value.items.map(item =>
      item.kind === 'absent' || (item.kind === 'scalar' && item.value === null)
        ? scalar('')
        : written(item, run),
    );
    return items.every((item, index) => item === value.items[index])
      ? value
      : list(items, value.origin, value.open);
  }
  if (value.kind !== 'record' && value.kind !== 'instance') return value;
  const isOfPackage = value.kind === 'instance' && value.base && value.base.module !== '';
  if (isOfPackage) return value;
  const type = value.kind === 'instance' ? value.class : null;
  const place = value.origin.at(-1)?.span ?? span(run.entry, 0, 0);
  for (const name of ['@@toPrimitive', 'toString']) {
    const method = (value.members.get(name) ?? prototypeMember(type, name))?.value;
    if (method?.kind === 'function') return method.call(value, [scalar('string')], new RunSite(run, place));
  }
  const { base } = value.kind === 'instance' ? value : { base: null };
  if (!base?.path[0]?.endsWith('Error')) return value;
  const [name, message] = ['name', 'message'].map(each => value.members.get(each)?.value);
  return name && message ? textOf([name, ': ', message], value.origin, run) : value;
}
