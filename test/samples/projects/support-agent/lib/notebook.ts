import { CfnNotebookInstance } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';

export class Notebook extends Construct {
  constructor(scope: Construct, id: string, { open = false }: { open?: boolean }) {
    super(scope, id);
    new CfnNotebookInstance(this, 'Instance', {
      instanceType: 'ml.t3.medium',
      roleArn: `arn:aws:iam::111122223333:role/${id}`,
      directInternetAccess: open ? 'Enabled' : 'Disabled',
    });
  }
}
