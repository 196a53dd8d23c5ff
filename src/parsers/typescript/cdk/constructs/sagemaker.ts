// Level 2 constructs of Amazon SageMaker: models and endpoints of `@aws-cdk/aws-sagemaker-alpha`, and the ready-made endpoints of
// `@cdklabs/generative-ai-cdk-constructs`.

export const SAGEMAKER = `
import { atEnd, Resource } from 'aws-cdk-lib';
import { SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Grant, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';

export class Model extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.containers = [];
    this.role = props.role ?? new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerFullAccess')],
    });
    for (const container of props.containers ?? []) this.addContainer(container);
    const groups = props.securityGroups ?? (props.vpc ? [new SecurityGroup(this, 'SecurityGroup', { vpc: props.vpc })] : []);
    this.resource = new CfnModel(this, 'Model', {
      executionRoleArn: this.role.roleArn,
      modelName: props.modelName,
      vpcConfig: props.vpc && {
        subnets: props.vpc.selectSubnets(props.vpcSubnets).subnetIds,
        securityGroupIds: groups.map(group => group.securityGroupId),
      },
      enableNetworkIsolation: props.networkIsolation,
    });
    this.modelName = this.resource.attrModelName;
    this.modelArn = this.resource.ref;
    atEnd(this);
  }
  addsAtEnd() {
    if (this.containers.length === 1) this.resource.primaryContainer = this.containers[0];
    else this.resource.containers = this.containers;
  }
  static fromModelName(scope, id, name) { return new ImportedModel(scope, id, name); }
  static fromModelArn(scope, id, arn) { return new ImportedModel(scope, id, arn); }
  static fromModelAttributes(scope, id, attributes) { return new ImportedModel(scope, id, attributes.modelArn); }
  get grantPrincipal() { return this.role; }
  addContainer({ image, modelData, environment, containerHostname }) {
    image?.repository?.grantPull(this.role);
    modelData?.bucket?.grantRead(this.role);
    this.containers.push({ image: image?.imageName, modelDataUrl: modelData?.uri, environment, containerHostname });
  }
  addToRolePolicy(statement) { this.role.addToPrincipalPolicy(statement); }
}

class ImportedModel extends Resource {
  constructor(scope, id, name) {
    super(scope, id);
    this.modelName = name;
    this.modelArn = name;
  }
}

export class ContainerImage {
  static fromEcrRepository(repository, tag = 'latest') { return { repository, imageName: repository.repositoryUri + ':' + tag }; }
  static fromAsset(directory) { return { imageName: directory.imageUri }; }
  static fromDlc(repository, tag) { return { imageName: repository + ':' + tag }; }
}

export class ModelData {
  static fromBucket(bucket, key) { return { bucket, uri: 's3://' + bucket.bucketName + '/' + key }; }
  static fromAsset(path) { return { uri: path.s3ObjectUrl }; }
}

export class EndpointConfig extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.variants = [];
    for (const variant of props.instanceProductionVariants ?? []) this.addInstanceProductionVariant(variant);
    this.resource = new CfnEndpointConfig(this, 'EndpointConfig', {
      endpointConfigName: props.endpointConfigName, kmsKeyId: props.encryptionKey?.keyArn, productionVariants: this.variants,
    });
    this.endpointConfigName = this.resource.attrEndpointConfigName;
    this.endpointConfigArn = this.resource.ref;
  }
  static fromEndpointConfigName(scope, id, endpointConfigName) { return { endpointConfigName }; }
  static fromEndpointConfigArn(scope, id, endpointConfigArn) { return { endpointConfigName: endpointConfigArn }; }
  addInstanceProductionVariant(variant) {
    this.variants.push({
      acceleratorType: variant.acceleratorType?.value,
      initialInstanceCount: variant.initialInstanceCount ?? 1,
      initialVariantWeight: variant.initialVariantWeight ?? 1,
      instanceType: variant.instanceType ? variant.instanceType.value : 'ml.t2.medium',
      modelName: variant.model.modelName,
      variantName: variant.variantName,
    });
  }
}

export class Endpoint extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.resource = new CfnEndpoint(this, 'Endpoint', { endpointName: props.endpointName, endpointConfigName: props.endpointConfig.endpointConfigName });
    this.endpointName = this.resource.attrEndpointName;
    this.endpointArn = this.resource.ref;
  }
  static fromEndpointName(scope, id, endpointName) { return { endpointName }; }
  grantInvoke(grantee) { return Grant.addToPrincipal({ grantee, actions: ['sagemaker:InvokeEndpoint'], resourceArns: [this.endpointArn] }); }
}
`;

