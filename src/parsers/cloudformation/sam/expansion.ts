// What one run of SAM's transform has made so far: the resources and conditions of the template after it, and what other names now stand for.
// Refuses to know the types of resources.

import type { Span } from '../../../model/source.ts';
import {
  type MapNode,
  mapNode,
  memberOf,
  memberValue,
  type TemplateMember,
  type TemplateNode,
  textOfScalar,
} from '../syntax.ts';
import type { TransformContext } from '../transforms/transform.ts';
import { callOf, type DraftMap, membersOf, nodeOf, ref, withMembers } from './drafts.ts';
import { digestOf, type Plain, plain } from './logical-ids.ts';
import { sharedTags } from './tags.ts';

/** A resource as it is declared, with what `Globals` gives it. */
export interface SamResource {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: string;
  readonly value: MapNode;
  readonly properties: MapNode;
}

/** Where what is made was asked for: the name that a person would look at, and all that belongs to it. */
export interface Origin {
  readonly header: Span;
  readonly body: Span;
}

export class Expansion {
  readonly context: TransformContext;
  private readonly parameters: TemplateNode | undefined;
  /** By logical id: those that stay, as they are or changed, and those that were made. */
  readonly resources = new Map<string, TemplateMember>();
  /** Conditions that were made. */
  readonly conditions = new Map<string, TemplateMember>();
  /** What `Ref`, `Fn::GetAtt` and `Fn::Sub` may call otherwise: `Function.Alias`, layers. */
  readonly aliases = new Map<string, string>();
  private readonly made = new Set<string>();
  /** Why there may be resources that are not made. */
  gap: string | undefined;

  constructor(context: TransformContext, root: MapNode) {
    this.context = context;
    this.parameters = memberValue(root, 'Parameters');
  }

  /** Adds a resource, in the place of one that was made with its logical id. What is written stays: the service refuses both. */
  add(
    name: string,
    type: string,
    properties: MapNode,
    attributes: readonly TemplateMember[],
    origin: Origin,
  ): void {
    const { header, body } = origin;
    const written = this.resources.get(name);
    if (written && !this.made.has(name)) {
      const message = `SAM makes a resource \`${name}\`, and there is one of that name`;
      this.context.report('duplicate-resource', message, written.keySpan, 'Call it otherwise.');
      return;
    }
    this.made.add(name);
    const members: readonly TemplateMember[] = [
      ...membersOf({ Type: type }, header),
      ...attributes,
      { key: 'Properties', keySpan: header, value: properties },
    ];
    this.resources.set(name, { key: name, keySpan: header, value: mapNode(body, members) });
  }

  /** Adds what a resource of SAM brings with it: it is there where that one is. */
  derive(
    name: string,
    type: string,
    from: SamResource,
    properties: DraftMap,
    origin: Origin = originOf(from),
  ): void {
    const tags = TAGGED.has(type) && !properties.Tags ? { Tags: sharedTags(from.properties) } : {};
    const node = nodeOf({ ...properties, ...tags }, origin.header) as MapNode;
    const { broken } = from.properties;
    const whole = broken === undefined ? node : mapNode(node, node.members, broken);
    this.add(name, type, whole, inherited(from), origin);
  }

  /** Changes the properties of a resource that is there; nothing happens to one that is not. */
  changeProperties(name: string, change: (properties: MapNode) => MapNode): void {
    const member = this.resources.get(name);
    if (member?.value.kind !== 'map') return;
    const { value } = member;
    const given = memberValue(value, 'Properties');
    const properties = change(given?.kind === 'map' ? given : mapNode(member.keySpan, []));
    const changed = withMembers(value, [{ key: 'Properties', keySpan: properties, value: properties }]);
    this.resources.set(name, { ...member, value: changed });
  }

  addCondition(name: string, condition: DraftMap, place: Span): void {
    this.conditions.set(name, { key: name, keySpan: place, value: nodeOf(condition, place) });
  }

  /** The text that a node comes to, with the parameters that are known now; null where it is none. */
  text(node: TemplateNode | undefined): string | null {
    if (!node) return null;
    if (node.kind === 'scalar') return textOfScalar(node);
    const value = this.context.evaluate(node);
    return value.kind === 'scalar' && value.value !== null ? String(value.value) : null;
  }

  /** The data of a node with the values of parameters in it, as far as they are known. */
  resolved(node: TemplateNode): Plain {
    return plain(node, part => {
      const call = callOf(part);
      const written = textOfScalar(call?.value);
      if (written === null) return undefined;
      if (call!.key === 'Ref') return this.parameter(written) ?? undefined;
      if (call!.key !== 'Fn::Sub') return undefined;
      return { 'Fn::Sub': written.replace(/\$\{(\w+)\}/g, (hole, name) => this.parameter(name) ?? hole) };
    });
  }

  private parameter(name: string): string | null {
    const declared = memberOf(this.parameters, name);
    return declared ? this.text(nodeOf(ref(name), declared.keySpan)) : null;
  }

  /** A logical id that ends with a digest of data. */
  digestId(prefix: string, data: Plain): string {
    return prefix + digestOf(data);
  }
}

/** Types of parts that take tags. */
const TAGGED: ReadonlySet<string> = new Set(['AWS::IAM::Role', 'AWS::SQS::Queue', 'AWS::SNS::Topic']);

export function originOf({ nameSpan, value }: SamResource): Origin {
  return { header: nameSpan, body: value };
}

/** The attributes that what a resource brings has too. Its metadata goes with them: there its author says what tools shall ignore. */
export function inherited({ value }: SamResource): readonly TemplateMember[] {
  return value.members
    .filter(({ key }) => INHERITED.has(key))
    .map(member => (member.key === 'Metadata' ? withoutPlaces(member) : member));
}

/** Where the AWS CDK made a resource is said of that resource alone. */
function withoutPlaces(member: TemplateMember): TemplateMember {
  const { value } = member;
  if (value.kind !== 'map') return member;
  const kept = value.members.filter(({ key }) => !key.startsWith('aws:'));
  return { ...member, value: mapNode(value, kept, value.broken) };
}

const INHERITED: ReadonlySet<string> = new Set([
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
]);

/** The attributes that the resource itself keeps. */
export function attributesOf({ value }: SamResource): readonly TemplateMember[] {
  return value.members.filter(({ key }) => !OWN.has(key));
}

const OWN: ReadonlySet<string> = new Set(['Type', 'Properties', 'Connectors', 'IgnoreGlobals']);

/** The name of the condition under which a resource is there. */
export function conditionOf({ value }: SamResource): string | null {
  return textOfScalar(memberValue(value, 'Condition'));
}

/** Some of the properties as they are written. */
export function kept(properties: MapNode, names: readonly string[]): readonly TemplateMember[] {
  return properties.members.filter(({ key }) => names.includes(key));
}
