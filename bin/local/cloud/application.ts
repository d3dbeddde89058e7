import * as v from 'valibot';
import { domains } from '../../../functions/domains.ts';
import { type Projections, projectionsIn } from '../../../lib/projections.ts';
import type { Assembly, Resource } from './assembly.ts';
import {
  eventSourceProperties,
  functionProperties,
  integrationProperties,
  queueProperties,
  routeProperties,
  type TableProperties,
  tableProperties,
} from './properties.ts';
import { physicalName, resourceArn } from './resource-names.ts';

interface Named {
  readonly name: string;
  readonly arn: string;
}

export interface LambdaFunction extends Named {
  /** The folder with the bundle. */
  readonly code: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** MB. */
  readonly memorySize: number;
  readonly logFormat: string;
  /** Reserved concurrency, where the template sets it. */
  readonly concurrency: number | undefined;
}

export interface Queue extends Named {
  /** As the SQS API names and writes them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly deadLetterArn: string | undefined;
}

export interface TableResource extends Named {
  readonly properties: TableProperties;
}

/** Gives a queue's messages to a function. */
export interface EventSource {
  readonly functionArn: string;
  readonly queueArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maximumConcurrency: number | undefined;
  readonly reportsItemFailures: boolean;
}

export interface HttpRoute {
  /** `ANY /webhooks`. */
  readonly key: string;
  readonly functionArn: string;
}

/** What the templates define, as far as this machine can run it. */
export interface Application {
  readonly functions: readonly LambdaFunction[];
  readonly tables: readonly TableResource[];
  readonly queues: readonly Queue[];
  readonly secrets: readonly Named[];
  readonly eventSources: readonly EventSource[];
  readonly routes: readonly HttpRoute[];
  /** Which code the functions were bundled from, by domain; undefined where the templates do not state it. */
  readonly projections?: Projections | undefined;
}

/** @throws ValiError when a template has a property that is not as CloudFormation has it. */
export const readApplication = (assembly: Assembly): Application => {
  const all = (...types: string[]) => assembly.resources.filter(({ type }) => types.includes(type));
  const eventSources = all('AWS::Lambda::EventSourceMapping').map(eventSourceOf);
  const integrations = new Map(
    all('AWS::ApiGatewayV2::Integration').map(({ logicalId, properties }) => [
      `integrations/${logicalId}`,
      v.parse(integrationProperties, properties).IntegrationUri,
    ]),
  );
  const routes = all('AWS::ApiGatewayV2::Route').map(({ properties }) => {
    const { RouteKey, Target } = v.parse(routeProperties, properties);
    return { key: RouteKey, functionArn: integrations.get(Target) ?? Target };
  });
  // A function that nothing here can trigger (for example a helper of CDK) is not run.
  const triggered = new Set([...eventSources, ...routes].map(({ functionArn }) => functionArn));
  return {
    functions: all('AWS::Lambda::Function')
      .filter((resource) => triggered.has(resourceArn(resource)))
      .map((resource) => functionOf(resource, assembly)),
    tables: all('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((resource) => ({
      ...named(resource),
      properties: v.parse(tableProperties, resource.properties),
    })),
    queues: all('AWS::SQS::Queue').map(queueOf),
    secrets: all('AWS::SecretsManager::Secret').map(named),
    eventSources,
    routes,
    projections: projectionsIn(
      assembly.output,
      domains.map(({ name }) => name),
    ),
  };
};

const named = (resource: Resource): Named => ({
  name: physicalName(resource),
  arn: resourceArn(resource),
});

const functionOf = (resource: Resource, assembly: Assembly): LambdaFunction => {
  const properties = v.parse(functionProperties, resource.properties);
  return {
    ...named(resource),
    code: assembly.assetFolder(properties.Code.S3Key),
    handler: properties.Handler,
    environment: properties.Environment.Variables,
    timeoutSeconds: properties.Timeout,
    memorySize: properties.MemorySize,
    logFormat: properties.LoggingConfig.LogFormat,
    concurrency: properties.ReservedConcurrentExecutions,
  };
};

const queueOf = (resource: Resource): Queue => {
  const { RedrivePolicy, ...numbers } = v.parse(queueProperties, resource.properties);
  const attributes = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  if (RedrivePolicy) attributes.push(['RedrivePolicy', JSON.stringify(RedrivePolicy)]);
  return {
    ...named(resource),
    attributes: Object.fromEntries(attributes),
    deadLetterArn: RedrivePolicy?.deadLetterTargetArn,
  };
};

const eventSourceOf = ({ properties }: Resource): EventSource => {
  const source = v.parse(eventSourceProperties, properties);
  return {
    functionArn: source.FunctionName.startsWith('arn:')
      ? source.FunctionName
      : resourceArn({
          type: 'AWS::Lambda::Function',
          logicalId: source.FunctionName,
          properties: source,
        }),
    queueArn: source.EventSourceArn,
    batchSize: source.BatchSize,
    windowSeconds: source.MaximumBatchingWindowInSeconds,
    maximumConcurrency: source.ScalingConfig.MaximumConcurrency,
    reportsItemFailures: source.FunctionResponseTypes.includes('ReportBatchItemFailures'),
  };
};
