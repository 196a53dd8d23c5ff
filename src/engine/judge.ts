// One rule on one resource: the verdict, its severity, its text and its place.
// Refuses to know other rules and other deployments.

import type { Outcome, RelatedPlace, Severity, Verdict } from '../model/finding.ts';
import type { Span } from '../model/source.ts';
import type { Truth } from '../model/truth.ts';
import {
  type ConditionContext,
  decisive,
  type Evidence,
  evaluateCondition,
  type Judgement,
  readIn,
} from './evaluate-condition.ts';
import { fixFor } from './fix.ts';
import { type ItemAlone, itemsAlone } from './items-alone.ts';
import { linksOf } from './links.ts';
import { type Place, placeOfEvidence, placeOfResource } from './place.ts';
import type { Choice, MessageChoice, Rule, RuleCase } from './rule-format.ts';
import { display, nameOf, plainText } from './wording.ts';
import { attributeOf, type Mapped, type World } from './world.ts';

/** How a rule's case came out on a resource, with the way it did. */
export interface JudgedCase {
  readonly outcome: Outcome;
  readonly when: Judgement | null;
  readonly require: Judgement | null;
  /** Why it is unknown. */
  readonly reason: string | null;
}

/** A case as it came out on a resource or, where it judges the items of a list, on one of them. */
interface JudgedItem extends JudgedCase {
  readonly context: ConditionContext;
  readonly item: ItemAlone | null;
}

interface Subject extends JudgedItem {
  readonly rule: Rule;
  readonly case: RuleCase;
  readonly on: Mapped;
}

/** The verdict of one case of a rule on a resource of its kind; where it judges the items of a list, one for each that fails. */
export function judge(world: World, rule: Rule, ruleCase: RuleCase, on: Mapped): Verdict[] {
  const context: ConditionContext = { world, assumed: [on], complete: false };
  return judgeItems(context, ruleCase, on).map(judged => verdictOf({ ...judged, rule, case: ruleCase, on }));
}

function verdictOf(subject: Subject): Verdict {
  const { rule, case: ruleCase, on, outcome, item, context } = subject;
  const message = outcome === 'fail' ? chosen(subject, messagesOf(ruleCase)) : null;
  const evidence = primaryEvidence(subject, message);
  const place = evidence ? placeOfEvidence(evidence) : placeOfResource(on.resource);
  return {
    rule: rule.id,
    check: rule.check,
    outcome,
    severity: outcome === 'fail' ? severityOf(subject) : rule.severity,
    message: textOf(subject, message, evidence),
    resource: on.resource,
    kind: on.map.resource,
    deployment: context.world.deployment,
    location: place.location,
    label: place.label,
    related:
      outcome === 'fail' || outcome === 'unknown' ? relatedOf(subject, place, evidence) : place.related,
    property: place.property,
    ...(item ? { item: item.key } : {}),
    ...(evidence && isSecret(evidence) ? { secret: true as const } : {}),
    conditional: on.resource.deployed === 'unknown' || leavesOf(subject).some(hasConditionalLink),
    fix: outcome === 'fail' && ruleCase.fix ? fixFor(on, ruleCase.fix) : null,
  };
}

/** From the outcome that says most to the one that says nothing. */
export const GRAVITY = ['fail', 'unknown', 'pass', 'skip'] as const;

/** A case on a resource or, where it judges the items of a list, on those that say most: all that fail, else one. */
export function judgeItems(context: ConditionContext, ruleCase: RuleCase, on: Mapped): JudgedItem[] {
  const { each: attribute, by } = ruleCase;
  if (attribute === undefined) return [{ ...judgeCase(context, ruleCase, on), context, item: null }];
  const applies = applicability(context, ruleCase, on);
  const judged = itemsAlone(attributeOf(on, attribute), by).map(item => {
    const alone = { ...context, only: { on, attribute, reading: item.reading } };
    return { ...judgeApplicable(alone, ruleCase, on, applies), context: alone, item };
  });
  const gravest = GRAVITY.find(outcome => judged.some(each => each.outcome === outcome));
  const alike = judged.filter(each => each.outcome === gravest);
  return gravest === 'fail' ? alike : alike.slice(0, 1);
}

/** `when` false or `unless` true: skip. `require` true: pass, false: fail, else unknown; a doubtful `when` leaves only pass and unknown. */
function judgeCase(context: ConditionContext, ruleCase: RuleCase, on: Mapped): JudgedCase {
  return judgeApplicable(context, ruleCase, on, applicability(context, ruleCase, on));
}

/** Whether a case applies to a resource, and what said so. */
interface Applicability {
  readonly applies: boolean;
  readonly when: Judgement | null;
}

function applicability(context: ConditionContext, { when, unless }: RuleCase, on: Mapped): Applicability {
  const judged = when ? evaluateCondition(context, when, on) : null;
  if (judged?.truth === false) return { applies: false, when: judged };
  const regular = unless ? evaluateCondition(context, { not: unless }, on) : null;
  return regular?.truth === false ? { applies: false, when: regular } : { applies: true, when: judged };
}

function judgeApplicable(
  context: ConditionContext,
  ruleCase: RuleCase,
  on: Mapped,
  { applies, when }: Applicability,
): JudgedCase {
  if (!applies) return { outcome: 'skip', when, require: null, reason: null };
  const require = evaluateCondition(context, ruleCase.require, on);
  if (require.truth === true) return { outcome: 'pass', when, require, reason: null };
  if (require.truth === 'unknown') return { outcome: 'unknown', when, require, reason: require.reason };
  if (when?.truth === 'unknown') return { outcome: 'unknown', when, require, reason: when.reason };
  if (on.isKind === 'unknown') return { outcome: 'unknown', when, require, reason: on.doubt };
  return { outcome: 'fail', when, require, reason: null };
}

