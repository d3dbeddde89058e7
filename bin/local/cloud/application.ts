import * as v from 'valibot';
import { domains } from '../../../functions/domains.ts';
import { type Projections, projectionsIn } from '../../../lib/projections.ts';
import type { Assembly, Resource } from './assembly.ts';
import { type EventSource, eventSourcesOf, type StreamSource } from './event-sources.ts';
import {
  functionProperties,
  integrationProperties,
  queueProperties,
  routeProperties,
  scheduleProperties,
  type TableProperties,
  tableProperties,
} from './properties.ts';
import { type Named, named, resourceArn } from './resource-names.ts';
import { type Subscription, subscriptionsOf, type Topic, topicOf } from './topics.ts';

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

export interface HttpRoute {
  /** `ANY /webhooks`. */
  readonly key: string;
  readonly functionArn: string;
}

/** Invokes a function again and again. */
export interface Schedule {
  /** `rate(1 hour)` or `cron(…)` */
  readonly expression: string;
  readonly functionArn: string;
  /** The event, JSON. */
  readonly input: string;
}

/** What the templates define, as far as this machine can run it. */
export interface Application {
  readonly functions: readonly LambdaFunction[];
  readonly tables: readonly TableResource[];
  readonly queues: readonly Queue[];
  readonly secrets: readonly Named[];
  readonly topics: readonly Topic[];
  readonly subscriptions: readonly Subscription[];
  readonly eventSources: readonly EventSource[];
  readonly streamSources: readonly StreamSource[];
  readonly schedules: readonly Schedule[];
  readonly routes: readonly HttpRoute[];
  /** Which code the functions were bundled from, by domain; undefined where the templates do not state it. */
  readonly projections?: Projections | undefined;
}

/** @throws ValiError when a template has a property that is not as CloudFormation has it. */
export const readApplication = (assembly: Assembly): Application => {
  const all = (...types: string[]) => assembly.resources.filter(({ type }) => types.includes(type));
  const sources = eventSourcesOf(all('AWS::Lambda::EventSourceMapping'));
  const schedules = all('AWS::Scheduler::Schedule').map(scheduleOf);
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
  const triggers = [...sources.queues, ...sources.streams, ...schedules, ...routes];
  const triggered = new Set(triggers.map(({ functionArn }) => functionArn));
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
    topics: all('AWS::SNS::Topic').map(topicOf),
    subscriptions: subscriptionsOf(all('AWS::SNS::Subscription')),
    eventSources: sources.queues,
    streamSources: sources.streams,
    schedules,
    routes,
    projections: projectionsIn(
      assembly.output,
      domains.map(({ name }) => name),
    ),
  };
};

/**
 * The secrets with Airwallex's signing secrets, with those of our own labels, and with what was removed.
 * @throws Error where one is missing.
 */
export const secretsOf = ({
  secrets,
}: Pick<Application, 'secrets'>): Readonly<Record<'signing' | 'own' | 'retired', Named>> => {
  const ending = (end: string): Named => {
    const found = secrets.find(({ name }) => name.endsWith(end));
    if (found) return found;
    throw new Error(`The templates define no secret whose name ends with ${end}.`);
  };
  return {
    signing: ending('-signing-secrets'),
    own: ending('-own-secrets'),
    retired: ending('-retired-secrets'),
  };
};

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

const scheduleOf = ({ properties }: Resource): Schedule => {
  const { ScheduleExpression, Target } = v.parse(scheduleProperties, properties);
  return { expression: ScheduleExpression, functionArn: Target.Arn, input: Target.Input };
};
