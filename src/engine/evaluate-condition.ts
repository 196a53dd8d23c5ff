// Conditions of rules on a resource, in three truth values, with what decided them: the tree that findings are placed by and that
// `explain` prints. Refuses to know severities, messages and files.

import { and, not, or, type Truth } from '../model/truth.ts';
import { scalar } from '../model/value.ts';
import { type ConditionParts, conditionParts, type Relation } from './condition-form.ts';
import { deployedOf, type Link, type Links, linkBeside, linksOf } from './links.ts';
import type { AttributeReading } from './map-attribute.ts';
import { matchValue } from './matchers.ts';
import type { MatchedItem } from './native-reading.ts';
import { rootSpot } from './read-path.ts';
import type { Condition, Matchers } from './rule-format.ts';
import { display, matchersText, midSentence, nameOf } from './wording.ts';
import { attributeOf, type Mapped, type World } from './world.ts';

/** How a condition came out on a resource. */
export interface Judgement {
  readonly kind: 'all' | 'any' | 'not' | 'attribute' | 'relation';
  readonly truth: Truth;
  /** The condition in words. */
  readonly text: string;
  readonly on: Mapped;
  /** Why it is not known. */
  readonly reason: string | null;
  readonly evidence: Evidence | null;
  /** For relations: the edges, each with how `where` came out at its other end. */
  readonly links: readonly JudgedLink[];
  readonly children: readonly Judgement[];
}

/** The value that a condition looked at. */
export interface Evidence {
  readonly on: Mapped;
  readonly attribute: string;
  readonly reading: AttributeReading;
  /** The item of a list that decided. */
  readonly item: MatchedItem | null;
}

export interface JudgedLink {
  readonly link: Link;
  readonly truth: Truth;
  readonly where: Judgement | null;
}

export interface ConditionContext {
  readonly world: World;
  /** The resources taken as deployed: the one that is judged and those on the way from it. */
  readonly assumed: readonly Mapped[];
  /** Evaluate all parts, also those that no longer matter. */
  readonly complete: boolean;
  /** A list of which only an item is looked at. */
  readonly only?: ReadAs | null;
}

/** An attribute of a resource that is read otherwise than it stands there. */
export interface ReadAs {
  readonly on: Mapped;
  readonly attribute: string;
  readonly reading: AttributeReading;
}

/** The value of an attribute, as it is looked at. */
export function readIn({ only }: ConditionContext, on: Mapped, attribute: string): AttributeReading {
  return only?.on === on && only.attribute === attribute ? only.reading : attributeOf(on, attribute);
}

/** Evaluates a condition on a resource by Kleene's tables. */
export function evaluateCondition(context: ConditionContext, condition: Condition, on: Mapped): Judgement {
  const parts = conditionParts(condition);
  const steps = stepsOf(context, parts, on);
  if (steps.length === 1) return steps[0]!();
  return combine('all', steps, context, on);
}

function stepsOf(context: ConditionContext, parts: ConditionParts, on: Mapped): (() => Judgement)[] {
  const of = (each: Condition) => () => evaluateCondition(context, each, on);
  const { all, any, not: negated, relation, attributes } = parts;
  const steps: (() => Judgement)[] = attributes.map(
    ([name, matchers]) =>
      () =>
        attributeJudgement(context, name, matchers, on),
  );
  if (all) steps.push(() => combine('all', all.map(of), context, on));
  if (any) steps.push(() => combine('any', any.map(of), context, on));
  if (negated) steps.push(() => negate(evaluateCondition(context, negated, on)));
  if (relation) steps.push(() => relationJudgement(context, relation, on));
  return steps;
}

function combine(
  kind: 'all' | 'any',
  steps: readonly (() => Judgement)[],
  context: ConditionContext,
  on: Mapped,
): Judgement {
  const children: Judgement[] = [];
  const decides = kind === 'any';
  let truth: Truth = !decides;
  for (const step of steps) {
    const child = step();
    children.push(child);
    truth = decides ? or(truth, child.truth) : and(truth, child.truth);
    if (truth === decides && !context.complete) break;
  }
  const reason =
    truth === 'unknown' ? (children.find(child => child.truth === 'unknown')?.reason ?? null) : null;
  return {
    kind,
    truth,
    text: kind === 'all' ? 'all of' : 'any of',
    on,
    reason,
    evidence: null,
    links: [],
    children,
  };
}

function negate(child: Judgement): Judgement {
  const { on, reason } = child;
  return {
    kind: 'not',
    truth: not(child.truth),
    text: 'not',
    on,
    reason,
    evidence: null,
    links: [],
    children: [child],
  };
}

function attributeJudgement(
  context: ConditionContext,
  name: string,
  matchers: Matchers,
  on: Mapped,
): Judgement {
  const reading = readIn(context, on, name);
  const result = matchValue(matchers, reading);
  const evidence: Evidence = { on, attribute: name, reading, item: result.item };
  const reason = result.truth === 'unknown' ? unknownReason(name, on, result) : null;
  const text = matchersText(name, matchers);
  return { kind: 'attribute', truth: result.truth, text, on, reason, evidence, links: [], children: [] };
}

function unknownReason(name: string, on: Mapped, { reason, trueFor }: ReturnType<typeof matchValue>): string {
  const why = reason ?? 'part of it is not known';
  if (trueFor.length === 0 || on.map.attributes[name]?.secret) return why;
  return `${why}; it would hold where \`${name}\` is ${trueFor.map(display).join(' or ')}`;
}

