// Feature flags of the CDK: what the context of a program asks for. One that nothing sets is off, but for those that version 2 made the rule.

import type { Program } from '../library.ts';

const ALWAYS = new Set([
  '@aws-cdk/aws-kms:defaultKeyPolicies',
  '@aws-cdk/aws-s3:grantWriteWithoutAcl',
  '@aws-cdk/aws-secretsmanager:parseOwnedSecretName',
  '@aws-cdk/aws-efs:defaultEncryptionAtRest',
]);

export function flagOf(name: string, program: Program): boolean {
  const given = program.inputs.get(name);
  if (given?.kind !== 'scalar') return ALWAYS.has(name);
  return given.value === true || given.value === 'true';
}
