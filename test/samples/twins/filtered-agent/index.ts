import * as cdk from 'aws-cdk-lib';
import * as bedrock from '@aws-cdk/aws-bedrock-alpha';
import { CfnAgent } from 'aws-cdk-lib/aws-bedrock';
import * as iam from 'aws-cdk-lib/aws-iam';

const stack = new cdk.Stack(new cdk.App(), 'Chat');

const guardrail = new bedrock.Guardrail(stack, 'Rail', {
  guardrailName: 'rail',
  blockedInputMessaging: 'Sorry, not here.',
  blockedOutputsMessaging: 'Sorry, not here.',
});
guardrail.addContentFilter({
  type: bedrock.ContentFilterType.PROMPT_ATTACK,
  inputStrength: bedrock.ContentFilterStrength.HIGH,
  outputStrength: bedrock.ContentFilterStrength.NONE,
});

const role = new iam.Role(stack, 'AgentRole', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
role.addToPolicy(new iam.PolicyStatement({ actions: ['bedrock:*'], resources: ['*'] }));

new CfnAgent(stack, 'Support', {
  agentName: 'support',
  agentResourceRoleArn: role.roleArn,
  foundationModel: 'amazon.nova-lite-v1:0',
  guardrailConfiguration: { guardrailIdentifier: guardrail.guardrailId, guardrailVersion: 'DRAFT' },
});
