// Function calls: arguments, expansion, and the two functions that look at failures. Refuses to know what any other function computes.

import type { Source } from '../../../model/source.ts';
import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import { applyFunction, canonicalName } from '../functions/apply-function.ts';
import type { Invocation } from '../functions/types.ts';
import { parseBareTemplate } from '../hcl/parse-template.ts';
import type { FunctionCall } from '../hcl/syntax.ts';
import { followed } from './access.ts';
import type { Environment, Evaluate, Local } from './environment.ts';
import { fail, isFailed, mayFail, overAlternatives } from './failure.ts';
import { isNull, reasonIn } from './knowing.ts';
import { evaluateTemplate } from './templates.ts';

export function evaluateCall(node: FunctionCall, environment: Environment, evaluate: Evaluate): Value {
  const name = canonicalName(node.name);
  if (name === 'try') return firstPossible(node, 0, environment, evaluate);
  if (name === 'can') return can(node, environment, evaluate);
  const args = node.args.map(arg => evaluate(arg, environment));
  const invocation = invocationOf(node, environment, evaluate);
  if (!node.expand) return applyFunction(node.name, args, invocation);
  const last = args.pop() ?? scalar(null);
  const { run } = environment.frame;
  return overAlternatives(
    [last],
    run,
    () => call(name, ...args, last),
    ([spread]) => {
      if (spread!.kind === 'array') {
        const items = spread!.items.map(item => followed(item, spread!.origin));
        return applyFunction(node.name, [...args, ...items], invocation);
      }
      if (spread!.kind === 'unknown')
        return unknown(call(name, ...args, spread!), reasonIn([spread!], ''), spread!.origin);
      const found = isNull(spread!) ? 'null' : 'what is no list';
      return fail(run, 'wrong-type', `\`...\` stands behind ${found}`, node.args.at(-1)!.span);
    },
  );
}

function invocationOf(node: FunctionCall, environment: Environment, evaluate: Evaluate): Invocation {
  const { run, setting } = environment.frame;
  const { name, span } = node;
  const invocation: Invocation = {
    name,
    span,
    report: (code, message, hint) => run.report(code, message, span, hint),
    render: (source, variables) => render(source, variables, environment, evaluate),
  };
  return setting.files ? { ...invocation, files: setting.files } : invocation;
}

const templates = new WeakMap<Source, ReturnType<typeof parseBareTemplate>>();

/** Files are rendered often and parsed once. */
function parsedTemplate(source: Source): ReturnType<typeof parseBareTemplate> {
  let parsed = templates.get(source);
  if (!parsed) {
    parsed = parseBareTemplate(source);
    templates.set(source, parsed);
  }
  return parsed;
}

/** A template file: it sees its variables alone. */
function render(
  source: Source,
  variables: ReadonlyMap<string, Value>,
  environment: Environment,
  evaluate: Evaluate,
): Value {
  const { template, diagnostics } = parsedTemplate(source);
  const [wrong] = diagnostics;
  const { run } = environment.frame;
  if (wrong?.span) return fail(run, 'evaluation-failed', wrong.message, wrong.span, wrong.hint);
  let locals: Local | null = null;
  for (const [name, value] of variables) locals = { name, value, outer: locals };
  return evaluateTemplate(template, { ...environment, locals, turn: null, isolated: true }, evaluate);
}

/** `try()`: the first argument that does not fail. Where that is open, it is one of several. */
function firstPossible(
  node: FunctionCall,
  index: number,
  environment: Environment,
  evaluate: Evaluate,
): Value {
  const { run } = environment.frame;
  const arg = node.args[index];
  if (!arg) return fail(run, 'evaluation-failed', 'Every argument of `try()` fails', node.span);
  const { value, reports } = run.try(() => evaluate(arg, environment));
  const rest = (): Value => firstPossible(node, index + 1, environment, evaluate);
  if (reports.length > 0 || isFailed(value)) return rest();
  if (!mayFail(value)) return value;
  const next = run.speculate(rest);
  return overAlternatives(
    [value],
    run,
    () => call('try', value, next),
    ([option]) => (isFailed(option!) ? next : option!),
  );
}

function can(node: FunctionCall, environment: Environment, evaluate: Evaluate): Value {
  const { run } = environment.frame;
  const [arg] = node.args;
  if (!arg || node.args.length > 1)
    return fail(run, 'wrong-arguments', '`can()` takes 1 argument', node.span);
  const { value, reports } = run.try(() => evaluate(arg, environment));
  const origin = [{ role: 'expression', span: node.span, name: 'can' }] as const;
  if (reports.length > 0 || isFailed(value)) return scalar(false, origin);
  return overAlternatives(
    [value],
    run,
    () => call('can', value),
    ([option]) => {
      if (isFailed(option!)) return scalar(false, origin);
      const { reason } = option!.kind === 'unknown' ? option! : { reason: null };
      return reason === null ? scalar(true, origin) : unknown(call('can', option!), reason, origin);
    },
  );
}
