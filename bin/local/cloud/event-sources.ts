import * as v from 'valibot';
import type { Resource } from './assembly.ts';
import { eventSourceProperties } from './properties.ts';
import { resourceArn, tableArnOf } from './resource-names.ts';

/** What an event source of any kind has. */
interface Source {
  readonly functionArn: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
}

/** Gives a queue's messages to a function. */
export interface EventSource extends Source {
  readonly queueArn: string;
  readonly maximumConcurrency: number | undefined;
}

/** Gives the records of a table's stream to a function. */
export interface StreamSource extends Source {
  readonly tableArn: string;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** Whether a batch that fails as a whole is halved. */
  readonly bisects: boolean;
  /** Infinity where records are retried as long as the stream has them; so are the attempts. */
  readonly maximumAgeSeconds: number;
  readonly maximumRetries: number;
  /** The ARN of the queue that gets what is known of records that are given up. */
  readonly failureQueueArn: string | undefined;
}

/** Lambda's default for a queue and for a stream. */
const QUEUE_BATCH = 10;
const STREAM_BATCH = 100;

/** The event sources of queues and of streams among these resources. */
export const eventSourcesOf = (mappings: readonly Resource[]) => {
  const queues: EventSource[] = [];
  const streams: StreamSource[] = [];
  for (const { properties } of mappings) {
    const source = v.parse(eventSourceProperties, properties);
    const common = {
      functionArn: functionArnOf(source.FunctionName),
      windowSeconds: source.MaximumBatchingWindowInSeconds,
      reportsItemFailures: source.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    };
    const tableArn = tableArnOf(source.EventSourceArn);
    if (tableArn === undefined)
      queues.push({
        ...common,
        queueArn: source.EventSourceArn,
        batchSize: source.BatchSize ?? QUEUE_BATCH,
        maximumConcurrency: source.ScalingConfig.MaximumConcurrency,
      });
    else
      streams.push({
        ...common,
        tableArn,
        batchSize: source.BatchSize ?? STREAM_BATCH,
        startingPosition: source.StartingPosition,
        bisects: source.BisectBatchOnFunctionError,
        maximumAgeSeconds: limitOf(source.MaximumRecordAgeInSeconds),
        maximumRetries: limitOf(source.MaximumRetryAttempts),
        failureQueueArn: source.DestinationConfig.OnFailure?.Destination,
      });
  }
  return { queues, streams };
};

const limitOf = (limit: number): number => (limit < 0 ? Number.POSITIVE_INFINITY : limit);

/** A mapping names its function or gives its ARN. */
const functionArnOf = (name: string): string =>
  name.startsWith('arn:')
    ? name
    : resourceArn({
        type: 'AWS::Lambda::Function',
        logicalId: name,
        properties: { FunctionName: name },
      });
