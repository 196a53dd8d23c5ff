// Texts of programs in which Terraform's own expressions stand: `'box-${each.key}'`. What a repetition says of them is known, the rest is
// Terraform's to compute. Refuses to know what the texts are for.

import { createSource } from '../../../model/source.ts';
import { call, type ScalarValue, scalar, unknown } from '../../../model/value.ts';
import { parseBareTemplate } from '../../terraform/hcl/parse-template.ts';
import type { Expression, TemplatePart } from '../../terraform/hcl/syntax.ts';
import type { Site } from '../library.ts';
import {
  list,
  type Member,
  MISSING,
  type ProgramValue,
  type RecordValue,
  recordOf,
  type Single,
} from '../values.ts';
import { memberOfRepetition, type Repetition } from './repetition.ts';

/** A body whose texts are read as Terraform reads them. */
export function withTemplates(body: RecordValue, repeats: Repetition | null, site: Site): RecordValue {
  return hasTemplate(body, new Set()) ? new Reading(repeats, site).record(body) : body;
}

const IS_TEMPLATE = /[$%]\{/;

function hasTemplate(value: ProgramValue, seen: Set<ProgramValue>): boolean {
  if (value.kind === 'scalar') return typeof value.value === 'string' && IS_TEMPLATE.test(value.value);
  if (seen.has(value)) return false;
  seen.add(value);
  if (value.kind === 'list') return value.items.some(item => hasTemplate(item, seen));
  if (value.kind === 'choice') return value.options.some(option => hasTemplate(option.value, seen));
  return (
    value.kind === 'record' && [...value.members.values()].some(member => hasTemplate(member.value, seen))
  );
}

class Reading {
  private readonly repeats: Repetition | null;
  private readonly site: Site;
  /** Records being read: an object may contain itself. */
  private readonly open = new Set<RecordValue>();

  constructor(repeats: Repetition | null, site: Site) {
    this.repeats = repeats;
    this.site = site;
  }

  record(value: RecordValue): RecordValue {
    if (this.open.has(value)) return value;
    this.open.add(value);
    const members = [...value.members].map(([name, member]): [string, Member] => [
      name,
      { ...member, value: this.value(member.value) },
    ]);
    this.open.delete(value);
    return recordOf(new Map(members), value.origin, value.open);
  }

  private value(value: ProgramValue): ProgramValue {
    if (value.kind !== 'choice') return this.single(value);
    const options = value.options.map(option => {
      const read = option.value === MISSING ? option.value : this.single(option.value);
      return read.kind === 'choice' ? option : { ...option, value: read };
    });
    return { ...value, options };
  }

  private single(value: Single): ProgramValue {
    if (value.kind === 'record') return this.record(value);
    if (value.kind === 'list')
      return list(
        value.items.map(item => this.value(item)),
        value.origin,
        value.open,
      );
    const isText =
      value.kind === 'scalar' && typeof value.value === 'string' && IS_TEMPLATE.test(value.value);
    return isText ? this.text(value) : value;
  }

  private text(value: ScalarValue): ProgramValue {
    const source = createSource('template', String(value.value));
    const { parts } = parseBareTemplate(source).template;
    const read = parts.map(part => this.part(part, source.text));
    const [only] = read;
    if (read.length === 1 && typeof only === 'object') return only;
    const site =
      value.origin.length > 0
        ? { ...this.site, program: this.site.program, step: value.origin.at(-1)! }
        : this.site;
    return this.site.program.text(read, site);
  }

  private part(part: TemplatePart, text: string): string | ProgramValue {
    if (part.kind === 'text') return part.value;
    const known = part.kind === 'hole' && this.repeats ? this.known(part.expression, this.repeats) : null;
    if (known) return known;
    const shown = text.slice(part.span.start, part.span.end);
    const reason = `\`${shown}\` is an expression of Terraform, which is not read here`;
    return unknown(call('expression', scalar(shown)), reason, [this.site.step]);
  }

  /** `each.key`, `each.value.name`, `count.index`. */
  private known(expression: Expression, repeats: Repetition): ProgramValue | null {
    const [root, name, ...rest] = stepsOf(expression) ?? [];
    if (name === undefined || (root !== 'each' && root !== 'count')) return null;
    const value = memberOfRepetition(repeats, name);
    return value ? rest.reduce((of, step) => this.site.program.get(of, step, this.site), value) : null;
  }
}

function stepsOf(expression: Expression): readonly string[] | null {
  if (expression.kind === 'variable') return [expression.name];
  if (expression.kind !== 'attribute') return null;
  const base = stepsOf(expression.base);
  return base && [...base, expression.name.name];
}
