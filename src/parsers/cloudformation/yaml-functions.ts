// Which functions the tags of a template stand for. Refuses to know what they compute.

import { nearestName } from '../../model/nearest-name.ts';

/** The key of the function that a tag is short for: `!Sub` is `Fn::Sub`; null for tags that are none of CloudFormation's. */
export function functionOfTag(tag: string): string | null {
  const name = tag.slice(1);
  return UNPREFIXED.has(name) ? name : FUNCTIONS.has(name) ? `Fn::${name}` : null;
}

/** The short form that was probably meant. */
export function nearestTag(tag: string): string | null {
  const name = nearestName(tag.slice(1), [...UNPREFIXED, ...FUNCTIONS]);
  return name === null ? null : `!${name}`;
}

/** Functions whose full name is not `Fn::…`. */
const UNPREFIXED: ReadonlySet<string> = new Set(['Ref', 'Condition']);

const FUNCTIONS: ReadonlySet<string> = new Set([
  'And',
  'Base64',
  'Cidr',
  'Contains',
  'EachMemberEquals',
  'EachMemberIn',
  'Equals',
  'FindInMap',
  'ForEach',
  'GetAtt',
  'GetAZs',
  'GetStackOutput',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'RefAll',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
  'ValueOf',
  'ValueOfAll',
]);
