import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnAgent } from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';
import { Notebook } from './notebook';

interface SupportProps extends StackProps {
  notebooks: string[];
}

export class SupportStack extends Stack {
  constructor(scope: Construct, id: string, props: SupportProps) {
    super(scope, id, props);
    new CfnAgent(this, 'Agent', { agentName: 'support', foundationModel: 'anthropic.claude-3-haiku' });
    for (const name of props.notebooks) new Notebook(this, name, { open: true });
  }
}
