import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Range } from '../../event/time.ts';
import { type AcceptedLog, acceptedIn } from './ingress-log.ts';
import { refusedIn } from './refused.ts';

const DAY = 86_400_000;

/** How far CloudWatch's time of a line may be from the time in the line, milliseconds. */
const SLACK = 60_000;

/** Selects the lines of one message and period. */
const filtered = (logGroupName: string, message: string, { since, until }: Range) => ({
  logGroupName,
  filterPattern: `{ $.message = "${message}" }`,
  startTime: Math.max(0, since - SLACK),
  ...(Number.isFinite(until) && { endTime: until + SLACK }),
});

/**
 * The log lines of a deployed ingress, filtered by CloudWatch. A time limits how much of the log it
 * looks through, which is what takes long.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export const deployedAcceptedLog = (
  client: CloudWatchLogsClient,
  logGroupName: string,
): AcceptedLog => ({
  reachesBack: async () => {
    const { logGroups = [] } = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }),
    );
    const group = logGroups.find((found) => found.logGroupName === logGroupName);
    if (group?.creationTime === undefined) return undefined;
    if (group.retentionInDays === undefined) return group.creationTime;
    return Math.max(group.creationTime, Date.now() - group.retentionInDays * DAY);
  },
  lines: async function* ({ since = 0, until = Number.POSITIVE_INFINITY } = {}) {
    const input = filtered(logGroupName, 'accepted', { since, until });
    for await (const { events = [] } of paginateFilterLogEvents({ client }, input))
      for (const { message = '' } of events) {
        // Lambda writes lines of its own into the log, and not every emulator filters by JSON.
        if (!message.includes('"accepted"')) continue;
        const line = acceptedIn(message);
        if (line === 'unreadable' || (line && line.at >= since && line.at < until)) yield line;
      }
  },
  refusals: async function* (range) {
    const input = filtered(logGroupName, 'refused', range);
    for await (const { events = [] } of paginateFilterLogEvents({ client }, input))
      yield events.flatMap(({ message = '' }) => {
        const line = refusedIn(message);
        return line && line.at >= range.since && line.at < range.until ? [line] : [];
      });
  },
});
