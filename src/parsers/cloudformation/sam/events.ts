// What invokes a function or starts a state machine: what events have in common.
// Refuses to know the types of events.

import { span } from '../../../model/source.ts';
import {
  type MapNode,
  mapNode,
  memberOf,
  memberValue,
  placeOf,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import { attribute, type Draft, type DraftMap, ref, sub } from './drafts.ts';
import type { Expansion, Origin, SamResource } from './expansion.ts';
import { digestOf } from './logical-ids.ts';
import type { RoleDraft } from './roles.ts';

/** What an event reaches: a function, its alias, or a state machine. */
export interface EventTarget {
  readonly resource: SamResource;
  readonly arn: DraftMap;
  /** By which a permission or a mapping names a function. */
  readonly name: DraftMap;
  /** The role that SAM makes for the function; null where it has one of its own. */
  readonly role: RoleDraft | null;
}

export interface SamEvent {
  /** The logical id of what it becomes: that of the target and its own name. */
  readonly id: string;
  readonly type: string;
  readonly properties: MapNode;
  readonly origin: Origin;
}

/** What an event of some type becomes. */
export type EventForm = (event: SamEvent, target: EventTarget, expansion: Expansion) => void;

/** Adds what the events of a resource become. Events of types that `forms` does not have bring nothing. */
export function addEvents(
  target: EventTarget,
  forms: ReadonlyMap<string, EventForm>,
  expansion: Expansion,
): void {
  for (const event of eventsOf(target.resource)) forms.get(event.type)?.(event, target, expansion);
}

/** Events by their paths: a path for all comes before others, which it makes superfluous. */
function eventsOf({ name, properties }: SamResource): readonly SamEvent[] {
  const events = memberValue(properties, 'Events');
  if (events?.kind !== 'map') return [];
  const sorted = [...events.members].sort((left, right) => {
    const [first, second] = [left, right].map(({ key, value }) => pathOf(value) ?? key);
    return first! < second! ? -1 : first! > second! ? 1 : 0;
  });
  return sorted.flatMap(({ key, keySpan, value }) => {
    const type = textOfScalar(memberValue(value, 'Type'));
    if (type === null) return [];
    const written = memberValue(value, 'Properties');
    const properties = written?.kind === 'map' ? written : mapNode(value, []);
    const body = span(keySpan.source, Math.min(keySpan.start, value.start), value.end);
    return [{ id: name + key, type, properties, origin: { header: placeOf(keySpan), body } }];
  });
}

function pathOf(event: TemplateNode): string | null {
  const written = textOfScalar(memberValue(memberValue(event, 'Properties'), 'Path'));
  const isHttp = textOfScalar(memberValue(event, 'Type')) === 'HttpApi';
  return written ?? (isHttp ? '$default' : null);
}

/** A property of an event; undefined where it is not written. */
export function propertyOf({ properties }: SamEvent, name: string): TemplateNode | undefined {
  return memberValue(properties, name);
}

/** Some properties of an event under their own names. */
export function propertiesOf(event: SamEvent, ...names: readonly string[]): DraftMap {
  return Object.fromEntries(names.map(name => [name, propertyOf(event, name)]));
}

interface Permission {
  readonly principal: string;
  readonly sourceArn?: Draft | undefined;
  readonly sourceAccount?: Draft | undefined;
  readonly token?: Draft | undefined;
  readonly suffix?: string;
  readonly prefix?: string;
}

/** Lets a service invoke the function; the logical id of the permission. */
export function addPermission(
  event: SamEvent,
  target: EventTarget,
  expansion: Expansion,
  { principal, sourceArn, sourceAccount, token, suffix = '', prefix = event.id }: Permission,
): string {
  const id = `${prefix}Permission${/^[A-Za-z0-9]*$/.test(suffix) ? suffix : digestOf(suffix)}`;
  const properties: DraftMap = {
    Action: 'lambda:InvokeFunction',
    FunctionName: target.name,
    Principal: principal,
    SourceArn: sourceArn,
    SourceAccount: sourceAccount,
    EventSourceToken: token,
  };
  expansion.derive(id, 'AWS::Lambda::Permission', target.resource, properties, event.origin);
  return id;
}

/** The ARN of something in this region and account. */
export function arnHere(service: string, rest: string, given?: DraftMap): DraftMap {
  return sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`, given);
}

/** Where events go that could not be handled: a queue that is named, or one that is made. Undefined where there is none. */
export function deadLetterQueue(
  event: SamEvent,
  target: EventTarget,
  expansion: Expansion,
  sender: Draft | null,
): Draft | undefined {
  const configuration = propertyOf(event, 'DeadLetterConfig');
  if (!configuration) return undefined;
  const arn = memberValue(configuration, 'Arn');
  if (arn || !memberOf(configuration, 'Type')) return arn;
  const queue = textOfScalar(memberValue(configuration, 'QueueLogicalId')) ?? `${event.id}Queue`;
  const { resource } = target;
  expansion.derive(queue, 'AWS::SQS::Queue', resource, {}, event.origin);
  if (sender !== null) {
    const statement: DraftMap = {
      Action: 'sqs:SendMessage',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Resource: attribute(queue, 'Arn'),
      Condition: { ArnEquals: { 'aws:SourceArn': sender } },
    };
    addQueuePolicy(`${event.id}QueuePolicy`, ref(queue), statement, event, target, expansion);
  }
  return attribute(queue, 'Arn');
}

export function addQueuePolicy(
  id: string,
  queue: Draft,
  statement: DraftMap,
  event: SamEvent,
  target: EventTarget,
  expansion: Expansion,
): void {
  const properties: DraftMap = {
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    Queues: [queue],
  };
  expansion.derive(id, 'AWS::SQS::QueuePolicy', target.resource, properties, event.origin);
}