function relationJudgement(context: ConditionContext, relation: Relation, on: Mapped): Judgement {
  const { world, assumed } = context;
  const { judged, open } =
    relation.direction === 'deployed'
      ? judgedBeside(context, relation, on)
      : judgedLinks(linksOf(world, on, relation.name, assumed), link =>
          judgeLink(context, link, relation.where),
        );
  const { truth, reason } = relation.count ? counted(judged, open, relation.count) : existing(judged, open);
  const text = relationText(world, relation);
  return { kind: 'relation', truth, text, on, reason, evidence: null, links: judged, children: [] };
}

interface Judged {
  readonly judged: readonly JudgedLink[];
  /** Why there may be more. */
  readonly open: string | null;
}

function judgedLinks({ links, open }: Links, judge: (link: Link) => JudgedLink): Judged {
  return { judged: links.map(judge), open };
}

/** What is deployed beside a resource and may fit: one that certainly does is enough, where they are not counted. */
function judgedBeside(context: ConditionContext, relation: Relation, on: Mapped): Judged {
  const { candidates, open } = candidatesOf(context, relation);
  const judged: JudgedLink[] = [];
  for (const { other, where } of candidates) {
    const link = other === on ? null : linkBeside(other, context.assumed);
    if (!link) continue;
    const truth = and(link.truth, where?.truth ?? true);
    judged.push({ link, truth, where });
    if (truth === true && !relation.count && !context.complete) break;
  }
  return { judged, open };
}

interface Candidates {
  readonly candidates: readonly { readonly other: Mapped; readonly where: Judgement | null }[];
  readonly open: string | null;
}

const candidatesIn = new WeakMap<World, Map<Relation, Candidates>>();

/** The resources of a kind that may fit, whoever asks: judged once for all of them. To explain, also those that do not fit. */
function candidatesOf(context: ConditionContext, relation: Relation): Candidates {
  const { world, complete } = context;
  const known = candidatesIn.get(world) ?? new Map<Relation, Candidates>();
  candidatesIn.set(world, known);
  let found = complete ? undefined : known.get(relation);
  if (!found) {
    const { resources, open } = deployedOf(world, relation.name);
    const all = resources.map(other => ({
      other,
      where:
        relation.where &&
        evaluateCondition({ ...context, assumed: [other], only: null }, relation.where, other),
    }));
    found = { candidates: complete ? all : all.filter(each => each.where?.truth !== false), open };
    if (!complete) known.set(relation, found);
  }
  return found;
}

function relationText({ catalogue }: World, { direction, name, where, count }: Relation): string {
  const which = {
    incoming: `there is a \`${name}\``,
    outgoing: `it has a \`${name}\``,
    deployed: `the deployment has a ${midSentence(catalogue.maps.get(name)?.title ?? name)}`,
  }[direction];
  const many = count ? ` whose number fits (${matchersText('count', count)})` : '';
  return `${which}${where ? ' that fits' : ''}${many}`;
}

function judgeLink(context: ConditionContext, link: Link, where: Condition | null): JudgedLink {
  if (!where) return { link, truth: link.truth, where: null };
  if (!link.other) return { link, truth: 'unknown', where: null };
  const assumed = [...context.assumed, link.other];
  const judgement = evaluateCondition({ ...context, assumed }, where, link.other);
  return { link, truth: and(link.truth, judgement.truth), where: judgement };
}

function existing(
  judged: readonly JudgedLink[],
  open: string | null,
): { truth: Truth; reason: string | null } {
  const truth = judged.reduce<Truth>((sum, each) => or(sum, each.truth), open === null ? false : 'unknown');
  return { truth, reason: truth === 'unknown' ? doubtOf(judged, open) : null };
}

/** Why an edge is not certain: the link itself, else what is asked of its other end, else what was not read. */
function doubtOf(judged: readonly JudgedLink[], open: string | null): string {
  const doubtful = judged.find(each => each.truth === 'unknown');
  if (!doubtful) return open ?? 'an edge is not known';
  const { link, where } = doubtful;
  if (link.reason) return link.reason;
  if (!link.other) return 'what it refers to is deployed elsewhere';
  return `of ${display(scalar(nameOf(link.other)))}: ${where?.reason ?? 'part of it is not known'}`;
}

/** Matchers on a number of which only the bounds are known: certain where they agree for every number between. */
function counted(
  judged: readonly JudgedLink[],
  open: string | null,
  count: Matchers,
): { truth: Truth; reason: string | null } {
  const least = judged.filter(each => each.truth === true).length;
  const most = least + judged.filter(each => each.truth === 'unknown').length;
  const numbers = Array.from({ length: most - least + 1 }, (_, index) => least + index);
  if (open !== null) numbers.push(most + 1, MANY);
  const truths = new Set(numbers.map(number => matchNumber(count, number)));
  const [only] = truths;
  if (truths.size === 1) return { truth: only!, reason: null };
  return { truth: 'unknown', reason: doubtOf(judged, open) };
}

/** Stands for "any number more" where not everything was read. */
const MANY = 1_000_000;

function matchNumber(matchers: Matchers, number: number): Truth {
  const value = scalar(number);
  return matchValue(matchers, { value, spot: rootSpot(value), items: null, rest: null }).truth;
}

/** The parts of a condition that made it come out as it did, in their order. */
export function decisive(judgement: Judgement): Judgement[] {
  const { kind, truth, children } = judgement;
  if (kind === 'attribute' || kind === 'relation') return [judgement];
  if (kind === 'not') return children.flatMap(decisive);
  const alike = children.filter(child => child.truth === truth);
  const first =
    (kind === 'any' && truth === true) || (kind === 'all' && truth === false) || truth === 'unknown';
  return (first ? alike.slice(0, 1) : alike).flatMap(decisive);
}
