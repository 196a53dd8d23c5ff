// Level 2 constructs of `@cdklabs/generative-ai-cdk-constructs` that knowledge bases search in: vector collections and buckets, databases, Kendra.

export const VECTOR_COLLECTIONS = `
import { atDeployment, physicalName, Resource } from 'aws-cdk-lib';
import { Grant, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnAccessPolicy, CfnCollection, CfnSecurityPolicy } from 'aws-cdk-lib/aws-opensearchserverless';

const NAME = { maxLength: 32, lower: true };

class CollectionBase extends Resource {
  grantDataAccess(grantee) {
    grantee.addManagedPolicy(this.aossPolicy);
    this.access.push({
      Rules: [
        {
          Resource: ['collection/' + this.collectionName],
          Permission: ['aoss:DescribeCollectionItems', 'aoss:CreateCollectionItems', 'aoss:UpdateCollectionItems'],
          ResourceType: 'collection',
        },
        {
          Resource: ['index/' + this.collectionName + '/*'],
          Permission: ['aoss:UpdateIndex', 'aoss:DescribeIndex', 'aoss:ReadDocument', 'aoss:WriteDocument', 'aoss:CreateIndex'],
          ResourceType: 'index',
        },
      ],
      Principal: [grantee.roleArn],
      Description: '',
    });
    this.dataAccessPolicy.policy = JSON.stringify(this.access);
  }
  allow(id) {
    return new ManagedPolicy(this, id, { statements: [new PolicyStatement({ actions: ['aoss:APIAccessAll'], resources: [this.collectionArn] })] });
  }
}

export class VectorCollection extends CollectionBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.access = [];
    this.collectionName = props?.collectionName ?? physicalName(this, 'VectorStore', NAME);
    this.collectionType = props?.collectionType ?? 'VECTORSEARCH';
    this.standbyReplicas = props?.standbyReplicas ?? 'ENABLED';
    const collection = 'collection/' + this.collectionName;
    this.encryption = new CfnSecurityPolicy(this, 'EncryptionPolicy', {
      name: physicalName(this, 'EncryptionPolicy', NAME),
      type: 'encryption',
      policy: JSON.stringify({ Rules: [{ ResourceType: 'collection', Resource: [collection] }], AWSOwnedKey: true }),
    });
    this.network = new CfnSecurityPolicy(this, 'NetworkPolicy', {
      name: physicalName(this, 'NetworkPolicy', NAME),
      type: 'network',
      policy: JSON.stringify([
        { Rules: [{ ResourceType: 'collection', Resource: [collection] }, { ResourceType: 'dashboard', Resource: [collection] }], AllowFromPublic: true },
      ]),
    });
    this.resource = new CfnCollection(this, 'VectorCollection', {
      name: this.collectionName, type: this.collectionType, standbyReplicas: this.standbyReplicas, description: props?.description,
      tags: [{ key: 'Name', value: this.collectionName }, { key: 'Type', value: 'VectorCollection' }, ...(props?.tags ?? [])],
    });
    this.collectionArn = this.resource.attrArn;
    this.collectionId = this.resource.attrId;
    this.collectionEndpoint = this.resource.attrCollectionEndpoint;
    this.aossPolicy = props?.customAossPolicy ?? this.allow('AOSSApiAccessAll');
    this.dataAccessPolicy = new CfnAccessPolicy(this, 'DataAccessPolicy', {
      name: physicalName(this, 'DataAccessPolicy', NAME), type: 'data', policy: '[]',
    });
  }
  static fromCollectionAttributes(scope, id, attributes) { return new ImportedCollection(scope, id, attributes); }
}

class ImportedCollection extends CollectionBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.access = [];
    this.collectionName = attributes.collectionName;
    this.collectionArn = attributes.collectionArn;
    this.collectionId = attributes.collectionId;
    this.aossPolicy = this.allow('ImportedAOSSPolicy');
    this.dataAccessPolicy = new CfnAccessPolicy(this, 'ImportedDataAccessPolicy', { name: atDeployment('name of', this.node.path), type: 'data', policy: '[]' });
  }
}
`;

