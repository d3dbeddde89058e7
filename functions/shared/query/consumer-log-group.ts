import {
  type CloudWatchLogsClient,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { type FailedLine, failedIn } from './failed.ts';

/**
 * What a deployed consumer logged of messages that failed, from a time on (epoch milliseconds).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function* deployedFailures(
  client: CloudWatchLogsClient,
  logGroupName: string,
  since: number,
): AsyncGenerator<FailedLine> {
  const input = { logGroupName, filterPattern: '{ $.message = "failed" }', startTime: since };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, input))
    for (const { message = '' } of events) {
      const line = failedIn(message);
      if (line) yield line;
    }
}
