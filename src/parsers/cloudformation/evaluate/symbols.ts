// Symbols for what is only known at deployment: resources and what is read from them, pseudo parameters, dynamic references.
// Refuses to know where they are used.

import { call, type Origin, scalar, type UnknownValue, unknown } from '../../../model/value.ts';

/** A resource by its logical id, behind those of the nested stacks around it: `Network.Vpc`. */
export function resourceSymbol(path: string): UnknownValue {
  return unknown(call('resource', scalar(path)), `\`${path}\` is only known at deployment`);
}

/** What `Ref` gives of a resource: the first of its identities. */
export function referenceTo(path: string, origin: Origin = []): UnknownValue {
  const reason = `the id of \`${path}\` is only known at deployment`;
  return unknown({ kind: 'member', of: resourceSymbol(path), key: scalar('Ref') }, reason, origin);
}

/** What `Fn::GetAtt` gives of a resource. */
export function attributeOf(path: string, name: string, origin: Origin = []): UnknownValue {
  const reason = `\`${path}.${name}\` is only known at deployment`;
  return unknown({ kind: 'member', of: resourceSymbol(path), key: scalar(name) }, reason, origin);
}

const PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

/** The value of a pseudo parameter, `AWS::NoValue` aside; null for any other name. */
export function pseudoParameter(name: string, origin: Origin): UnknownValue | null {
  if (!PSEUDO_PARAMETERS.has(name)) return null;
  const of = unknown(call('pseudo'), 'it is only known at deployment');
  const reason = `\`${name}\` is only known at deployment`;
  return unknown({ kind: 'member', of, key: scalar(name) }, reason, origin);
}

/** What a dynamic reference stands for: `{{resolve:ssm:/path}}`. */
export function dynamicReference(reference: string, origin: Origin): UnknownValue {
  return unknown(call('resolve', scalar(reference)), `\`${reference}\` is only known at deployment`, origin);
}
