// Functions that are deployed step by step: the role with which CodeDeploy does it.
// Left out, since no rule asks for them: its application and its groups.

import { type MapNode, memberValue } from '../syntax.ts';
import { type DraftMap, isGiven, membersOf, nodeOf } from './drafts.ts';
import { conditionOf, type Expansion, originOf, type SamResource } from './expansion.ts';
import { managedPolicy } from './managed-policies.ts';
import { trustIn } from './roles.ts';

/** The role of CodeDeploy, where a function is deployed step by step and brings no role for it. */
export function addDeploymentRole(functions: readonly SamResource[], expansion: Expansion): void {
  const conditions: (string | null)[] = [];
  let first: SamResource | null = null;
  let isNeeded = false;
  for (const resource of functions) {
    const preference = memberValue(resource.properties, 'DeploymentPreference');
    if (!preference || !isGiven(preference)) continue;
    const enabled = memberValue(preference, 'Enabled');
    if (enabled && expansion.text(enabled) === 'false') continue;
    const passes = expansion.text(memberValue(preference, 'PassthroughCondition')) === 'true';
    first ??= resource;
    isNeeded ||= !isGiven(memberValue(preference, 'Role'));
    conditions.push(passes ? conditionOf(resource) : null);
  }
  if (!first || !isNeeded) return;
  const draft: DraftMap = {
    AssumeRolePolicyDocument: trustIn('codedeploy.amazonaws.com'),
    ManagedPolicyArns: [managedPolicy('AWSCodeDeployRoleForLambda', first.nameSpan)],
  };
  const condition = deploymentCondition(conditions, first, expansion);
  const attributes = condition === null ? [] : membersOf({ Condition: condition }, first.nameSpan);
  const node = nodeOf(draft, first.nameSpan) as MapNode;
  expansion.add('CodeDeployServiceRole', 'AWS::IAM::Role', node, attributes, originOf(first));
}

/** Under which condition something is deployed step by step; null where it always is. */
function deploymentCondition(
  conditions: readonly (string | null)[],
  { nameSpan }: SamResource,
  expansion: Expansion,
): string | null {
  const names = [...new Set(conditions)];
  if (names.includes(null)) return null;
  if (names.length === 1) return names[0]!;
  const any = names.map(name => ({ Condition: name! }));
  expansion.addCondition('ServerlessCodeDeployCondition', { 'Fn::Or': any }, nameSpan);
  return 'ServerlessCodeDeployCondition';
}
