// Resources of Terraform's azapi provider as the ARM resources that they are: the native type and version, and the body with what azapi
// takes beside it. Refuses to know kinds and attributes.

import type { Gap, Resource } from '../model/resource.ts';
import {
  absent,
  array,
  call,
  type ObjectValue,
  type Origin,
  object,
  oneOf,
  type Scalar,
  scalar,
  unknown,
  type Value,
} from '../model/value.ts';

/** What an azapi resource is to Azure. */
export interface ArmForm {
  readonly type: string;
  readonly version: string;
  readonly body: Value;
  /** The id of its container, or of what it extends; absent for updates. */
  readonly parent: Value;
  /** For updates: the id of the resource that the body is laid over. */
  readonly updates: Value | null;
}

/** Null for resources of other providers, for azapi's other actions and data plane, and where the native type is not known. */
export function armForm(resource: Resource): ArmForm | null {
  const updating = isUpdate(resource);
  if (resource.type !== 'azapi_resource' && !updating) return null;
  const member = (name: string): Value => memberOf(resource.properties, name);
  const [type, version] = startOf(member('type')).split('@');
  if (!type || version === undefined) return null;
  const updates = updating ? member('resource_id') : null;
  return { type, version, body: bodyOf(resource.properties), parent: member('parent_id'), updates };
}

/** `azapi_update_resource`, and the action that does the same: a PATCH of the resource itself. */
function isUpdate({ type, existing, properties }: Resource): boolean {
  if (type !== 'azapi_resource_action') return type === 'azapi_update_resource';
  const is = (name: string, ...texts: string[]): boolean => {
    const value = memberOf(properties, name);
    return texts.includes(value.kind === 'scalar' ? String(value.value) : value.kind);
  };
  return (
    !existing &&
    is('method', 'PATCH') &&
    is('action', 'absent', 'null', '') &&
    is('when', 'absent', 'null', 'apply')
  );
}

/** A resource of which it is not known what it is, so that it may be anything. */
export function untypedGap(resource: Resource): Gap | null {
  if (resource.type !== 'azapi_resource' || resource.existing) return null;
  const type = memberOf(resource.properties, 'type');
  if (type.kind !== 'unknown' && type.kind !== 'oneOf') return null;
  return startOf(type).includes('@') ? null : { reason: type.reason, span: resource.header, resource };
}

function memberOf(value: Value, name: string): Value {
  const members = value.kind === 'object' || value.kind === 'unknown' ? value.members : undefined;
  return members?.get(name) ?? absent();
}

/** The text that a value is or begins with: the type is known where only the version is not. */
function startOf(value: Value): string {
  if (value.kind === 'scalar') return String(value.value);
  const [first] = value.kind === 'unknown' && value.expression.kind === 'text' ? value.expression.parts : [];
  return typeof first === 'string' ? first : '';
}

/** Names that mean the same inside and beside the body. */
const BESIDE_BODY = ['location', 'tags'] as const;

function bodyOf(properties: Value): Value {
  const body = laidOver(
    decoded(memberOf(properties, 'body')),
    decoded(memberOf(properties, 'sensitive_body')),
  );
  const beside = new Map<string, Value>();
  const keys = new Map(properties.kind === 'object' ? properties.keySpans : []);
  const identity = identityOf(memberOf(properties, 'identity'));
  if (identity) beside.set('identity', identity);
  for (const name of BESIDE_BODY) {
    const value = memberOf(properties, name);
    if (value.kind !== 'absent') beside.set(name, value);
  }
  const written = [...keys].filter(([name]) => beside.has(name));
  return laidOver(body, object(beside, properties.origin, new Map(written)));
}

/** Version 1 of azapi takes the body as JSON text, version 2 as an object. */
function decoded(body: Value): Value {
  switch (body.kind) {
    case 'scalar':
      return typeof body.value === 'string'
        ? fromJson(body.value, body.origin)
        : object(new Map(), body.origin);
    case 'absent':
      return object(new Map());
    case 'oneOf':
      return oneOf(body.options.map(decoded), body.expression, body.reason, body.origin);
    case 'unknown': {
      const { expression } = body;
      const [encoded] = expression.kind === 'call' && expression.name === 'jsonencode' ? expression.args : [];
      return encoded ?? body;
    }
    default:
      return body;
  }
}

function fromJson(text: string, origin: Origin): Value {
  try {
    return fromData(JSON.parse(text), origin);
  } catch {
    return unknown(call('jsondecode', scalar(text)), 'the body is no JSON text', origin);
  }
}

function fromData(data: unknown, origin: Origin): Value {
  if (Array.isArray(data))
    return array(
      data.map(each => fromData(each, origin)),
      origin,
    );
  if (typeof data !== 'object' || data === null) return scalar(data as Scalar, origin);
  const members = Object.entries(data).map(([name, member]) => [name, fromData(member, origin)] as const);
  return object(new Map(members), origin);
}

/** An object with another one's members over its own, as deep as both have them. */
function laidOver(under: Value, over: Value): Value {
  if (over.kind === 'object' && over.members.size === 0) return under;
  if (under.kind === 'oneOf') {
    const options = under.options.map(each => laidOver(each, over));
    return oneOf(options, under.expression, under.reason, under.origin);
  }
  if (under.kind === 'unknown' && over.kind === 'object')
    return { ...under, members: new Map([...(under.members ?? []), ...over.members]) };
  return under.kind === 'object' && over.kind === 'object' ? united(under, over) : over;
}

function united(under: ObjectValue, over: ObjectValue): ObjectValue {
  const members = new Map(under.members);
  for (const [name, value] of over.members) {
    const below = members.get(name);
    members.set(name, below ? laidOver(below, value) : value);
  }
  const keys = new Map([...(under.keySpans ?? []), ...(over.keySpans ?? [])]);
  return object(members, under.origin, keys);
}

/** azapi's `identity` block, with its list of ids, as ARM's object with ids for names; null where there is none. */
function identityOf(block: Value): Value | null {
  const identity = block.kind === 'array' ? (block.items[0] ?? absent()) : block;
  switch (identity.kind) {
    case 'absent':
      return null;
    case 'oneOf': {
      const options = identity.options.map(each => identityOf(each) ?? absent());
      return oneOf(options, identity.expression, identity.reason, identity.origin);
    }
    case 'object': {
      const members = new Map<string, Value>();
      const type = identity.members.get('type');
      if (type) members.set('type', type);
      const ids = identity.members.get('identity_ids');
      if (ids) members.set('userAssignedIdentities', keyedBy(ids));
      return object(members, identity.origin, identity.keySpans);
    }
    default:
      return identity;
  }
}

function keyedBy(ids: Value): Value {
  if (ids.kind !== 'array') return ids;
  const reason = ids.items.find(each => each.kind === 'unknown')?.reason ?? 'an id is not known';
  const members = ids.items.flatMap(id => [id, object(new Map())]);
  return unknown(call('createObject', ...members), reason, ids.origin);
}
