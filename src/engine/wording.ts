// Values and conditions in words. Prints no value of an attribute that is marked secret.
// Refuses to know why anybody wants the words.

import type { Expression, Value } from '../model/value.ts';
import type { Literal, Matchers } from './rule-format.ts';
import type { Mapped } from './world.ts';

const LONGEST = 80;

/** Functions whose first argument is a name that stands for the value. */
const NAMING: ReadonlySet<string> = new Set(['parameters', 'variables', 'readenvironmentvariable']);

/** A value as people write it, without quotes: `${prefix}-openai`, `["a", "b"]`; unknown values by their expression. */
export function plainText(value: Value): string {
  switch (value.kind) {
    case 'scalar':
      return shorten(String(value.value));
    case 'array':
      return shorten(value.items.length === 0 ? 'an empty list' : value.items.map(plainText).join(', '));
    case 'object':
      return shorten(`{ ${[...value.members.keys()].join(', ')} }`);
    case 'oneOf':
      return shorten([...new Set(value.options.map(plainText))].join(' or '));
    case 'absent':
      return 'nothing';
    case 'unknown':
      return shorten(expressionText(value.expression));
  }
}

/** A value in backticks. */
export function display(value: Value): string {
  return value.kind === 'absent' || (value.kind === 'array' && value.items.length === 0)
    ? plainText(value)
    : `\`${plainText(value)}\``;
}

/** What a person calls a resource: its name as far as it is known, else its address. */
export function nameOf({ name, resource }: Mapped): string {
  const options = name.kind === 'oneOf' ? name.options : [name];
  const texts = new Set(options.map(option => (isNamed(option) ? plainText(option) : null)));
  const [text] = texts;
  return texts.size === 1 && text ? text : resource.address;
}

function isNamed(name: Value): boolean {
  return name.kind === 'scalar' || (name.kind === 'unknown' && name.expression.kind === 'text');
}

function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'text':
      return expression.parts
        .map(part => (typeof part === 'string' ? part : `\${${plainText(part)}}`))
        .join('');
    case 'member':
      return `${plainText(expression.of)}.${plainText(expression.key)}`;
    case 'call': {
      const [first] = expression.args;
      if (NAMING.has(expression.name.toLowerCase()) && first?.kind === 'scalar') return String(first.value);
      return `${expression.name}(${expression.args.length === 0 ? '' : '…'})`;
    }
  }
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** What matchers ask of an attribute: "`kind` is `Hub` or `Project`". */
export function matchersText(name: string, matchers: Matchers): string {
  return Object.entries(matchers)
    .map(([word, argument]) => matcherText(`\`${name}\``, word, argument))
    .join(' and ');
}

function matcherText(subject: string, word: string, argument: unknown): string {
  switch (word) {
    case 'is':
      return argument === null
        ? `${subject} is not set`
        : `${subject} is ${literalText(argument as Literal)}`;
    case 'in':
      return `${subject} is ${(argument as Literal[]).map(literalText).join(' or ')}`;
    case 'not-in':
      return `${subject} is not ${(argument as Literal[]).map(literalText).join(' or ')}`;
    case 'exists':
      return argument ? `${subject} is set` : `${subject} is not set`;
    case 'empty':
      return argument ? `${subject} is empty` : `${subject} is not empty`;
    case 'cidr-wider-than':
      return `${subject} covers more than a /${String(argument)}`;
    case 'not':
      return `not (${nested(subject, argument)})`;
    case 'some':
      return `an item of ${subject} fits (${nested('it', argument)})`;
    case 'every':
      return `every item of ${subject} fits (${nested('it', argument)})`;
    case 'none':
      return `no item of ${subject} fits (${nested('it', argument)})`;
    case 'lt':
      return `${subject} is less than ${String(argument)}`;
    case 'gt':
      return `${subject} is more than ${String(argument)}`;
    default:
      return `${subject} ${word.replaceAll('-', ' ')} \`${String(argument)}\``;
  }
}

function nested(subject: string, argument: unknown): string {
  return Object.entries(argument as object)
    .map(([word, each]) =>
      typeof each === 'object' && !Array.isArray(each) && each !== null
        ? matchersText(word, each)
        : matcherText(subject, word, each),
    )
    .join(' and ');
}

function literalText(literal: Literal): string {
  return Array.isArray(literal) ? `\`[${literal.join(', ')}]\`` : `\`${String(literal)}\``;
}
