import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/*
 * What AWS measures by itself, at no charge. Names alone lead to it, so nothing here ties the
 * service stack to the data stack.
 */

const period = Duration.minutes(5);

/** For a metric of what is looked at by the hour. */
export const perHour = { period: Duration.hours(1) } as const;

type QueueMetric =
  | 'ApproximateNumberOfMessagesVisible'
  | 'ApproximateAgeOfOldestMessage'
  | 'NumberOfMessagesSent';

/** Ages in seconds. Counts of what waits and ages are the greatest of five minutes, others the sum. */
export const queueMetric = (QueueName: string, metricName: QueueMetric): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName },
    statistic: metricName.startsWith('Approximate') ? Stats.MAXIMUM : Stats.SUM,
    period,
  });

export const functionMetric = (
  FunctionName: string,
  metricName: 'Invocations' | 'Errors' | 'Throttles',
): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName },
    statistic: Stats.SUM,
    period,
  });

export const apiMetric = (ApiId: string, metricName: 'Count' | '4xx' | '5xx'): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId },
    statistic: Stats.SUM,
    period,
  });

/** Milliseconds from the request's arrival to the answer. */
export const latencyMetric = (ApiId: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName: 'Latency',
    dimensionsMap: { ApiId },
    statistic,
    period,
  });

/** What functions ask of a table. */
export type TableOperation = 'PutItem' | 'UpdateItem' | 'Query';

/** Of one operation; an index that is throttled throttles the writes of its table too. */
export const tableMetric = (
  TableName: string,
  Operation: TableOperation,
  metricName: 'ThrottledRequests' | 'SystemErrors',
): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName, Operation },
    statistic: Stats.SUM,
    period,
  });

export const writeUnits = (TableName: string): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: 'ConsumedWriteCapacityUnits',
    dimensionsMap: { TableName },
    statistic: Stats.SUM,
    period,
  });

export const logBytes = (LogGroupName: string): Metric =>
  new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingBytes',
    dimensionsMap: { LogGroupName },
    statistic: Stats.SUM,
    period,
  });

/** Metrics added up; one that has no data counts nothing. */
export const sumOf = (label: string, usingMetrics: Record<string, Metric>): MathExpression =>
  new MathExpression({
    label,
    expression: Object.keys(usingMetrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics,
    period,
  });

/** What a topic took, and what it could not deliver to a queue. */
export const topicMetric = (
  TopicName: string,
  metricName: 'NumberOfMessagesPublished' | 'NumberOfNotificationsFailed',
): Metric =>
  new Metric({
    namespace: 'AWS/SNS',
    metricName,
    dimensionsMap: { TopicName },
    statistic: Stats.SUM,
    period,
  });

/** Milliseconds that the oldest write had waited in a stream, of all streams that a function reads. */
export const streamAge = (FunctionName: string): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName },
    statistic: Stats.MAXIMUM,
    period,
  });

/** Requests that were answered 200. */
export const acceptedRequests = (apiId: string): MathExpression =>
  new MathExpression({
    label: 'accepted',
    expression: 'FILL(count, 0) - FILL(refused, 0) - FILL(failed, 0)',
    usingMetrics: {
      count: apiMetric(apiId, 'Count'),
      refused: apiMetric(apiId, '4xx'),
      failed: apiMetric(apiId, '5xx'),
    },
    period,
  });
