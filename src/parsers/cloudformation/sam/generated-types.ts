// Which types resources of SAM become, for those who ask before anything is expanded.

const ROLE = 'AWS::IAM::Role';
const PERMISSION = 'AWS::Lambda::Permission';

const TYPES: Readonly<Record<string, readonly string[]>> = {
  'aws::serverless::function': [
    'AWS::Lambda::Function',
    ROLE,
    PERMISSION,
    'AWS::Lambda::Url',
    'AWS::SQS::QueuePolicy',
  ],
  'aws::serverless::statemachine': ['AWS::StepFunctions::StateMachine', ROLE],
  'aws::serverless::api': ['AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage', PERMISSION],
  'aws::serverless::httpapi': ['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage', PERMISSION],
  'aws::serverless::websocketapi': ['AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage', PERMISSION],
  'aws::serverless::simpletable': ['AWS::DynamoDB::Table'],
  'aws::serverless::layerversion': ['AWS::Lambda::LayerVersion'],
  'aws::serverless::application': ['AWS::CloudFormation::Stack'],
  'aws::serverless::capacityprovider': ['AWS::Lambda::CapacityProvider', ROLE],
  'aws::serverless::graphqlapi': ['AWS::AppSync::GraphQLApi', ROLE, 'AWS::IAM::ManagedPolicy', PERMISSION],
  'aws::serverless::connector': [
    'AWS::IAM::ManagedPolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::SNS::TopicPolicy',
    PERMISSION,
  ],
};

/** The types that a resource of a type of SAM may become, of those that rules may ask for; none for any other type. Without case. */
export function generatedTypes(type: string): readonly string[] {
  return TYPES[type.toLowerCase()] ?? [];
}
