import {
  type CloudWatchLogsClient,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { type DriftLine, driftIn } from './drifted.ts';
import { type FailedLine, failedIn } from './failed.ts';

/** The log group of a deployed consumer, and from when on to read it (epoch milliseconds). */
interface LogPeriod {
  readonly client: CloudWatchLogsClient;
  readonly logGroupName: string;
  readonly since: number;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
async function* linesWith<T>(
  { client, logGroupName, since }: LogPeriod,
  message: string,
  read: (text: string) => T | undefined,
): AsyncGenerator<T> {
  const filterPattern = `{ $.message = "${message}" }`;
  const input = { logGroupName, filterPattern, startTime: since };
  for await (const { events = [] } of paginateFilterLogEvents({ client }, input))
    for (const { message: text = '' } of events) {
      const line = read(text);
      if (line !== undefined) yield line;
    }
}

/** What a deployed consumer logged of messages that failed. */
export const deployedFailures = (period: LogPeriod): AsyncGenerator<FailedLine> =>
  linesWith(period, 'failed', failedIn);

/** What a deployed consumer logged of bodies that have something no schema knows. */
export const deployedDrift = (period: LogPeriod): AsyncGenerator<DriftLine> =>
  linesWith(period, 'drift', driftIn);
