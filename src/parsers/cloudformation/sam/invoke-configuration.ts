// Where the results of asynchronous calls of a function go, and what its role needs for that.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventinvokeconfiguration.html

import { memberOf, memberValue, type TemplateMember, type TemplateNode, textOfScalar } from '../syntax.ts';
import {
  attribute,
  branchesOf,
  type Draft,
  type DraftMap,
  either,
  isGiven,
  isNothing,
  membersOf,
  nodeOf,
  ref,
} from './drafts.ts';
import type { EventTarget } from './events.ts';
import {
  attributesOf,
  conditionOf,
  type Expansion,
  inherited,
  type Origin,
  type SamResource,
} from './expansion.ts';
import { digestOf } from './logical-ids.ts';
import { destinationPolicy } from './pull-events.ts';
import { addInline } from './roles.ts';

export function addInvokeConfiguration(
  { resource, role }: EventTarget,
  alias: string | null,
  expansion: Expansion,
): void {
  const member = memberOf(resource.properties, 'EventInvokeConfig');
  if (!member || !isGiven(member.value)) return;
  const { value: configuration, keySpan } = member;
  const id = `${resource.name}EventInvokeConfig`;
  const origin: Origin = { header: keySpan, body: configuration };
  const destinations = memberValue(configuration, 'DestinationConfig');
  const written: Record<string, Draft> = {};
  for (const outcome of ['OnSuccess', 'OnFailure']) {
    const destination = memberOf(destinations, outcome);
    if (!destination || !isGiven(destination.value)) continue;
    const arn = destinationOf(destination, `${id}${outcome}`, resource, origin, expansion);
    if (arn === undefined) continue;
    written[outcome] = { Destination: arn };
    const type = textOfScalar(memberValue(destination.value, 'Type'));
    const policy = destinationPolicy(type, arn, `${id}${outcome}`);
    if (policy && role) addInline(role, nodeOf(policy, destination.keySpan));
  }
  const draft: DraftMap = {
    FunctionName: ref(resource.name),
    Qualifier: alias === null ? '$LATEST' : (memberValue(resource.properties, 'AutoPublishAlias') ?? ''),
    DestinationConfig: written,
    MaximumEventAgeInSeconds: memberValue(configuration, 'MaximumEventAgeInSeconds'),
    MaximumRetryAttempts: memberValue(configuration, 'MaximumRetryAttempts'),
  };
  const node = nodeOf(draft, keySpan);
  if (node.kind === 'map')
    expansion.add(id, 'AWS::Lambda::EventInvokeConfig', node, attributesOf(resource), origin);
}

/** The ARN that is written, or that of a queue or topic made for it; undefined where there is none. */
function destinationOf(
  { value, keySpan }: TemplateMember,
  id: string,
  resource: SamResource,
  origin: Origin,
  expansion: Expansion,
): Draft | undefined {
  const type = textOfScalar(memberValue(value, 'Type'));
  const written = memberValue(value, 'Destination');
  const made =
    type === 'SQS'
      ? (['Queue', 'AWS::SQS::Queue'] as const)
      : type === 'SNS'
        ? (['Topic', 'AWS::SNS::Topic'] as const)
        : null;
  const needed = made && neededWhere(written, resource, keySpan, expansion);
  if (!made || !needed) return written;
  const [suffix, native] = made;
  const own = inherited(resource).filter(({ key }) => key !== 'Condition');
  const attributes =
    needed.condition === null ? own : [...own, ...membersOf({ Condition: needed.condition }, keySpan)];
  const empty = nodeOf({}, keySpan);
  if (empty.kind === 'map') expansion.add(id + suffix, native, empty, attributes, origin);
  expansion.aliases.set(`${resource.name}.Destination${suffix}`, id + suffix);
  const arn = type === 'SNS' ? ref(id + suffix) : attribute(id + suffix, 'Arn');
  return needed.within === null ? arn : either(needed.within, arn, needed.otherwise);
}

interface Needed {
  /** Under which condition it is made; null where it always is. */
  readonly condition: string | null;
  /** The condition that decides between it and what is written. */
  readonly within: string | null;
  readonly otherwise?: TemplateNode;
}

/** Whether a queue or topic is made: where no destination is written, or none on one side of `Fn::If`. */
function neededWhere(
  written: TemplateNode | undefined,
  resource: SamResource,
  place: TemplateMember['keySpan'],
  expansion: Expansion,
): Needed | null {
  const own = conditionOf(resource);
  if (!written) return { condition: own, within: null };
  const [test, then, otherwise] = branchesOf(written) ?? [];
  const name = textOfScalar(test);
  if (name === null || !then || !otherwise) return null;
  if (isNothing(then) && !isNothing(otherwise))
    return { condition: bothOf(own, name, resource, place, expansion), within: name, otherwise };
  if (!isNothing(otherwise) || isNothing(then)) return null;
  const inverse = `NOT${name}${digestOf(`${resource.name}EventInvokeConfig`)}`;
  expansion.addCondition(inverse, { 'Fn::Not': [{ Condition: name }] }, place);
  return { condition: bothOf(own, inverse, resource, place, expansion), within: inverse, otherwise: then };
}

function bothOf(
  own: string | null,
  name: string,
  resource: SamResource,
  place: TemplateMember['keySpan'],
  expansion: Expansion,
): string {
  if (own === null) return name;
  const both = `${own}AND${name}${digestOf(resource.name)}`;
  expansion.addCondition(both, { 'Fn::And': [{ Condition: own }, { Condition: name }] }, place);
  return both;
}
