// Level 2 constructs of `@cdklabs/generative-ai-cdk-constructs` around knowledge bases: the bases and their data sources. What follows in
// the text of Bedrock.

export const KNOWLEDGE_BASES = `
import { Policy } from 'aws-cdk-lib/aws-iam';
import { CfnDataSource, CfnKnowledgeBase } from 'aws-cdk-lib/aws-bedrock';
import { NeptuneGraph } from '@cdklabs/generative-ai-cdk-constructs/neptune';
import { VectorCollection } from '@cdklabs/generative-ai-cdk-constructs/opensearchserverless';
import { VectorIndex } from '@cdklabs/generative-ai-cdk-constructs/opensearch_vectorindex';
import { S3VectorIndex } from '@cdklabs/generative-ai-cdk-constructs/s3vectors';

export const DataSourceType = { S3: 'S3', CONFLUENCE: 'CONFLUENCE', SALESFORCE: 'SALESFORCE', SHAREPOINT: 'SHAREPOINT', WEB_CRAWLER: 'WEB', CUSTOM: 'CUSTOM' };

class KnowledgeBaseBase extends Resource {
  grant(grantee, ...actions) { return Grant.addToPrincipal({ grantee, actions, resourceArns: [this.knowledgeBaseArn] }); }
  grantQuery(grantee) { return this.grant(grantee, 'bedrock:Retrieve', 'bedrock:RetrieveAndGenerate'); }
  grantRetrieve(grantee) { return this.grant(grantee, 'bedrock:Retrieve'); }
  grantRetrieveAndGenerate(grantee) { return this.grant(grantee, 'bedrock:RetrieveAndGenerate'); }
  associateToAgent(agent) { agent.addKnowledgeBase(this); }
  addS3DataSource(props) { return new S3DataSource(this, 's3-' + props.bucket.node.id, { knowledgeBase: this, ...props }); }
  addWebCrawlerDataSource(props) { return new WebCrawlerDataSource(this, 'web-' + props.sourceUrls[0].split('/')[2]?.replace('.', '-'), { knowledgeBase: this, ...props }); }
  addSharePointDataSource(props) { return new SharePointDataSource(this, 'sp', { knowledgeBase: this, ...props }); }
  addConfluenceDataSource(props) { return new ConfluenceDataSource(this, 'cf', { knowledgeBase: this, ...props }); }
  addSalesforceDataSource(props) { return new SalesforceDataSource(this, 'sf', { knowledgeBase: this, ...props }); }
  addCustomDataSource(props) { return new CustomDataSource(this, 'custom-' + props.dataSourceName, { knowledgeBase: this, ...props }); }
  serviceRole() {
    return new Role(this, 'Role', {
      roleName: physicalName(this, 'AmazonBedrockExecutionRoleForKnowledgeBase', { maxLength: 64 }),
      assumedBy: new ServicePrincipal('bedrock.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'bedrock', resource: 'knowledge-base', resourceName: '*' }) },
        },
      }),
    });
  }
}

class ImportedKnowledgeBase extends KnowledgeBaseBase {
  constructor(scope, id, attributes) {
    super(scope, id);
    this.knowledgeBaseId = attributes.knowledgeBaseId;
    this.knowledgeBaseArn = arnOf('knowledge-base/' + attributes.knowledgeBaseId);
    this.role = Role.fromRoleArn(this, 'Role', attributes.executionRoleArn);
    this.instruction = attributes.instruction;
    this.description = attributes.description;
  }
}

function storageOf(store, { indexName, vectorField, textField, metadataField }) {
  const fieldMapping = { vectorField, textField, metadataField };
  if (store instanceof S3VectorIndex) return { type: 'S3_VECTORS', s3VectorsConfiguration: { indexArn: store.vectorIndexArn } };
  if (store instanceof VectorCollection)
    return { type: 'OPENSEARCH_SERVERLESS', opensearchServerlessConfiguration: { collectionArn: store.collectionArn, fieldMapping, vectorIndexName: indexName } };
  if (store.connectionString !== undefined)
    return {
      type: 'PINECONE',
      pineconeConfiguration: {
        namespace: store.namespace, connectionString: store.connectionString, credentialsSecretArn: store.credentialsSecretArn, fieldMapping: { textField, metadataField },
      },
    };
  if (store.resourceArn !== undefined)
    return {
      type: 'RDS',
      rdsConfiguration: {
        resourceArn: store.resourceArn,
        credentialsSecretArn: store.credentialsSecretArn,
        databaseName: store.databaseName,
        tableName: store.schemaName + '.' + store.tableName,
        fieldMapping: { vectorField: store.vectorField, primaryKeyField: store.primaryKeyField, textField: store.textField, metadataField: store.metadataField },
      },
    };
  if (store.collectionName !== undefined)
    return {
      type: 'MONGO_DB_ATLAS',
      mongoDbAtlasConfiguration: {
        collectionName: store.collectionName, credentialsSecretArn: store.credentialsSecretArn, databaseName: store.databaseName,
        endpoint: store.endpoint, endpointServiceName: store.endpointServiceName, vectorIndexName: indexName,
      },
    };
  if (store.domainArn !== undefined)
    return { type: 'OPENSEARCH_MANAGED_CLUSTER', opensearchManagedClusterConfiguration: { domainArn: store.domainArn, domainEndpoint: store.domainEndpoint, vectorIndexName: indexName } };
  return atDeployment('storage of', indexName);
}

export class VectorKnowledgeBase extends KnowledgeBaseBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.instruction = props.instruction;
    this.description = props.description ?? 'CDK deployed Knowledge base';
    this.role = props.existingRole ?? this.serviceRole();
    const model = props.embeddingsModel;
    if (!props.existingRole) model.grantInvoke(this.role);
    this.vectorStore = props.vectorStore ?? new VectorCollection(this, 'KBVectors');
    if (this.vectorStore instanceof VectorCollection) this.vectorStore.grantDataAccess(this.role);
    else if (this.vectorStore instanceof S3VectorIndex) this.vectorStore.vectorBucket?.grantReadWrite(this.role);
    else this.role.addToPrincipalPolicy(new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [this.vectorStore.credentialsSecretArn] }));
    const indexName = props.indexName ?? 'bedrock-knowledge-base-default-index';
    if (this.vectorStore instanceof VectorCollection && !props.vectorIndex) new VectorIndex(this, 'KBIndex', { collection: this.vectorStore, indexName });
    const embeddingDataType = props.vectorType ?? 'FLOAT32';
    this.resource = new CfnKnowledgeBase(this, 'MyCfnKnowledgeBase', {
      knowledgeBaseConfiguration: {
        type: 'VECTOR',
        vectorKnowledgeBaseConfiguration: {
          embeddingModelArn: model.modelArn,
          embeddingModelConfiguration: {
            bedrockEmbeddingModelConfiguration: model.modelId === 'amazon.titan-embed-text-v2:0' ? { dimensions: model.vectorDimensions, embeddingDataType } : { embeddingDataType },
          },
        },
      },
      name: props.name ?? physicalName(this, 'KB', { maxLength: 32 }),
      roleArn: this.role.roleArn,
      description: props.description,
      storageConfiguration: storageOf(this.vectorStore, {
        indexName,
        vectorField: props.vectorField ?? 'bedrock-knowledge-base-default-vector',
        textField: 'AMAZON_BEDROCK_TEXT_CHUNK',
        metadataField: 'AMAZON_BEDROCK_METADATA',
      }),
    });
    this.knowledgeBaseArn = this.resource.attrKnowledgeBaseArn;
    this.knowledgeBaseId = this.resource.attrKnowledgeBaseId;
    this.policy = new Policy(this, 'KBCRPolicy', {
      roles: [this.role],
      statements: [
        new PolicyStatement({ actions: ['bedrock:CreateKnowledgeBase'], resources: ['*'] }),
        new PolicyStatement({
          actions: ['bedrock:UpdateKnowledgeBase', 'bedrock:DeleteKnowledgeBase', 'bedrock:TagResource'],
          resources: [Stack.of(this).formatArn({ service: 'bedrock', resource: 'knowledge-base', resourceName: '*' })],
        }),
        new PolicyStatement({ actions: ['iam:PassRole'], resources: [this.role.roleArn] }),
      ],
    });
  }
  static fromKnowledgeBaseAttributes(scope, id, attributes) { return new ImportedKnowledgeBase(scope, id, attributes); }
}
export class KnowledgeBase extends VectorKnowledgeBase {}

export class KendraKnowledgeBase extends KnowledgeBaseBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.instruction = props.instruction;
    this.description = props.description;
    this.role = props.existingRole ?? this.serviceRole();
    this.role.addToPrincipalPolicy(new PolicyStatement({ sid: 'AmazonBedrockKnowledgeBaseKendraIndexAccessStatement', actions: ['kendra:Retrieve', 'kendra:DescribeIndex'], resources: [props.kendraIndex.indexArn] }));
    this.resource = new CfnKnowledgeBase(this, 'MyCfnKnowledgeBase', {
      knowledgeBaseConfiguration: { type: 'KENDRA', kendraKnowledgeBaseConfiguration: { kendraIndexArn: props.kendraIndex.indexArn } },
      name: props.name ?? physicalName(this, 'kendra-kb', { maxLength: 32, separator: '-' }),
      roleArn: this.role.roleArn,
      description: props.description,
    });
    this.knowledgeBaseArn = this.resource.attrKnowledgeBaseArn;
    this.knowledgeBaseId = this.resource.attrKnowledgeBaseId;
  }
}

export class GraphKnowledgeBase extends KnowledgeBaseBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.instruction = props.instruction;
    this.description = props.description;
    const model = props.embeddingModel;
    this.graph = props.graph ?? new NeptuneGraph(this, 'Graph', { vectorSearchDimension: model.vectorDimensions });
    this.role = props.existingRole ?? this.serviceRole();
    this.graph.grant(this.role, 'neptune-graph:GetGraph', 'neptune-graph:ReadDataViaQuery', 'neptune-graph:WriteDataViaQuery', 'neptune-graph:DeleteDataViaQuery', 'neptune-graph:CancelQuery', 'neptune-graph:GetQueryStatus');
    model.grantInvoke(this.role);
    this.resource = new CfnKnowledgeBase(this, 'MyCfnKnowledgeBase', {
      knowledgeBaseConfiguration: { type: 'VECTOR', vectorKnowledgeBaseConfiguration: { embeddingModelArn: model.modelArn, embeddingModelConfiguration: {} } },
      name: props.name ?? physicalName(this, 'graph-kb', { maxLength: 32, separator: '-' }),
      roleArn: this.role.roleArn,
      description: props.description,
      storageConfiguration: {
        type: 'NEPTUNE_ANALYTICS',
        neptuneAnalyticsConfiguration: {
          graphArn: this.graph.graphArn,
          fieldMapping: { metadataField: props.metadataField ?? 'AMAZON_BEDROCK_METADATA', textField: props.textField ?? 'AMAZON_BEDROCK_TEXT' },
        },
      },
    });
    this.knowledgeBaseArn = this.resource.attrKnowledgeBaseArn;
    this.knowledgeBaseId = this.resource.attrKnowledgeBaseId;
  }
}

export class ChunkingStrategy {
  static fixedSize(props) { return { configuration: { chunkingStrategy: 'FIXED_SIZE', fixedSizeChunkingConfiguration: props } }; }
  static semantic(props) { return { configuration: { chunkingStrategy: 'SEMANTIC', semanticChunkingConfiguration: props } }; }
  static hierarchical(props) {
    const levelConfigurations = [{ maxTokens: props.maxParentTokenSize }, { maxTokens: props.maxChildTokenSize }];
    return { configuration: { chunkingStrategy: 'HIERARCHICAL', hierarchicalChunkingConfiguration: { overlapTokens: props.overlapTokens, levelConfigurations } } };
  }
  static DEFAULT = ChunkingStrategy.fixedSize({ maxTokens: 300, overlapPercentage: 20 });
  static FIXED_SIZE = ChunkingStrategy.fixedSize({ maxTokens: 300, overlapPercentage: 20 });
  static HIERARCHICAL_COHERE = ChunkingStrategy.hierarchical({ overlapTokens: 60, maxParentTokenSize: 500, maxChildTokenSize: 300 });
  static HIERARCHICAL_TITAN = ChunkingStrategy.hierarchical({ overlapTokens: 60, maxParentTokenSize: 1500, maxChildTokenSize: 300 });
  static SEMANTIC = ChunkingStrategy.semantic({ bufferSize: 0, breakpointPercentileThreshold: 95, maxTokens: 300 });
  static NONE = { configuration: { chunkingStrategy: 'NONE' } };
}

export class ParsingStrategy {
  static foundationModel(props) {
    return {
      configuration: {
        parsingStrategy: 'BEDROCK_FOUNDATION_MODEL',
        bedrockFoundationModelConfiguration: { modelArn: (props.parsingModel ?? props.model).invokableArn, parsingModality: props.parsingModality },
      },
    };
  }
  static bedrockDataAutomation() { return { configuration: { parsingStrategy: 'BEDROCK_DATA_AUTOMATION' } }; }
}

class DataSourceBase extends Resource {
  declare(props, dataSourceConfiguration) {
    this.knowledgeBase = props.knowledgeBase;
    this.kmsKey = props.kmsKey;
    const isPrepared = props.chunkingStrategy || props.parsingStrategy || props.customTransformation || props.contextEnrichment;
    this.resource = new CfnDataSource(this, 'DataSource', {
      dataDeletionPolicy: props.dataDeletionPolicy,
      dataSourceConfiguration,
      description: props.description,
      knowledgeBaseId: props.knowledgeBase.knowledgeBaseId,
      name: props.dataSourceName ?? atDeployment('name of', this.node.path),
      serverSideEncryptionConfiguration: props.kmsKey && { kmsKeyArn: props.kmsKey.keyArn },
      vectorIngestionConfiguration: isPrepared && {
        chunkingConfiguration: props.chunkingStrategy?.configuration,
        parsingConfiguration: props.parsingStrategy?.configuration,
        customTransformationConfiguration: props.customTransformation?.configuration,
        contextEnrichmentConfiguration: props.contextEnrichment?.configuration,
      },
    });
    this.dataSourceId = this.resource.attrDataSourceId;
  }
}

export class DataSource extends Resource {
  static fromDataSourceId(scope, id, dataSourceId) { return { dataSourceId }; }
}

export class S3DataSource extends DataSourceBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.bucket = props.bucket;
    props.bucket.grantRead(props.knowledgeBase.role);
    this.declare(props, { type: 'S3', s3Configuration: { bucketArn: props.bucket.bucketArn, inclusionPrefixes: props.inclusionPrefixes } });
  }
}

export class WebCrawlerDataSource extends DataSourceBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.declare(props, {
      type: 'WEB',
      webConfiguration: {
        crawlerConfiguration: {
          crawlerLimits: { rateLimit: props.crawlingRate ?? 300, maxPages: props.maxPages ?? 25000 },
          scope: props.crawlingScope === 'DEFAULT' ? undefined : props.crawlingScope,
          inclusionFilters: props.filters?.includePatterns,
          exclusionFilters: props.filters?.excludePatterns,
          userAgent: props.userAgent,
        },
        sourceConfiguration: { urlConfiguration: { seedUrls: props.sourceUrls.map(url => ({ url })) } },
      },
    });
  }
}

export class ConfluenceDataSource extends DataSourceBase {
  constructor(scope, id, props) {
    super(scope, id);
    props.authSecret.grantRead(props.knowledgeBase.role);
    this.declare(props, {
      type: 'CONFLUENCE',
      confluenceConfiguration: {
        sourceConfiguration: {
          authType: props.authType ?? 'OAUTH2_CLIENT_CREDENTIALS', credentialsSecretArn: props.authSecret.secretArn, hostUrl: props.confluenceUrl, hostType: 'SAAS',
        },
      },
    });
  }
}

export class SharePointDataSource extends DataSourceBase {
  constructor(scope, id, props) {
    super(scope, id);
    props.authSecret.grantRead(props.knowledgeBase.role);
    this.declare(props, {
      type: 'SHAREPOINT',
      sharePointConfiguration: {
        sourceConfiguration: {
          authType: props.authType ?? 'OAUTH2_CLIENT_CREDENTIALS', credentialsSecretArn: props.authSecret.secretArn, hostType: 'ONLINE',
          domain: props.domain, siteUrls: props.siteUrls, tenantId: props.tenantId,
        },
      },
    });
  }
}

export class SalesforceDataSource extends DataSourceBase {
  constructor(scope, id, props) {
    super(scope, id);
    props.authSecret.grantRead(props.knowledgeBase.role);
    this.declare(props, {
      type: 'SALESFORCE',
      salesforceConfiguration: {
        sourceConfiguration: { authType: 'OAUTH2_CLIENT_CREDENTIALS', credentialsSecretArn: props.authSecret.secretArn, hostUrl: props.endpoint },
      },
    });
  }
}

export class CustomDataSource extends DataSourceBase {
  constructor(scope, id, props) {
    super(scope, id);
    this.declare(props, { type: 'CUSTOM' });
  }
}
`;
