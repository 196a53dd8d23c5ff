// `aispm explain`: a rule's page, or how each condition came out at a place.

import { builtInCatalogueWithTests } from '../../engine/built-in-rules.ts';
import type { Catalogue } from '../../engine/catalogue.ts';
import { type Explanation, explainRule, type Trace } from '../../engine/explain.ts';
import { selectRules } from '../../engine/select-rules.ts';
import { rangeOf, type Span } from '../../model/source.ts';
import { nodeDisk } from '../../project/node-disk.ts';
import { explanationText } from '../../report/explanation.ts';
import { createPaint } from '../../report/paint.ts';
import { rulePage } from '../../report/rule-page.ts';
import type { Arguments } from '../arguments.ts';
import { UsageError } from '../errors.ts';
import { isJudgedBy, loadNamed } from '../load.ts';
import { settingsOf } from '../settings.ts';
import type { Streams } from '../streams.ts';
import { terminalOf } from '../terminal.ts';

export async function explain(given: Arguments, streams: Streams): Promise<number> {
  const [subject, extra] = given.paths;
  if (subject === undefined || extra !== undefined)
    throw new UsageError('explain needs one rule or place: aispm explain <rule | file:line>');
  const place = /^(.+?):(\d+)(?::\d+)?$/.exec(subject);
  return place ? explainPlace(place[1]!, Number(place[2]), given, streams) : explainRules(subject, streams);
}

async function explainRules(name: string, streams: Streams): Promise<number> {
  const catalogue = await builtInCatalogueWithTests();
  const { rules, unknown } = selectRules(catalogue, { only: [name] });
  if (unknown.length > 0) {
    const { nearest } = unknown[0]!;
    throw new UsageError(
      `no rule is called ${name}${nearest ? `; did you mean ${nearest}?` : ''} (a place is written file:line)`,
    );
  }
  streams.stdout.write(rules.map(rulePage).join('\n'));
  return 0;
}

async function explainPlace(file: string, line: number, given: Arguments, streams: Streams): Promise<number> {
  const settings = await settingsOf(given, nodeDisk(), [file]);
  const { catalogue, selected } = settings;
  const project = await loadNamed(settings, isJudgedBy(selected.rules, catalogue));
  const paint = createPaint(terminalOf(streams.stdout, streams.environment, given.value('color')).colour);
  const isThere = (place: Span): boolean => project.scope.contains(place.source.path) && covers(place, line);
  const found = explanations(catalogue, selected.rules, project.deployments).filter(({ explanation }) =>
    concerns(explanation, isThere),
  );
  if (found.length === 0) {
    streams.stderr.write(`no rule looks at a resource at ${file}:${line}\n`);
    return 0;
  }
  streams.stdout.write(
    found.map(({ rule, explanation }) => explanationText(rule, explanation, paint)).join('\n'),
  );
  return 0;
}

function explanations(
  catalogue: Catalogue,
  rules: readonly Parameters<typeof explainRule>[0][],
  deployments: readonly Parameters<typeof explainRule>[1][],
): { rule: string; explanation: Explanation }[] {
  return deployments.flatMap(deployment =>
    rules.flatMap(rule =>
      explainRule(rule, deployment, catalogue).map(explanation => ({ rule: rule.id, explanation })),
    ),
  );
}

/** A resource declared there, called from there, or with a condition that looked there. */
function concerns(explanation: Explanation, isThere: (place: Span) => boolean): boolean {
  const { resource, when, require } = explanation;
  return (
    isThere(resource.declaration) ||
    resource.callPath.some(call => isThere(call.span)) ||
    [when, require].some(trace => trace !== null && looksThere(trace, isThere))
  );
}

function looksThere(trace: Trace, isThere: (place: Span) => boolean): boolean {
  const places = trace.place ? [trace.place, ...trace.way] : trace.way;
  return places.some(isThere) || trace.children.some(child => looksThere(child, isThere));
}

function covers(place: Span, line: number): boolean {
  const range = rangeOf(place);
  return range.line <= line && line <= range.endLine;
}
