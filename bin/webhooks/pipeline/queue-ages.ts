import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';

/** Minutes over which the age is requested: CloudWatch measures an active queue every minute. */
const MINUTES = 10;

const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/**
 * Age of the oldest message of each queue in seconds, by its URL, where CloudWatch has measured it.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export const measuredAges = async (
  cloudwatch: CloudWatchClient,
  urls: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  if (urls.length === 0) return new Map();
  const now = Date.now();
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
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
