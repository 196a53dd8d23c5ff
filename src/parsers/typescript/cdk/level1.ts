// Level 1 constructs: properties as the program writes them become CloudFormation's when the program was walked, with what escape hatches
// put over them.

import { call, scalar, unknown, type Value } from '../../../model/value.ts';
import { attributeOf, referenceTo, resourceSymbol } from '../../cloudformation/evaluate/symbols.ts';
import { withReferences } from '../../cloudformation/functions/text.ts';
import type { Answer, Program, Site } from '../library.ts';
import {
  type ChoiceValue,
  fromValue,
  type InstanceValue,
  type ListValue,
  list,
  type Member,
  MISSING,
  type ProgramValue,
  type RecordValue,
  record,
  recordOf,
} from '../values.ts';
import { producedBy } from './late-values.ts';
import { uniqueId } from './logical-ids.ts';
import { cdkName, type PropertyNames, propertyNames } from './names.ts';
import { type Written, writtenPolicy } from './policy-documents.ts';
import { type Construct, constructOf, idsTo, pathIn } from './tree.ts';

type Args = readonly ProgramValue[];
type Level1 = NonNullable<Construct['level1']>;

/** `service` is the module whose names the properties have; null where they are CloudFormation's already. */
export function declareLevel1(
  type: string,
  of: Construct['type'],
  [scope, id, props]: Args,
  site: Site,
  service: string | null = cdkName(of).service,
): Construct {
  const { program } = site;
  const undefinedId = id ?? scalar('Resource');
  const path = (scope ? pathIn(scope, undefinedId, program) : '').replace(/\/Resource$/, '');
  const written = propertiesOf(props, site);
  const declaration = program.declare(
    {
      type,
      address: path === '' ? type : path,
      name: path === '' ? undefinedId : scalar(path, [site.step]),
      properties: written,
      identities: [],
    },
    site,
  );
  const { address } = declaration;
  declaration.identities = [referenceTo(address), resourceSymbol(address)];
  return {
    kind: 'resource',
    path: address,
    type: of,
    level1: { declaration, service, written, overrides: record() },
  };
}

/** `new CfnResource(scope, id, { type, properties })`; null where the type is not known. */
export function declareNative(of: Construct['type'], [scope, id, props]: Args, site: Site): Construct | null {
  if (!scope || !id || !props) return null;
  const { program } = site;
  const type = program.toValue(program.get(props, 'type', site));
  if (type.kind !== 'scalar' || typeof type.value !== 'string') return null;
  return declareLevel1(type.value, of, [scope, id, program.get(props, 'properties', site)], site, null);
}

/** The properties as a record of their own; alternatives are joined member by member. */
function propertiesOf(props: ProgramValue | undefined, site: Site): RecordValue {
  const { program } = site;
  if (props?.kind === 'record') return recordOf(new Map(props.members), props.origin, props.open);
  if (props?.kind !== 'choice') {
    const written = record([], props?.kind === 'unknown' ? props.origin : [site.step]);
    if (props?.kind === 'unknown') written.open = props;
    return written;
  }
  const names = new Set(props.options.flatMap(option => program.keys(option.value)?.keys ?? []));
  return record(
    [...names].map(name => [name, program.get(props, name, site)] as const),
    props.origin,
  );
}

/** `cfn.ref`, `cfn.attrArn`, and what was written of its properties. */
export function memberOfLevel1(self: InstanceValue, name: string, site: Site): Answer {
  const { declaration, written } = constructOf(self)!.level1!;
  const origin = [site.step];
  if (name === 'ref') return referenceTo(declaration.address, origin);
  if (/^attr[A-Z]/.test(name)) return attributeOf(declaration.address, name.slice(4), origin);
  if (name === 'logicalId') return logicalIdOf(self, site);
  if (name === 'cfnResourceType') return scalar(declaration.type);
  if (name === 'cfnOptions') return optionsOf(self);
  return written.members.has(name) ? site.program.get(written, name, site) : undefined;
}

function optionsOf(self: InstanceValue): RecordValue {
  const level1 = constructOf(self)!.level1!;
  level1.options ??= record();
  return level1.options;
}

/** A condition of the template is only known at deployment: what it asks is the parameters of the stack. */
function templateCondition({ options }: Level1, program: Program): Value | null {
  const condition = options?.members.get('condition')?.value;
  if (!condition || condition.kind === 'absent') return null;
  return unknown(
    call('condition', program.toValue(condition)),
    'a condition of the template is only known at deployment',
  );
}

/** How it is called in the template: as the program says, else by its place in its stack. */
function logicalIdOf(self: InstanceValue, site: Site): Answer {
  const { logicalId, declaration } = constructOf(self)!.level1!;
  if (logicalId) return logicalId;
  const ids = idsTo(self, 'stack');
  if (ids && ids.length > 0) return scalar(uniqueId(ids), [site.step]);
  const reason = 'its place in the program is not known';
  return site.program.unknown('logicalId', [scalar(declaration.address)], reason, site);
}