function messagesOf({ message, at }: RuleCase): readonly MessageChoice[] {
  const messages = typeof message === 'string' ? [{ is: message }] : message;
  return at === undefined ? messages : messages.map(each => ({ at, ...each }));
}

/** The first entry whose condition certainly holds. */
function chosen<C extends Choice<unknown>>({ context, on }: Subject, choices: readonly C[]): C | null {
  return choices.find(({ when }) => !when || holds(context, when, on) === true) ?? null;
}

function holds(context: ConditionContext, when: NonNullable<Choice<unknown>['when']>, on: Mapped): Truth {
  return evaluateCondition(context, when, on).truth;
}

function severityOf(subject: Subject): Severity {
  return chosen(subject, subject.case.severity ?? [])?.is ?? subject.rule.severity;
}

/** For a failure its text, for an unknown why, for a pass the note that goes with it. */
function textOf(subject: Subject, message: MessageChoice | null, evidence: Evidence | null): string | null {
  switch (subject.outcome) {
    case 'fail':
      return fill(subject, message?.is ?? subject.rule.title, evidence);
    case 'unknown':
      return subject.reason ?? 'part of it is not known';
    case 'pass': {
      const note = chosen(subject, subject.case.notes ?? []);
      return note && fill(subject, note.is, evidence);
    }
    case 'skip':
      return null;
  }
}

/** The parts of the conditions that decided. */
function leavesOf({ when, require, outcome }: Subject): Judgement[] {
  if (outcome === 'unknown' && require?.truth === false && when) return decisive(when);
  return require ? decisive(require) : [];
}

/**
 * The value that a finding points at: what the message says, else what is written on the resource, else what is missing there. None
 * where an edge is missing: that would be added beside the resource, not in it.
 */
function primaryEvidence(subject: Subject, message: MessageChoice | null): Evidence | null {
  const { on } = subject;
  if (message?.at !== undefined) return evidenceOf(subject, message.at);
  const leaves = leavesOf(subject);
  if (leaves.some(leaf => leaf.kind === 'relation' && leaf.truth === false)) return null;
  const own = leaves.flatMap(leaf => (leaf.evidence?.on === on ? [leaf.evidence] : []));
  return own.find(isWritten) ?? own[0] ?? null;
}

/** An attribute as the decision saw it, or as it is. */
function evidenceOf(subject: Subject, attribute: string): Evidence {
  const { on, context } = subject;
  const decided = leavesOf(subject).find(
    leaf => leaf.evidence?.on === on && leaf.evidence.attribute === attribute,
  );
  return decided?.evidence ?? { on, attribute, reading: readIn(context, on, attribute), item: null };
}

function isWritten({ reading, item }: Evidence): boolean {
  return (item?.spot ?? reading.spot).value.kind !== 'absent';
}

/** Nobody reads more than a few candidates. */
const MOST_LINKS = 5;

function relatedOf(subject: Subject, place: Place, evidence: Evidence | null): RelatedPlace[] {
  const related = [...place.related];
  const add = (span: Span, message: string) => {
    const known = [place.location, ...related.map(each => each.span)];
    if (
      !span.source.external &&
      !known.some(each => each.source === span.source && each.start === span.start)
    ) {
      related.push({ span, message });
    }
  };
  for (const [name, text] of Object.entries(subject.case.related ?? {})) {
    if (name === evidence?.attribute) continue;
    const other = evidenceOf(subject, name);
    add(placeOfEvidence(other).location, fill(subject, text, other));
  }
  for (const leaf of leavesOf(subject)) {
    for (const { link } of leaf.links.slice(0, MOST_LINKS)) {
      const { other } = link;
      if (other) add(placeOfResource(other.resource).location, `${other.map.title} \`${nameOf(other)}\``);
    }
  }
  return related;
}

function hasConditionalLink({ links, truth }: Judgement): boolean {
  const deciding = links.filter(each => each.truth === truth);
  return deciding.some(({ link }) => link.other?.resource.deployed === 'unknown');
}

function fill(subject: Subject, text: string, evidence: Evidence | null): string {
  return text.replace(
    /\{([^{}]*)\}/g,
    (whole, name: string) => placeholder(subject, name, evidence) ?? whole,
  );
}

function placeholder(subject: Subject, name: string, evidence: Evidence | null): string | null {
  const { on, when, reason, context } = subject;
  switch (name) {
    case 'name':
      return nameOf(on);
    case 'reason':
      return reason ?? '';
    case 'because':
      return when
        ? decisive(when)
            .map(leaf => leaf.text)
            .join(' and ')
        : '';
    case 'value':
      return evidence ? valueText(evidence) : 'nothing';
  }
  if (on.map.edges?.[name]) {
    const { links } = linksOf(context.world, on, name, context.assumed);
    const other = links.find(link => link.other)?.other;
    return other ? nameOf(other) : `no ${name}`;
  }
  return on.map.attributes[name] ? valueText(evidenceOf(subject, name)) : null;
}

function valueText(evidence: Evidence): string {
  if (isSecret(evidence)) return 'a secret';
  const { reading, item } = evidence;
  const value = item?.value ?? reading.value;
  return value.kind === 'absent' ? display(value) : plainText(value);
}

function isSecret({ on, attribute }: Evidence): boolean {
  return on.map.attributes[attribute]?.secret === true;
}
