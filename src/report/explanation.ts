// How the conditions of a rule came out on a resource, as an indented tree.

import type { Explanation, Trace } from '../engine/explain.ts';
import type { Truth } from '../model/truth.ts';
import { placeText } from './location.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';

/** One block of lines per explanation. */
export function explanationText(rule: string, explanation: Explanation, paint: Paint): string {
  const { resource, deployment, outcome, reason, kind } = explanation;
  const inputs = deployment.inputs.length > 0 ? deployment.inputs.join(' + ') : 'its defaults';
  const lines = [
    `${paint.strong(rule)}  ${outcome === 'fail' ? paint.error(outcome) : outcome === 'pass' ? paint.good(outcome) : outcome}`,
    `  ${printable(resource.address)} (${kind})  ${paint.label(placeText(resource.header))}`,
    `  ${paint.dim(printable(`in ${deployment.root} with ${inputs}`))}`,
  ];
  if (reason) lines.push(`  ${printable(reason)}`);
  if (explanation.when) lines.push(`  applies when`, ...traceLines(explanation.when, 2, paint));
  if (explanation.require) lines.push(`  requires`, ...traceLines(explanation.require, 2, paint));
  return `${lines.join('\n')}\n`;
}

function traceLines(trace: Trace, depth: number, paint: Paint): string[] {
  const details = [
    trace.value === null ? null : printable(`is ${trace.value}`),
    trace.truth === 'unknown' && trace.reason ? printable(trace.reason) : null,
    trace.place ? paint.dim(placeText(trace.place)) : null,
  ].filter(each => each !== null);
  const line = `${'  '.repeat(depth)}${mark(trace.truth, paint)} ${trace.text}${details.length > 0 ? `  ${details.join('  ')}` : ''}`;
  return [line, ...trace.children.flatMap(child => traceLines(child, depth + 1, paint))];
}

function mark(truth: Truth, paint: Paint): string {
  if (truth === true) return paint.good('✓');
  return truth === false ? paint.error('✗') : '?';
}
