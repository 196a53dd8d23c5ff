// Evaluates expressions of literals and calls alone, so that functions are tested as they are written.

import type { Source } from '../../../../src/model/source.ts';
import { array, object, scalar, type Value } from '../../../../src/model/value.ts';
import { applyFunction, canonicalName } from '../../../../src/parsers/terraform/functions/apply-function.ts';
import type { Invocation, ReportCode } from '../../../../src/parsers/terraform/functions/types.ts';
import { parseHclExpression } from '../../../../src/parsers/terraform/hcl/parse-hcl.ts';
import type { Expression, FunctionCall, Template } from '../../../../src/parsers/terraform/hcl/syntax.ts';
import { textValue } from '../../../../src/parsers/terraform/values/text.ts';

export interface Outcome {
  readonly value: Value;
  readonly reports: readonly { readonly code: ReportCode; readonly message: string }[];
}

export interface Surroundings extends Pick<Invocation, 'files' | 'render'> {
  /** What names in the expression stand for. */
  readonly names?: Readonly<Record<string, Value>>;
}

/** The value of an expression, and what its calls report. */
export function evaluate(text: string, surroundings: Surroundings = {}): Outcome {
  const source: Source = { path: 'test.tf', text, external: false };
  const { expression, diagnostics } = parseHclExpression(source);
  if (diagnostics.length > 0) throw new Error(`${text}: ${diagnostics[0]!.message}`);
  const reports: Outcome['reports'][number][] = [];
  const value = evaluateNode(expression, reports, surroundings);
  return { value, reports };
}

/** The value as compact JSON, `null` where a call fails, `?` where it is not known. */
export function evaluateToJson(text: string): string | null {
  const { value, reports } = evaluate(text);
  if (reports.length > 0) return null;
  const { name, span } = invocation('jsonencode', []);
  const json = applyFunction(name, [value], { name, span, report: () => {} });
  return json.kind === 'scalar' ? String(json.value) : '?';
}

type Reports = Outcome['reports'][number][];

function evaluateNode(node: Expression, reports: Reports, surroundings: Surroundings): Value {
  switch (node.kind) {
    case 'literal':
      return scalar(node.value);
    case 'template':
      return templateValue(node, reports, surroundings);
    case 'tuple':
      return array(node.items.map(item => evaluateNode(item, reports, surroundings)));
    case 'object':
      return object(
        new Map(
          node.members.map(({ key, value }) => [
            keyOf(evaluateNode(key, reports, surroundings)),
            evaluateNode(value, reports, surroundings),
          ]),
        ),
      );
    case 'parenthesized':
      return evaluateNode(node.inner, reports, surroundings);
    case 'unary': {
      const operand = evaluateNode(node.operand, reports, surroundings);
      return scalar(operand.kind === 'scalar' ? -Number(operand.value) : null);
    }
    case 'call':
      return callValue(node, reports, surroundings);
    case 'variable': {
      const value = surroundings.names?.[node.name];
      if (value) return value;
    }
  }
  throw new Error(`No ${node.kind} here`);
}

function keyOf(value: Value): string {
  return value.kind === 'scalar' ? String(value.value) : '';
}

function templateValue(node: Template, reports: Reports, surroundings: Surroundings): Value {
  const parts = node.parts.map(part => {
    if (part.kind === 'text') return part.value.normalize('NFC');
    if (part.kind !== 'hole') throw new Error('No directives here');
    return evaluateNode(part.expression, reports, surroundings);
  });
  return textValue(parts);
}

function callValue(node: FunctionCall, reports: Reports, surroundings: Surroundings): Value {
  const name = canonicalName(node.name);
  if (name === 'try' || name === 'can') return attempt(name, node.args, reports, surroundings);
  const args = node.args.map(arg => evaluateNode(arg, reports, surroundings));
  const last = node.expand ? args.pop() : undefined;
  if (last?.kind === 'array') args.push(...last.items);
  return applyFunction(node.name, args, { ...invocation(node.name, reports), ...surroundings });
}

// As the evaluator does it, for expressions in which everything is known.
function attempt(
  name: string,
  args: readonly Expression[],
  reports: Reports,
  surroundings: Surroundings,
): Value {
  for (const arg of name === 'can' ? args.slice(0, 1) : args) {
    const own: Reports = [];
    const value = evaluateNode(arg, own, surroundings);
    if (name === 'can') return scalar(own.length === 0);
    if (own.length === 0) return value;
  }
  reports.push({ code: 'evaluation-failed', message: `\`${name}()\` fails` });
  return scalar(null);
}

function invocation(name: string, reports: Reports): Invocation {
  const source: Source = { path: 'test.tf', text: '', external: false };
  return {
    name,
    span: { source, start: 0, end: 0 },
    report: (code, message) => void reports.push({ code, message }),
  };
}
