import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { queueLink } from '../console-links.ts';
import { queueMetric } from '../metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';

/** Half of the 14 days, so that as much time remains. */
const LONGEST = Duration.days(7);

/**
 * The alarm of a queue whose messages nobody sees to. That of their number fires once, and ends when
 * SQS deletes them: the end of it is then a loss.
 * @param name of the alarm that fired first.
 */
export const expiringAlarm = (name: string, queue: string, impact: string): AlarmDefinition => ({
  name: `${name}-expire`,
  section: 'Dead letters expire',
  summary: `A message has been on ${queue} for ${LONGEST.toDays()} days. SQS deletes it 14 days after it arrived.`,
  impact,
  links: [queueLink(queue)],
  // In a dead-letter queue it counts from when the message came there, at most seven hours after it arrived.
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
  metric: queueMetric(queue, 'ApproximateAgeOfOldestMessage'),
  threshold: LONGEST.toSeconds(),
  datapoints: atOnce,
  missing: TreatMissingData.IGNORE,
});
