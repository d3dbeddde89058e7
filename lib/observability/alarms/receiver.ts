import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { constructId } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { functionLink, logsLink, queueLink } from '../console-links.ts';
import { lineMetric } from '../log-metrics.ts';
import { queueMetric } from '../metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';
import { expiringAlarm } from './expiring.ts';
import { functionAlarm } from './function.ts';

const SECONDS_PER_MINUTE = 60;

/** The alarms of what takes a domain's events: its queues and its consumer. */
export const receiverAlarms = (
  scope: Construct,
  { name, errorImpact: impact }: Domain,
  logGroup: ILogGroup,
  { names, alarms }: StageSettings,
): AlarmDefinition[] => {
  const queue = names.queue(name);
  const deadLetters = names.deadLetterQueue(name);
  const logs = logsLink(names.functionLogs(name));
  const metricOf = (line: 'quarantined' | 'failed again', id: string) =>
    lineMetric(scope, `${constructId(name)}${id}`, {
      line,
      logGroup,
      service: name,
      namespace: names.metrics,
    });
  return [
    {
      name: `${name}-dead-letters`,
      section: 'A dead-letter queue is not empty',
      summary: `Events of ${name} failed five times and wait on ${deadLetters}. They are deleted 14 days after they arrived.`,
      impact,
      links: [queueLink(deadLetters), logs],
      metric: queueMetric(deadLetters, 'ApproximateNumberOfMessagesVisible'),
      threshold: 0,
      datapoints: atOnce,
      // SQS stops measuring a queue that was not used for six hours: its messages are still there.
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/monitoring-using-cloudwatch.html
      missing: TreatMissingData.IGNORE,
    },
    expiringAlarm(`${name}-dead-letters`, deadLetters, impact),
    {
      name: `${name}-late`,
      section: 'A queue is late',
      summary: `The oldest event of ${name} has waited for more than ${alarms.lateMinutes} minutes.`,
      impact,
      links: [queueLink(queue), functionLink(names.function(name)), logs],
      metric: queueMetric(queue, 'ApproximateAgeOfOldestMessage'),
      threshold: alarms.lateMinutes * SECONDS_PER_MINUTE,
      datapoints: { toAlarm: 2, of: 2 },
      missing: TreatMissingData.IGNORE,
    },
    {
      name: `${name}-failing`,
      section: 'Events keep failing',
      // A message that was received three times no longer counts in the age of its queue.
      // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
      summary: `Events of ${name} failed for the third time; they are tried twice more within seven hours.`,
      impact,
      links: [logs, queueLink(queue)],
      metric: metricOf('failed again', 'FailedAgain'),
      threshold: 0,
      datapoints: atOnce,
      missing: TreatMissingData.NOT_BREACHING,
    },
    {
      name: `${name}-quarantined`,
      section: 'An event is quarantined',
      summary: `An event of ${name} is archived but cannot be projected, and will not be tried again.`,
      impact,
      links: [logs],
      metric: metricOf('quarantined', 'Quarantined'),
      threshold: 0,
      datapoints: atOnce,
      missing: TreatMissingData.NOT_BREACHING,
    },
    functionAlarm(name, impact, names),
  ];
};
