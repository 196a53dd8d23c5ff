// How each condition of a rule came out on a resource, as a plain tree.
// Refuses to know how it is printed.

import type { Outcome } from '../model/finding.ts';
import type { Deployment, Resource } from '../model/resource.ts';
import type { Span } from '../model/source.ts';
import type { Truth } from '../model/truth.ts';
import type { Catalogue } from './catalogue.ts';
import type { Evidence, JudgedLink, Judgement } from './evaluate-condition.ts';
import { judgeItems } from './judge.ts';
import { placeOfEvidence, placeOfResource } from './place.ts';
import type { Rule } from './rule-format.ts';
import { display, nameOf } from './wording.ts';
import { createWorld, type Mapped } from './world.ts';

export interface Explanation {
  readonly deployment: Deployment;
  readonly resource: Resource;
  readonly kind: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly when: Trace | null;
  readonly require: Trace | null;
}

/** One condition: what it asks, how it came out, and what it looked at. */
export interface Trace {
  readonly text: string;
  readonly truth: Truth;
  /** The value in words ("`Enabled` by default"); null where there is none to show. */
  readonly value: string | null;
  readonly reason: string | null;
  readonly place: Span | null;
  /** The way that the value took from there. */
  readonly way: readonly Span[];
  readonly children: readonly Trace[];
}

/** Every case of a rule on every resource that it speaks of, in one deployment. */
export function explainRule(rule: Rule, deployment: Deployment, catalogue: Catalogue): Explanation[] {
  const world = createWorld(deployment, catalogue);
  return world.mapped
    .filter(mapped => !mapped.resource.existing && rule.kinds.includes(mapped.map.resource))
    .flatMap(mapped =>
      rule.cases
        .filter(each => each.resource === mapped.map.resource)
        .flatMap(each => judgeItems({ world, assumed: [mapped], complete: true }, each, mapped))
        .map(judged => ({
          deployment,
          resource: mapped.resource,
          kind: mapped.map.resource,
          outcome: judged.outcome,
          reason: judged.reason,
          when: judged.when && traceOf(judged.when),
          require: judged.require && traceOf(judged.require),
        })),
    );
}

function traceOf(judgement: Judgement): Trace {
  const { text, truth, reason, evidence, links, children } = judgement;
  const place = evidence && placeOfEvidence(evidence);
  return {
    text,
    truth,
    value: evidence && valueText(evidence),
    reason,
    place: place?.location ?? null,
    way: place?.related.map(each => each.span) ?? [],
    children: [...children.map(traceOf), ...links.map(linkTrace)],
  };
}

function linkTrace({ link, truth, where }: JudgedLink): Trace {
  const { other, reason } = link;
  return {
    text: other ? titleOf(other) : 'something deployed elsewhere',
    truth,
    value: null,
    reason: reason ?? where?.reason ?? null,
    place: other && placeOfResource(other.resource).location,
    way: [],
    children: where ? [traceOf(where)] : [],
  };
}

function titleOf(mapped: Mapped): string {
  return `${mapped.map.title} \`${nameOf(mapped)}\``;
}

function valueText({ on, attribute, reading, item }: Evidence): string {
  if (on.map.attributes[attribute]?.secret) return 'a secret';
  const text = display(item?.value ?? reading.value);
  return reading.byDefault ? `${text} by default` : text;
}
