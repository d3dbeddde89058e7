/** The properties of CloudFormation resources that matter on one machine, with their defaults. */
import * as v from 'valibot';

const texts = v.record(v.string(), v.string());

export const functionProperties = v.object({
  Handler: v.string(),
  Code: v.object({ S3Key: v.string() }),
  Timeout: v.optional(v.number(), 3),
  MemorySize: v.optional(v.number(), 128),
  ReservedConcurrentExecutions: v.optional(v.number()),
  Environment: v.optional(v.object({ Variables: v.optional(texts, {}) }), {}),
  LoggingConfig: v.optional(v.object({ LogFormat: v.optional(v.string(), 'Text') }), {}),
});

export const eventSourceProperties = v.object({
  FunctionName: v.string(),
  EventSourceArn: v.string(),
  BatchSize: v.optional(v.number(), 10),
  MaximumBatchingWindowInSeconds: v.optional(v.number(), 0),
  ScalingConfig: v.optional(v.object({ MaximumConcurrency: v.optional(v.number()) }), {}),
  FunctionResponseTypes: v.optional(v.array(v.string()), []),
});

export const routeProperties = v.object({ RouteKey: v.string(), Target: v.string() });

export const integrationProperties = v.object({ IntegrationUri: v.string() });

export const queueProperties = v.object({
  VisibilityTimeout: v.optional(v.number(), 30),
  MessageRetentionPeriod: v.optional(v.number(), 4 * 24 * 3600),
  DelaySeconds: v.optional(v.number(), 0),
  RedrivePolicy: v.optional(
    v.object({ deadLetterTargetArn: v.string(), maxReceiveCount: v.number() }),
  ),
});

const keySchema = v.array(
  v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }),
);

const indexes = v.array(
  v.object({
    IndexName: v.string(),
    KeySchema: keySchema,
    Projection: v.object({
      ProjectionType: v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE']),
      NonKeyAttributes: v.optional(v.array(v.string())),
    }),
  }),
);

export const tableProperties = v.object({
  AttributeDefinitions: v.array(
    v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: v.optional(indexes),
  LocalSecondaryIndexes: v.optional(indexes),
  TimeToLiveSpecification: v.optional(
    v.object({ AttributeName: v.string(), Enabled: v.boolean() }),
  ),
});

export type TableProperties = v.InferOutput<typeof tableProperties>;
