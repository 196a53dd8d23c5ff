import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const instanceType = new pulumi.Config().get('instanceType') ?? 'ml.t3.medium';

const role = new aws.iam.Role('notebook', {
  name: 'notebook',
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'sagemaker.amazonaws.com' }),
});

new aws.iam.RolePolicy('notebook', {
  name: 'models',
  role: role.id,
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'bedrock:*', Resource: '*' }],
  },
});

new aws.sagemaker.NotebookInstance('lab', {
  name: 'lab',
  roleArn: role.arn,
  instanceType,
});
