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
  BatchSize: v.optional(v.number()),
  MaximumBatchingWindowInSeconds: v.optional(v.number(), 0),
  ScalingConfig: v.optional(v.object({ MaximumConcurrency: v.optional(v.number()) }), {}),
  FunctionResponseTypes: v.optional(v.array(v.string()), []),
  // Of streams alone; -1 is no limit.
  StartingPosition: v.optional(v.picklist(['TRIM_HORIZON', 'LATEST']), 'TRIM_HORIZON'),
  BisectBatchOnFunctionError: v.optional(v.boolean(), false),
  MaximumRecordAgeInSeconds: v.optional(v.number(), -1),
  MaximumRetryAttempts: v.optional(v.number(), -1),
  DestinationConfig: v.optional(
    v.object({ OnFailure: v.optional(v.object({ Destination: v.string() })) }),
    {},
  ),
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
  FifoQueue: v.optional(v.boolean()),
  ContentBasedDeduplication: v.optional(v.boolean()),
  DeduplicationScope: v.optional(v.string()),
  FifoThroughputLimit: v.optional(v.string()),
});

export const topicProperties = v.object({
  FifoTopic: v.optional(v.boolean()),
  ContentBasedDeduplication: v.optional(v.boolean()),
});

export const subscriptionProperties = v.object({
  TopicArn: v.string(),
  Protocol: v.string(),
  Endpoint: v.string(),
  RawMessageDelivery: v.optional(v.boolean()),
  FilterPolicy: v.optional(v.record(v.string(), v.unknown())),
  FilterPolicyScope: v.optional(v.string()),
});

export const scheduleProperties = v.object({
  ScheduleExpression: v.string(),
  Target: v.object({ Arn: v.string(), Input: v.optional(v.string(), '{}') }),
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
  StreamSpecification: v.optional(
    v.object({
      StreamViewType: v.picklist(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']),
    }),
  ),
});

export type TableProperties = v.InferOutput<typeof tableProperties>;
