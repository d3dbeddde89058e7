import type { CloudWatchClient, CloudWatchClientConfig } from '@aws-sdk/client-cloudwatch';

/** Age of the oldest message of each queue in seconds, by its URL, where it is measured. */
export type QueueAges = (urls: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** Minutes over which the age is requested: CloudWatch measures an active queue every minute. */
const MINUTES = 10;

const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/**
 * Ages as CloudWatch has measured them. Its client is loaded when it is needed: few commands do.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const createQueueAges = (config: CloudWatchClientConfig): QueueAges => {
  let client: CloudWatchClient | undefined;
  return async (urls) => {
    if (urls.length === 0) return new Map();
    const cloudwatch = await import('@aws-sdk/client-cloudwatch');
    client ??= new cloudwatch.CloudWatchClient(config);
    const now = Date.now();
    const { MetricDataResults = [] } = await client.send(
      new cloudwatch.GetMetricDataCommand({
        StartTime: new Date(now - MINUTES * 60_000),
        EndTime: new Date(now),
        MetricDataQueries: urls.map((url, index) => ({
          Id: `queue${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName: 'ApproximateAgeOfOldestMessage',
              Dimensions: [{ Name: 'QueueName', Value: nameOf(url) }],
            },
            Period: 60,
            Stat: 'Maximum',
          },
        })),
      }),
    );
    return new Map(
      MetricDataResults.flatMap(({ Id, Values: [latest] = [] }): [string, number][] => {
        const url = urls.find((_, index) => Id === `queue${index}`);
        return url === undefined || latest === undefined ? [] : [[url, latest]];
      }),
    );
  };
};
