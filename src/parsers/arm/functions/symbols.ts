// What is certain of values that are not known: how long they are, which characters cannot occur in them, whether they are strings.
// Refuses to know functions as such; it only looks at the symbolic expression that stands for the value.

import type { Value } from '../../../model/value.ts';

interface Shape {
  readonly length: number;
  readonly alphabet: RegExp;
}

const UUID: Shape = { length: 36, alphabet: /[0-9a-f-]/ };
const SHAPES: Readonly<Record<string, Shape>> = {
  uniquestring: { length: 13, alphabet: /[a-z2-7]/ },
  guid: UUID,
  newguid: UUID,
};

/** How many characters the value has; null where that is not certain. */
export function lengthOfUnknown(value: Value): number | null {
  return shapeOf(value)?.length ?? null;
}

/**
 * Whether the character may occur in an unknown string. Hashes have few characters. Names and ids of scopes hold no slashes, but a resource
 * group's name may hold dots, parentheses and underscores.
 */
export function mayContain(value: Value, char: string): boolean {
  const shape = shapeOf(value);
  if (shape) return shape.alphabet.test(char);
  const member = scopeMember(value);
  return !(char === '/' && member !== null && SEGMENTS.has(member));
}

/** Whether an unknown value is certain to be a string, a number or a boolean, neither null nor an array nor an object. */
export function isScalarResult(value: Value): boolean {
  const name = calledName(value);
  if (name !== null) return SCALAR_RESULTS.has(name);
  const member = scopeMember(value);
  return member === 'id' || (member !== null && SEGMENTS.has(member));
}

const SCOPES = new Set(['subscription', 'resourcegroup', 'tenant', 'managementgroup']);
const SEGMENTS = new Set(['name', 'subscriptionid', 'tenantid', 'location']);
const SCALAR_RESULTS = new Set([
  ...[
    'copyindex',
    'uniquestring',
    'guid',
    'newguid',
    'utcnow',
    'format',
    'tolower',
    'toupper',
    'replace',
    'trim',
  ],
  ...[
    'padleft',
    'join',
    'string',
    'substring',
    'base64',
    'base64tostring',
    'datauri',
    'datauritostring',
    'uri',
  ],
  ...[
    'uricomponent',
    'uricomponenttostring',
    'builduri',
    'datetimeadd',
    'cidrsubnet',
    'cidrhost',
    'length',
    'int',
  ],
  ...['add', 'sub', 'mul', 'div', 'mod', 'indexof', 'lastindexof', 'datetimetoepoch', 'datetimefromepoch'],
]);

function shapeOf(value: Value): Shape | undefined {
  const name = calledName(value);
  return name === null ? undefined : SHAPES[name];
}

function calledName(value: Value): string | null {
  if (value.kind !== 'unknown' || value.expression.kind !== 'call') return null;
  return value.expression.name.toLowerCase();
}

/** The member that the value is of a scope such as `resourceGroup()`, in lower case. */
function scopeMember(value: Value): string | null {
  if (value.kind !== 'unknown' || value.expression.kind !== 'member') return null;
  const { of, key } = value.expression;
  const scope = calledName(of);
  if (scope === null || !SCOPES.has(scope)) return null;
  return key.kind === 'scalar' && typeof key.value === 'string' ? key.value.toLowerCase() : null;
}
