// Values and conditions in words. Prints no value of an attribute that is marked secret.
// Refuses to know why anybody wants the words.

import type { Expression, Value } from '../model/value.ts';
import type { Literal, Matchers } from './rule-format.ts';
import type { Mapped } from './world.ts';

const LONGEST = 80;

/** Functions whose first argument is a name that stands for the value. */
const NAMING: ReadonlySet<string> = new Set([
  'parameters',
  'variables',
  'readenvironmentvariable',
  'resource',
  'var',
  'data',
  'module',
]);

/** A value as people write it, without quotes: `${prefix}-openai`, `["a", "b"]`; unknown values by their expression. */
export function plainText(value: Value): string {
  return shorten(startOf(value, LONGEST + 1));
}

/** The text of a value, or a start of it that has at least `length` characters: expressions may use each other many times. */
function startOf(value: Value, length: number): string {
  switch (value.kind) {
    case 'scalar':
      return String(value.value);
    case 'array':
      return value.items.length === 0 ? 'an empty list' : joined(value.items, ', ', length);
    case 'object':
      return `{ ${[...value.members.keys()].join(', ')} }`;
    case 'oneOf':
      return [...new Set(value.options.map(option => startOf(option, length)))].join(' or ');
    case 'absent':
      return 'nothing';
    case 'unknown':
      return expressionText(value.expression, length);
  }
}

function joined(values: readonly Value[], separator: string, length: number): string {
  let text = '';
  for (const value of values) {
    if (text.length >= length) break;
    if (text !== '') text += separator;
    text += startOf(value, length - text.length);
  }
  return text;
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

function expressionText(expression: Expression, length: number): string {
  switch (expression.kind) {
    case 'text': {
      let text = '';
      for (const part of expression.parts) {
        if (text.length >= length) break;
        text += typeof part === 'string' ? part : `\${${startOf(part, length - text.length)}}`;
      }
      return text;
    }
    case 'member':
      return isPseudo(expression.of)
        ? startOf(expression.key, length)
        : `${startOf(expression.of, length)}.${startOf(expression.key, length)}`;
    case 'call': {
      const [first] = expression.args;
      if (NAMING.has(expression.name.toLowerCase()) && first?.kind === 'scalar') return String(first.value);
      return `${expression.name}(${expression.args.length === 0 ? '' : '…'})`;
    }
  }
}

/** What CloudFormation knows of itself has a name of its own: `AWS::Region`. */
function isPseudo(value: Value): boolean {
  return value.kind === 'unknown' && value.expression.kind === 'call' && value.expression.name === 'pseudo';
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** A title as it is written within a sentence; one with a name in it ("BigQuery dataset") stays as it is. */
export function midSentence(title: string): string {
  const rest = title.slice(1);
  return rest === rest.toLowerCase() ? title.charAt(0).toLowerCase() + rest : title;
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
    case 'like':
      return `${subject} is like ${(argument as string[]).map(literalText).join(' or ')}`;
    case 'covers':
      return `${subject} covers ${[argument as string | string[]].flat().map(literalText).join(' or ')}`;
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
    case 'written':
      return `${subject} has a text of the form \`${shorten(String(argument))}\` written in it`;
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
