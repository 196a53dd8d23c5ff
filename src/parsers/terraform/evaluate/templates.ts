// Quoted strings, heredocs and template files: text, holes and directives. https://developer.hashicorp.com/terraform/language/expressions/strings

import { call, type Origin, scalar, unknown, type Value } from '../../../model/value.ts';
import type { TextPart } from '../../text/text-value.ts';
import type { Template, TemplateFor, TemplateIf, TemplatePart } from '../hcl/syntax.ts';
import { convert } from '../values/convert.ts';
import { textValue } from '../values/text.ts';
import { evaluateCondition } from './conditional.ts';
import type { Environment, Evaluate } from './environment.ts';
import { fail, overAlternatives } from './failure.ts';
import { iterationOf } from './iteration.ts';
import { asAlternatives, isNull, reasonOf } from './knowing.ts';

/** A template that is nothing but one hole has the value of the hole. */
export function evaluateTemplate(node: Template, environment: Environment, evaluate: Evaluate): Value {
  const [part] = node.parts;
  const origin: Origin = [{ role: 'literal', span: node.span }];
  if (!part) return scalar('', origin);
  if (node.parts.length === 1) {
    if (part.kind === 'text') return scalar(part.value.normalize('NFC'), origin);
    if (part.kind === 'hole' && !node.heredoc) return evaluate(part.expression, environment);
  }
  return textOf(node.parts, environment, evaluate, origin);
}

function textOf(
  parts: readonly TemplatePart[],
  environment: Environment,
  evaluate: Evaluate,
  origin: Origin,
): Value {
  return textValue(partsOf(parts, environment, evaluate), origin);
}

function partsOf(
  parts: readonly TemplatePart[],
  environment: Environment,
  evaluate: Evaluate,
): readonly TextPart[] {
  return parts.flatMap(part => partOf(part, environment, evaluate));
}

function partOf(part: TemplatePart, environment: Environment, evaluate: Evaluate): readonly TextPart[] {
  switch (part.kind) {
    case 'text':
      return [part.value];
    case 'hole':
      return [inText(evaluate(part.expression, environment), part, environment)];
    case 'if':
      return [chosenText(part, environment, evaluate)];
    case 'for':
      return repeatedText(part, environment, evaluate);
  }
}

/** What stands in a hole must be a string, a number or a boolean. */
function inText(value: Value, part: TemplatePart, { frame: { run } }: Environment): Value {
  return overAlternatives(
    [value],
    run,
    () => call('tostring', value),
    ([each]) => {
      const converted = isNull(each!) ? null : convert(each!, 'string');
      if (converted) return converted;
      const message = isNull(each!)
        ? 'Null cannot stand in a string'
        : 'A list or object cannot stand in a string';
      return fail(run, 'wrong-type', message, part.span, 'Use `jsonencode()` or `join()`.');
    },
  );
}

function chosenText(part: TemplateIf, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const condition = evaluateCondition(part.condition, environment, evaluate);
  const text = (parts: readonly TemplatePart[]): Value => textOf(parts, environment, evaluate, []);
  if (condition.kind === 'scalar') return text(condition.value === true ? part.whenTrue : part.whenFalse);
  const [whenTrue, whenFalse] = run.speculate(() => [text(part.whenTrue), text(part.whenFalse)]);
  return overAlternatives(
    [asAlternatives(condition)],
    run,
    () => call('if', condition, whenTrue!, whenFalse!),
    ([chosen]) => (chosen!.kind === 'scalar' && chosen!.value === true ? whenTrue! : whenFalse!),
  );
}

function repeatedText(part: TemplateFor, environment: Environment, evaluate: Evaluate): readonly TextPart[] {
  const { run } = environment.frame;
  const collection = evaluate(part.collection, environment);
  const names = { key: part.key?.name ?? null, value: part.value.name };
  const known = (value: Value): readonly TextPart[] | null => {
    const iteration = iterationOf(value, part.collection.span, run);
    return iteration?.flatMap(item => partsOf(part.body, item.within(environment, names), evaluate)) ?? null;
  };
  if (collection.kind !== 'oneOf') {
    const parts = known(collection);
    if (parts) return parts;
  }
  const symbol = (value: Value) =>
    call('template', value, scalar(`${part.span.source.path}:${part.span.start}`));
  return [
    overAlternatives(
      [collection],
      run,
      () => symbol(collection),
      ([value]) => {
        const parts = known(value!);
        if (parts) return textValue(parts);
        return unknown(symbol(value!), reasonOf(value!) ?? 'the collection is not known', value!.origin);
      },
    ),
  ];
}
