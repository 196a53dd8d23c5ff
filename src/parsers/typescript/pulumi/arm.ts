// Resources of azure-native as ARM has them: ids put together of names, arguments that are written flat in their `properties`.

import { call, scalar, type UnknownValue, unknown, type Value } from '../../../model/value.ts';
import type { Program, Site } from '../library.ts';
import { list, type Member, MISSING, type ProgramValue, type RecordValue, recordOf } from '../values.ts';
import type { ArmClass } from './class-tables.ts';

/** What stands beside `properties` in the body of a resource. */
const ENVELOPE: ReadonlySet<string> = new Set([
  'location',
  'tags',
  'identity',
  'sku',
  'kind',
  'zones',
  'plan',
  'extendedLocation',
  'managedBy',
  'properties',
]);

/** Lists of parts that are resources themselves, whose settings ARM keeps in `properties` too. */
const NESTED: ReadonlySet<string> = new Set([
  'privateLinkServiceConnections',
  'manualPrivateLinkServiceConnections',
  'privateDnsZoneConfigs',
  'ipConfigurations',
  'securityRules',
  'serviceEndpointPolicies',
  'subnets',
]);
const NESTED_ENVELOPE: ReadonlySet<string> = new Set([...ENVELOPE, 'name', 'id', 'type', 'etag']);

/** The subscription that is deployed to, as ids of ARM have it. */
export const SUBSCRIPTION: UnknownValue = inDeployment('subscription', 'subscriptionId');

function inDeployment(name: string, key: string): UnknownValue {
  const of = unknown(call(name), `\`${name}()\` is only known at deployment`);
  return unknown({ kind: 'member', of, key: scalar(key) }, 'it is only known at deployment');
}

export interface ArmIds {
  readonly id: Value;
  readonly parent: Value | null;
  readonly scope: Value | null;
  /** What it is called itself; its full name in ARM has those of its parents before. */
  readonly name: ProgramValue;
  readonly fullName: ProgramValue;
}

/** The ids of a resource of a class with these arguments; `own` names it where no argument does. */
export function armIds(type: ArmClass, args: RecordValue, own: ProgramValue, site: Site): ArmIds {
  const { program } = site;
  const argument = (name: string): ProgramValue | null =>
    args.members.has(name) ? program.get(args, name, site) : null;
  const last = type.steps.at(-1) ?? '';
  const name = (last.startsWith('{=') ? scalar(last.slice(2, -1)) : argument(last.slice(1, -1))) ?? own;
  const parts = type.steps.map((step, index): string | ProgramValue => {
    if (!step.startsWith('{')) return step;
    return index === type.steps.length - 1 ? name : (argument(step.slice(1, -1)) ?? own);
  });
  const scope = type.scope === null ? null : (argument(type.scope) ?? own);
  const prefix = scope === null ? groupOf(type, argument('resourceGroupName')) : [scope, '/providers/'];
  const idOf = (steps: readonly (string | ProgramValue)[]): Value =>
    program.toValue(program.text([...prefix, ...separated(steps)], site));
  const names = parts.filter((_, index) => type.steps[index]!.startsWith('{'));
  return {
    id: idOf(parts),
    parent: names.length > 1 ? idOf(parts.slice(0, -2)) : null,
    scope: scope === null ? null : program.toValue(scope),
    name,
    fullName: names.length > 1 ? program.text(separated(names), site) : name,
  };
}

function groupOf({ type }: ArmClass, group: ProgramValue | null): readonly (string | ProgramValue)[] {
  const start = ['/subscriptions/', SUBSCRIPTION, '/'];
  if (type === 'resourceGroups') return start;
  return [...start, 'resourceGroups/', group ?? inDeployment('resourceGroup', 'name'), '/providers/'];
}

function separated(steps: readonly (string | ProgramValue)[]): readonly (string | ProgramValue)[] {
  return steps.flatMap((step, index) => (index === 0 ? [step] : ['/', step]));
}

/**
 * The body in ARM's shape. Arguments that name the resource are part of its id only. Where the properties are called after the class
 * (`capabilityHostProperties`) they are what ARM calls `properties`.
 */
export function armBody(args: RecordValue, type: ArmClass, className: string, site: Site): RecordValue {
  const naming = new Set(['resourceGroupName', ...type.steps.map(step => step.slice(1, -1))]);
  if (type.scope !== null) naming.add(type.scope);
  const own = className.toLowerCase();
  const written = new Map(
    [...args.members]
      .filter(([name]) => !naming.has(name))
      .map(([name, member]) => [isContainer(name, own) ? 'properties' : name, member] as const),
  );
  if (type.type === 'resourceGroups') return recordOf(written, args.origin, args.open);
  const isFlat = !type.isNested && !written.has('properties');
  return nested(recordOf(written, args.origin, args.open), ENVELOPE, isFlat, site);
}

function isContainer(name: string, className: string): boolean {
  const [, subject] = /^(\w+?)(?:Base)?Properties$/.exec(name) ?? [];
  return subject !== undefined && className.endsWith(subject.toLowerCase());
}

/** Moves what is not beside `properties` into them, where they are not written out. */
function nested(value: RecordValue, envelope: ReadonlySet<string>, isFlat: boolean, site: Site): RecordValue {
  const { program } = site;
  const beside = new Map<string, Member>();
  const inside = new Map<string, Member>();
  for (const [name, member] of value.members) {
    const written = member.getter ? program.get(value, name, site) : member.value;
    const converted = { value: part(name, written, program, site), key: member.key };
    if (envelope.has(name)) beside.set(name, converted);
    else inside.set(name, converted);
  }
  const isMoved = !beside.has('properties') && (inside.size > 0 || value.open !== null);
  if (isFlat || isMoved)
    beside.set('properties', { value: recordOf(inside, value.origin, value.open), key: null });
  return recordOf(beside, value.origin, value.open);
}

function part(name: string, value: ProgramValue, program: Program, site: Site): ProgramValue {
  if (value.kind === 'choice') {
    const options = value.options.map(option => {
      const own = option.value === MISSING ? option.value : part(name, option.value, program, site);
      return own.kind === 'choice' ? option : { ...option, value: own };
    });
    return { ...value, options };
  }
  if (value.kind === 'list' && name === 'userAssignedIdentities') return identities(value.items, program);
  if (value.kind === 'list') {
    const items = value.items.map(item =>
      item.kind !== 'record' ? item : NESTED.has(name) ? nested(item, NESTED_ENVELOPE, false, site) : item,
    );
    return list(items, value.origin, value.open);
  }
  if (value.kind !== 'record' || name === 'tags') return value;
  const members = [...value.members].map(([key, member]): [string, Member] => [
    key,
    member.getter ? member : { ...member, value: part(key, member.value, program, site) },
  ]);
  return recordOf(new Map(members), value.origin, value.open);
}

/** ARM has the ids of identities as names of members. */
function identities(items: readonly ProgramValue[], program: Program): RecordValue {
  const members = new Map<string, Member>();
  let open: UnknownValue | null = null;
  for (const item of items) {
    const id = program.toValue(item);
    if (id.kind === 'scalar') members.set(String(id.value), { value: recordOf(new Map()), key: null });
    else if (id.kind === 'unknown') open = id;
    else open = unknown(call('ids', id), 'the ids are not known');
  }
  return recordOf(members, items[0]?.origin ?? [], open);
}