export const SAGEMAKER_ENDPOINTS = `
import { atDeployment, Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Grant, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEndpoint, CfnEndpointConfig, CfnModel } from 'aws-cdk-lib/aws-sagemaker';

class EndpointBase extends Construct {
  serviceRole() {
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerFullAccess')],
    });
  }
  get grantPrincipal() { return this.role; }
  addToRolePolicy(statement) { this.role.addToPolicy(statement); }
  grantInvoke(grantee) { return Grant.addToPrincipal({ grantee, actions: ['sagemaker:InvokeEndpoint'], resourceArns: [this.endpointArn] }); }
  serve(scope, id, props, name, endpointName) {
    this.cfnEndpointConfig = new CfnEndpointConfig(scope, 'EndpointConfig-' + id, {
      productionVariants: [{
        instanceType: props.instanceType?.value ?? props.instanceType,
        initialVariantWeight: 1,
        initialInstanceCount: props.instanceCount ?? 1,
        variantName: 'AllTraffic',
        volumeSizeInGb: props.volumeSizeInGb,
        modelName: this.cfnModel.attrModelName,
        containerStartupHealthCheckTimeoutInSeconds: props.startupHealthCheckTimeoutInSeconds ?? 600,
        modelDataDownloadTimeoutInSeconds: props.modelDataDownloadTimeoutInSeconds,
      }],
      asyncInferenceConfig: props.asyncInference && {
        outputConfig: { s3OutputPath: props.asyncInference.outputPath, s3FailurePath: props.asyncInference.failurePath },
        clientConfig: { maxConcurrentInvocationsPerInstance: props.asyncInference.maxConcurrentInvocationsPerInstance ?? 10 },
      },
    });
    this.cfnEndpoint = new CfnEndpoint(scope, name + '-endpoint-' + id, {
      endpointName,
      endpointConfigName: this.cfnEndpointConfig.attrEndpointConfigName,
      tags: this.cfnModel.tags,
    });
    this.endpointArn = this.cfnEndpoint.ref;
  }
}

const nameOf = model => model.split('/').join('-').split('.').join('-');

export class HuggingFaceSageMakerEndpoint extends EndpointBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = props.role ?? this.serviceRole();
    const name = nameOf(props.modelId);
    this.cfnModel = new CfnModel(scope, name + '-model-' + id, {
      executionRoleArn: this.role.roleArn,
      primaryContainer: {
        image: props.container?.imageName,
        mode: 'SingleModel',
        environment: { SAGEMAKER_CONTAINER_LOG_LEVEL: '20', SAGEMAKER_REGION: Aws.REGION, HF_MODEL_ID: props.modelId, ...props.environment },
      },
      tags: [{ key: 'modelId', value: props.modelId }],
      vpcConfig: props.vpcConfig,
    });
    this.serve(scope, id, props, name, props.endpointName);
  }
}

export class CustomSageMakerEndpoint extends EndpointBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = props.role ?? this.serviceRole();
    const name = nameOf(props.modelId);
    const data = props.modelDataUrl.endsWith('.tar.gz')
      ? { modelDataUrl: props.modelDataUrl }
      : { modelDataSource: { s3DataSource: { compressionType: 'None', s3DataType: 'S3Prefix', s3Uri: props.modelDataUrl } } };
    this.cfnModel = new CfnModel(scope, name + '-model-' + id, {
      executionRoleArn: this.role.roleArn,
      primaryContainer: { image: props.container?.imageName, mode: 'SingleModel', environment: { SAGEMAKER_REGION: Aws.REGION, ...props.environment }, ...data },
      tags: [{ key: 'modelId', value: props.modelId }],
      vpcConfig: props.vpcConfig,
    });
    this.serve(scope, id, { modelDataDownloadTimeoutInSeconds: 600, ...props }, name, props.endpointName);
  }
}

export class JumpStartSageMakerEndpoint extends EndpointBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = props.role ?? this.serviceRole();
    const name = props.model.modelId;
    this.cfnModel = new CfnModel(scope, name + '-model-' + id, {
      executionRoleArn: this.role.roleArn,
      enableNetworkIsolation: true,
      primaryContainer: atDeployment('container of JumpStart model', name),
      vpcConfig: props.vpcConfig,
    });
    const instanceType = props.instanceType ?? atDeployment('instance type of JumpStart model', name);
    this.serve(scope, id, { ...props, instanceType }, name, 'jumpstart-' + props.endpointName);
  }
}
`;