export const VECTOR_BUCKETS = `
import { atDeployment, Resource } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { CfnIndex, CfnVectorBucket } from 'aws-cdk-lib/aws-s3vectors';

export const VectorBucketEncryption = { S3_MANAGED: 'AES256', KMS: 'aws:kms' };
export const VectorIndexEncryption = { S3_MANAGED: 'AES256', KMS: 'aws:kms' };
export const VectorIndexDataType = { FLOAT_32: 'float32' };
export const VectorIndexDistanceMetric = { EUCLIDEAN: 'euclidean', COSINE: 'cosine' };

function encryptionOf(props, kind, key) {
  return { sseType: kind ?? (key ? 'aws:kms' : 'AES256'), kmsKeyArn: key?.keyArn };
}

export class VectorBucket extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey ?? (props.encryption === 'aws:kms' ? new Key(this, 'Key') : undefined);
    this.resource = new CfnVectorBucket(this, 'Resource', {
      vectorBucketName: props.vectorBucketName, encryptionConfiguration: encryptionOf(props, props.encryption, this.encryptionKey),
    });
    this.vectorBucketArn = this.resource.attrVectorBucketArn;
    this.vectorBucketName = props.vectorBucketName ?? this.resource.ref;
  }
  grant(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.vectorBucketArn, this.vectorBucketArn + '/index/*'] }); }
  grantRead(grantee) { return this.grant(grantee, 's3vectors:GetVectors', 's3vectors:ListVectors', 's3vectors:QueryVectors', 's3vectors:GetIndex', 's3vectors:ListIndexes'); }
  grantWrite(grantee) { return this.grant(grantee, 's3vectors:PutVectors'); }
  grantDelete(grantee) { return this.grant(grantee, 's3vectors:DeleteVectors'); }
  grantReadWrite(grantee) {
    this.grantRead(grantee);
    this.grantWrite(grantee);
    return this.grantDelete(grantee);
  }
}

export class VectorIndex extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.vectorBucket = props.vectorBucket;
    this.vectorIndexName = props.vectorIndexName;
    this.resource = new CfnIndex(this, 'Resource', {
      indexName: props.vectorIndexName,
      dataType: props.dataType ?? 'float32',
      dimension: props.dimension,
      distanceMetric: props.distanceMetric ?? 'cosine',
      encryptionConfiguration: encryptionOf(props, props.encryption, props.encryptionKey),
      vectorBucketArn: props.vectorBucket?.vectorBucketArn,
    });
    this.vectorIndexArn = this.resource.attrIndexArn;
  }
}
export const S3VectorIndex = VectorIndex;
`;

export const VECTOR_STORES = `
import { atDeployment, Resource } from 'aws-cdk-lib';
import { CfnAccessPolicy } from 'aws-cdk-lib/aws-opensearchserverless';

export class PineconeVectorStore {
  constructor(props) {
    this.connectionString = props.connectionString;
    this.credentialsSecretArn = props.credentialsSecretArn;
    this.namespace = props.namespace;
    this.textField = props.textField;
    this.metadataField = props.metadataField;
  }
}

export class MongoDBAtlasVectorStore {
  constructor(props) {
    this.collectionName = props.collectionName;
    this.credentialsSecretArn = props.credentialsSecretArn;
    this.databaseName = props.databaseName;
    this.endpoint = props.endpoint;
    this.endpointServiceName = props.endpointServiceName;
  }
}

export class OpenSearchManagedClusterVectorStore {
  constructor(props) {
    this.domainArn = props.domainArn;
    this.domainEndpoint = props.domainEndpoint;
  }
}

class AuroraStore extends Resource {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.connectionString = undefined;
    this.databaseName = props.databaseName ?? 'bedrock_vector_db';
    this.schemaName = props.schemaName ?? 'bedrock_integration';
    this.tableName = props.tableName ?? 'bedrock_kb';
    this.primaryKeyField = props.primaryKeyField ?? 'id';
    this.vectorField = props.vectorField ?? 'embedding';
    this.textField = props.textField ?? 'chunks';
    this.metadataField = props.metadataField ?? 'metadata';
  }
}
export class AmazonAuroraVectorStore extends AuroraStore {}
export class ExistingAmazonAuroraVectorStore extends AuroraStore {}

export class VectorIndex extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    const { collectionName } = props.collection;
    this.indexName = props.indexName;
    this.vectorField = props.vectorField;
    this.policy = new CfnAccessPolicy(this, 'ManageIndexPolicy', {
      name: atDeployment('name of', this.node.path),
      type: 'data',
      policy: JSON.stringify([{
        Rules: [
          { Resource: ['index/' + collectionName + '/*'], Permission: ['aoss:DescribeIndex', 'aoss:CreateIndex', 'aoss:DeleteIndex', 'aoss:UpdateIndex'], ResourceType: 'index' },
          { Resource: ['collection/' + collectionName], Permission: ['aoss:DescribeCollectionItems'], ResourceType: 'collection' },
        ],
        Principal: [atDeployment('role of', 'the function that makes indexes')],
        Description: '',
      }]),
    });
  }
}
`;

