import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pipeline } from '../../../lib/registry.ts';
import { addStacks } from '../../../lib/stacks.ts';
import { emptyApp, plain } from '../synthesized.ts';

/** The property that names a resource in its account; without one AWS invents a name. */
const nameProperties: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'Name',
  'AWS::ApiGatewayV2::Route': 'RouteKey',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Logs::QueryDefinition': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
};

interface Key {
  readonly AttributeName: string;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly Key[];
  readonly Projection: {
    readonly ProjectionType: string;
    readonly NonKeyAttributes?: readonly string[];
  };
}

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata: { readonly 'aws:cdk:path': string };
  readonly Properties: Readonly<Record<string, unknown>> & {
    readonly KeySchema?: readonly Key[];
    readonly GlobalSecondaryIndexes?: readonly Index[];
    readonly StreamSpecification?: { readonly StreamViewType: string };
  };
}

const namesIn = (keys: readonly Key[]): string =>
  keys.map(({ AttributeName }) => AttributeName).join(' ');

/** One resource as a line: type, construct path, logical id, name and removal policies. */
const lineOf = ([id, resource]: [string, Resource]): string => {
  const { Type, Metadata, Properties, DeletionPolicy, UpdateReplacePolicy } = resource;
  const [, ...path] = Metadata['aws:cdk:path'].split('/');
  const name = Properties[nameProperties[Type] ?? ''];
  const removal = [...new Set([DeletionPolicy, UpdateReplacePolicy])];
  return [Type, path.join('/'), id, name && plain(name), ...removal].filter(Boolean).join('  ');
};

/** The keys of a table and of each of its indexes as lines, with what an index projects, and its stream. */
const keyLinesOf = ([, { Properties }]: [string, Resource]): readonly string[] => {
  const { TableName, KeySchema, GlobalSecondaryIndexes = [], StreamSpecification } = Properties;
  if (!KeySchema) return [];
  return [
    `${TableName}  keys: ${namesIn(KeySchema)}`,
    ...(StreamSpecification ? [`${TableName}  stream: ${StreamSpecification.StreamViewType}`] : []),
    ...GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys, Projection }) => {
      const { ProjectionType, NonKeyAttributes = [] } = Projection;
      const projected = [ProjectionType, ...NonKeyAttributes].join(' ');
      return `${TableName}  index ${IndexName}: ${namesIn(keys)}  ${projected}`;
    }),
  ];
};

/** Every resource of a stage as lines, in the order of the alphabet. */
export const describeResources = (pipeline: Pipeline): readonly string[] => {
  const app = emptyApp({ 'aws:cdk:bundling-stacks': [], 'aws:cdk:enable-path-metadata': true });
  addStacks(app, pipeline);
  const { directory } = app.synth();
  const { dataStack, serviceStack } = pipeline.stage.names;
  return [dataStack, serviceStack]
    .flatMap((stack): [string, Resource][] => {
      const text = readFileSync(join(directory, `${stack}.template.json`), 'utf8');
      return Object.entries(JSON.parse(text).Resources);
    })
    .flatMap((entry) => [lineOf(entry), ...keyLinesOf(entry)])
    .sort();
};
