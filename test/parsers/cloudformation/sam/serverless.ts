// Templates of SAM to what they become.

import type { Resource } from '../../../../src/model/resource.ts';
import { deploy, properties } from '../deploy.ts';

/** A template with these resources, and what stands before them. */
export function serverless(resources: string, before = ''): string {
  return `Transform: AWS::Serverless-2016-10-31\n${before}\nResources:\n${resources.replace(/^\n/, '')}`;
}

/** `Type address`, in the order of addresses. */
export function made(text: string, options: Parameters<typeof deploy>[1] = {}): readonly string[] {
  return deploy(text, options)
    .resources.map(({ type, address }) => `${type.replace('AWS::', '')} ${address}`)
    .sort((left, right) => (left.split(' ')[1]! < right.split(' ')[1]! ? -1 : 1));
}

export function resourceOf(text: string, address: string): Resource {
  return deploy(text).resources.find(each => each.address === address)!;
}

/** The inline policies of a role as statements, by their names. */
export function granted(text: string, role = 'FRole'): unknown {
  const { Policies = [] } = properties(text, role) as {
    Policies?: { PolicyName: string; PolicyDocument: { Statement: unknown } }[];
  };
  return Object.fromEntries(
    Policies.map(({ PolicyName, PolicyDocument }) => [PolicyName, PolicyDocument.Statement]),
  );
}

/** The managed policies of a role, without what all their ARNs begin with. */
export function attached(text: string, role = 'FRole'): readonly unknown[] {
  const { ManagedPolicyArns = [] } = properties(text, role) as { ManagedPolicyArns?: readonly unknown[] };
  return ManagedPolicyArns.map(arn =>
    typeof arn === 'string' ? arn.replace(/^arn:\$\{AWS::Partition\}:iam::aws:policy\//, '') : arn,
  );
}