export const KENDRA = `
import { Resource } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnIndex } from 'aws-cdk-lib/aws-kendra';

export class KendraGenAiIndex extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('kendra.amazonaws.com') });
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['logs:DescribeLogGroups'], resources: ['*'] }));
    this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['cloudwatch:PutMetricData'], resources: ['*'] }));
    this.resource = new CfnIndex(this, 'GenAiIndex', {
      name: props.name,
      edition: 'GEN_AI_ENTERPRISE_EDITION',
      capacityUnits: { queryCapacityUnits: props.documentCapacityUnits?.queryCapacityUnits ?? 1, storageCapacityUnits: props.documentCapacityUnits?.storageCapacityUnits ?? 1 },
      roleArn: this.role.roleArn,
      serverSideEncryptionConfiguration: props.kmsKey && { kmsKeyId: props.kmsKey.keyId },
      userContextPolicy: 'ATTRIBUTE_FILTER',
    });
    this.indexId = this.resource.attrId;
    this.indexArn = this.resource.attrArn;
  }
}
`;

export const GRAPHS = `
import { atDeployment, Aws, physicalName, Resource } from 'aws-cdk-lib';
import { Grant, ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnGraph } from 'aws-cdk-lib/aws-neptunegraph';
import { CfnNotebookInstance, CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';

class GraphBase extends Resource {
  grant(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.graphArn] }); }
}

export class NeptuneGraph extends GraphBase {
  constructor(scope, id, props = {}) {
    super(scope, id);
    this.graphName = props.graphName ?? physicalName(this, 'bedrock-kb-graph', { maxLength: 63, lower: true, separator: '-' });
    this.resource = new CfnGraph(this, 'Resource', {
      graphName: this.graphName,
      provisionedMemory: props.provisionedMemoryNCUs ?? 16,
      publicConnectivity: props.publicConnectivity ?? true,
      replicaCount: props.replicaCount ?? 0,
      deletionProtection: props.deletionProtection ?? false,
      vectorSearchConfiguration: props.vectorSearchDimension && { vectorSearchDimension: props.vectorSearchDimension },
    });
    this.graphArn = this.resource.attrGraphArn;
    this.graphId = this.resource.attrGraphId;
    this.graphEndpoint = this.resource.attrEndpoint;
  }
  static fromGraphId(scope, id, graphId) { return new ImportedGraph(scope, id, graphId); }
  createNotebook(props) { return new NeptuneGraphNotebook(this, 'Notebook', { ...props, graph: this }); }
}

class ImportedGraph extends GraphBase {
  constructor(scope, id, graphId) {
    super(scope, id);
    this.graphId = graphId;
    this.graphArn = 'arn:' + Aws.PARTITION + ':neptune-graph:' + Aws.REGION + ':' + Aws.ACCOUNT_ID + ':graph/' + graphId;
  }
}

export class NeptuneGraphNotebook extends Resource {
  constructor(scope, id, props) {
    super(scope, id);
    this.role = new Role(this, 'NeptuneNotebookRole', {
      assumedBy: new ServicePrincipal('sagemaker.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('AmazonSageMakerFullAccess'), ManagedPolicy.fromAwsManagedPolicyName('AmazonS3ReadOnlyAccess')],
    });
    props.graph.grant(this.role, 'neptune-graph:*');
    this.lifecycle = new CfnNotebookInstanceLifecycleConfig(this, 'NeptuneNotebookLifecycle', { onStart: [{ content: atDeployment('script of', this.node.path) }] });
    this.resource = new CfnNotebookInstance(this, 'Resource', {
      notebookInstanceName: physicalName(this, 'aws-neptune-notebook', { maxLength: 63, lower: true, separator: '-' }),
      directInternetAccess: 'Enabled',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
      instanceType: 'ml.t3.medium',
      lifecycleConfigName: this.lifecycle.attrNotebookInstanceLifecycleConfigName,
      platformIdentifier: 'notebook-al2-v2',
      roleArn: this.role.roleArn,
      rootAccess: 'Disabled',
      volumeSizeInGb: 5,
      tags: [{ key: 'aws-neptune-graph-id', value: props.graph.graphId }],
    });
  }
}
`;