export function invokeLevel1(level1: Level1, name: string, [first, second]: Args, site: Site): Answer {
  const { program } = site;
  const { declaration, overrides } = level1;
  const key = first ? program.toValue(first) : null;
  const path = key?.kind === 'scalar' ? pathOf(String(key.value)) : null;
  switch (name) {
    case 'addPropertyOverride':
      if (path && second) program.setPath(overrides, path, second, site);
      return scalar(null);
    case 'addPropertyDeletionOverride':
      if (path) program.setPath(overrides, path, MISSING, site);
      return scalar(null);
    case 'addOverride':
    case 'addDeletionOverride': {
      if (path?.[0] === 'Properties')
        program.setPath(
          overrides,
          path.slice(1),
          name === 'addOverride' ? (second ?? MISSING) : MISSING,
          site,
        );
      return scalar(null);
    }
    case 'getAtt':
      return key?.kind === 'scalar'
        ? attributeOf(declaration.address, String(key.value), [site.step])
        : undefined;
    case 'addDependency':
    case 'addDependsOn':
    case 'applyRemovalPolicy':
    case 'addMetadata':
      return scalar(null);
    case 'overrideLogicalId':
      if (first) level1.logicalId = first;
      return scalar(null);
    default:
      return undefined;
  }
}

/** `A.B.0`, in which a backslash keeps a dot in a name. */
function pathOf(text: string): readonly string[] {
  return text.split(/(?<!\\)\./).map(part => part.replaceAll('\\.', '.'));
}

/** Writes the properties as CloudFormation has them. */
export function finishLevel1(
  self: InstanceValue,
  program: Program,
  written: Written,
  tags: readonly [string, ProgramValue] | null,
): void {
  const { declaration, service, written: properties, overrides } = constructOf(self)!.level1!;
  const names = propertyNames(service ?? '');
  const known: Known = { names, program, written, converted: [new Map(), new Map()] };
  const converted = convert(properties, known, service === null);
  const own = converted.kind === 'record' ? converted : record();
  if (tags) {
    const [name, value] = tags;
    own.members.set(name, { value: convert(value, known, true), key: own.members.get(name)?.key ?? null });
  }
  const condition = templateCondition(constructOf(self)!.level1!, program);
  if (condition) declaration.condition = condition;
  declaration.properties = recordOf(merged(own.members, overrides.members), own.origin, own.open);
}

function merged(
  members: ReadonlyMap<string, Member>,
  over: ReadonlyMap<string, Member>,
): Map<string, Member> {
  const result = new Map(members);
  for (const [name, { value, key }] of over) {
    const before = result.get(name);
    if (value === MISSING) result.delete(name);
    else if (value.kind === 'record' && before?.value.kind === 'record') {
      const inner = before.value;
      const together = recordOf(merged(inner.members, value.members), inner.origin, inner.open);
      result.set(name, { value: together, key: before.key });
    } else if (value.kind === 'record' && before?.value.kind === 'list') {
      result.set(name, {
        value: mergedList(before.value.items, value.members, before.value.origin),
        key: before.key,
      });
    } else if (value.kind === 'choice' && before) {
      const options = value.options.map(option =>
        option.value === MISSING && before.value.kind !== 'choice'
          ? { ...option, value: before.value }
          : option,
      );
      result.set(name, { value: { ...value, options }, key });
    } else result.set(name, { value, key });
  }
  return result;
}

/** Overrides name items of lists by their numbers. */
function mergedList(
  items: readonly ProgramValue[],
  over: ReadonlyMap<string, Member>,
  origin: Parameters<typeof list>[1],
): ProgramValue {
  const slots = new Map(items.map((value, index) => [String(index), { value, key: null }] as const));
  return list(
    [...merged(slots, over).values()].map(({ value }) => value),
    origin,
  );
}

/** What was converted already, by whether names in it are the program's own: objects may be shared. */
interface Known {
  readonly names: PropertyNames;
  readonly program: Program;
  readonly written: Written;
  readonly converted: readonly [Map<ProgramValue, ProgramValue>, Map<ProgramValue, ProgramValue>];
}

function convert(value: ProgramValue, known: Known, free = false): ProgramValue {
  const late = producedBy(value, known.program);
  if (late) return convert(late, known, free);
  // As the template has it: `{{resolve:secretsmanager:…}}` is for CloudFormation to look up.
  if (value.kind === 'scalar' && typeof value.value === 'string')
    return fromValue(withReferences(value.value, value.origin) ?? value);
  const isPlain = value.kind === 'instance' && value.base === null;
  if (value.kind !== 'list' && value.kind !== 'record' && value.kind !== 'choice' && !isPlain) return value;
  const converted = known.converted[free ? 1 : 0];
  const before = converted.get(value);
  if (before) return before;
  converted.set(value, unknown(call('cycle'), 'the object contains itself', value.origin));
  const result =
    value.kind === 'instance' ? convertObject(value, known, free) : convertParts(value, known, free);
  converted.set(value, result);
  return result;
}

/** Policies have a form of their own, below which nothing is renamed. */
function convertObject(value: InstanceValue, known: Known, free: boolean): ProgramValue {
  const policy = writtenPolicy(value, known.program, known.written);
  if (policy) return policy.kind === 'record' ? convertParts(policy, known, true) : policy;
  return convertParts(recordOf(value.members, value.origin), known, free);
}

function convertParts(
  value: ListValue | RecordValue | ChoiceValue,
  known: Known,
  free: boolean,
): ProgramValue {
  switch (value.kind) {
    case 'list':
      return list(
        value.items.map(item => convert(item, known, free)),
        value.origin,
        value.open,
      );
    case 'record': {
      const members = [...value.members].map(([name, member]): [string, Member] => [
        free ? name : known.names.rename(name),
        { ...member, value: convert(member.value, known, free || known.names.isFree(name)) },
      ]);
      const kept = members.filter(([, member]) => member.value !== MISSING);
      return recordOf(new Map(kept), value.origin, value.open);
    }
    case 'choice': {
      const options = value.options.map(option => {
        const converted = convert(option.value, known, free);
        return converted.kind === 'choice' ? option : { ...option, value: converted };
      });
      return { ...value, options };
    }
  }
}
