// What a plan's own copy of the configuration says of values that are not known yet: which resource they refer to.
// References are listed without the expression around them, so that only ids are taken at their word. Refuses to know the files on disk.

import type { Span } from '../../../model/source.ts';
import { scalar, type UnknownValue, unknown } from '../../../model/value.ts';
import type { JsonNode } from '../../json/syntax.ts';
import { memberOf, reasonFor, symbolOf } from '../evaluate/symbols.ts';
import { type AddressStep, addressParts, moduleSteps } from './address.ts';
import { itemsAt, type MaybeJson, objectsAt, scalarOf, textAt, under } from './json.ts';

/** The configuration of a module instance, and of the instance that calls it. */
export interface PlannedModule {
  /** Of the module; empty for the root. */
  readonly address: string;
  readonly configuration: MaybeJson;
  /** The call in the calling module's configuration. */
  readonly call: MaybeJson;
  readonly caller: PlannedModule | null;
}

/** The module at an address, and the calls on the way to it. */
export function moduleAt(root: MaybeJson, address: string): PlannedModule {
  let module: PlannedModule = { address: '', configuration: root, call: null, caller: null };
  for (const step of moduleSteps(address)) module = below(module, step);
  return module;
}

function below(caller: PlannedModule, { name, suffix }: AddressStep): PlannedModule {
  const call = under(caller.configuration, 'module_calls', name);
  return {
    address: `${caller.address}${caller.address === '' ? '' : '.'}module.${name}${suffix}`,
    configuration: under(call, 'module'),
    call,
    caller,
  };
}

/** Where the calls on the way to a module stand in the plan, from the root. */
export function callsTo(module: PlannedModule): { name: string; span: Span }[] {
  const { caller, call, address } = module;
  if (!caller) return [];
  const own = address.slice(caller.address === '' ? 0 : caller.address.length + 1);
  return [...callsTo(caller), ...(call ? [{ name: own, span: call }] : [])];
}

/** The expressions of a resource's arguments, as the module's configuration has them. */
export function expressionsOf(
  { configuration }: PlannedModule,
  { mode, type, name }: { readonly mode: string; readonly type: string; readonly name: string },
): JsonNode | undefined {
  const declared = objectsAt(configuration, 'resources').find(
    each =>
      textAt(each, 'name') === name &&
      textAt(each, 'type') === type &&
      (textAt(each, 'mode') ?? 'managed') === mode,
  );
  return under(declared, 'expressions');
}

const DEEPEST_REFERENCE = 32;
const ID_NAMES = /(?:^|[._])(?:id|arn|self_link)$/;

/** The id of a resource that an expression refers to; null where it refers to none or to several things. */
export function referredId(expression: MaybeJson, module: PlannedModule, depth = 0): UnknownValue | null {
  if (depth > DEEPEST_REFERENCE) return null;
  const references = itemsAt(expression, 'references').map(each => String(scalarOf(each)));
  const [reference, other] = references.filter(each => !references.some(more => isWithin(more, each)));
  if (reference === undefined || other !== undefined) return null;
  const parts = addressParts(reference);
  const [first, second, third] = parts;
  switch (first) {
    case 'var': {
      const argument = under(module.call, 'expressions', second ?? '');
      const isWhole = parts.length === 2 && module.caller !== null;
      return isWhole ? referredId(argument, module.caller, depth + 1) : null;
    }
    case 'module': {
      if (second === undefined || third === undefined || parts.length !== 3) return null;
      const [step] = moduleSteps(`${first}.${second}`);
      const called = below(module, step!);
      const output = under(called.configuration, 'outputs', third, 'expression');
      return referredId(output, called, depth + 1);
    }
    case 'each':
    case 'count':
    case 'local':
    case 'path':
    case 'terraform':
    case 'self':
      return null;
  }
  if (!ID_NAMES.test(reference)) return null;
  const prefix = module.address === '' ? '' : `${module.address}.`;
  const isData = first === 'data';
  const [address, path] = isData ? [parts.slice(0, 3), parts.slice(3)] : [parts.slice(0, 2), parts.slice(2)];
  return path.length === 1
    ? idOf(`${prefix}${address.join('.')}`, isData ? 'data' : 'resource', path[0]!)
    : null;
}

/** Whether a reference goes on where another one ends: `a.b.id` is within `a.b`. */
function isWithin(reference: string, outer: string): boolean {
  return (
    reference.length > outer.length &&
    reference.startsWith(outer) &&
    (reference[outer.length] === '.' || reference[outer.length] === '[')
  );
}

/** How others refer to an attribute of a resource that is only known after apply. */
export function idOf(address: string, kind: 'resource' | 'data', attribute: string): UnknownValue {
  return memberOf(unknown(symbolOf(kind, address, []), reasonFor(kind, address)), scalar(attribute));
}
