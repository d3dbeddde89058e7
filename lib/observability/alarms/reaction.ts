import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { MOST_RECEIVES } from '../../../functions/shared/reaction/limits.ts';
import { constructId, reactionFunction } from '../../names.ts';
import type { ReactionEntry } from '../../reactions.ts';
import type { StageSettings } from '../../stages.ts';
import { functionLink, logsLink, queueLink } from '../console-links.ts';
import { lineMetric } from '../log-metrics.ts';
import { queueMetric } from '../metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';
import { expiringAlarm } from './expiring.ts';
import { functionAlarm } from './function.ts';

const SECONDS_PER_MINUTE = 60;

/** The alarms of a reaction: its queues and its function. */
export const reactionAlarms = (
  scope: Construct,
  { name, definition }: ReactionEntry,
  logGroup: ILogGroup,
  { names, alarms }: StageSettings,
): AlarmDefinition[] => {
  const { errorImpact: impact, lateMinutes = alarms.lateMinutes } = definition;
  const own = reactionFunction(name);
  const queue = names.reactionQueue(name);
  const deadLetters = names.reactionDeadLetterQueue(name);
  const logs = logsLink(names.functionLogs(own));
  return [
    {
      name: `${own}-dead-letters`,
      section: 'A reaction has dead letters',
      summary: `Changes for ${name} failed ${MOST_RECEIVES} times and wait on ${deadLetters}. They are deleted 14 days after they were published.`,
      impact,
      links: [queueLink(deadLetters)],
      metric: queueMetric(deadLetters, 'ApproximateNumberOfMessagesVisible'),
      threshold: 0,
      datapoints: atOnce,
      // SQS stops measuring a queue that was not used for six hours: its messages are still there.
      missing: TreatMissingData.IGNORE,
    },
    expiringAlarm(`${own}-dead-letters`, deadLetters, impact),
    {
      name: `${own}-late`,
      section: 'A reaction is late',
      summary: `The oldest change for ${name} has waited for more than ${lateMinutes} minutes.`,
      impact,
      links: [queueLink(queue), functionLink(names.function(own))],
      metric: queueMetric(queue, 'ApproximateAgeOfOldestMessage'),
      threshold: lateMinutes * SECONDS_PER_MINUTE,
      datapoints: { toAlarm: 2, of: 2 },
      missing: TreatMissingData.IGNORE,
    },
    {
      name: `${own}-failing`,
      section: 'A reaction keeps failing',
      // As with events: what was received three times no longer counts in the age of its queue.
      summary: `Changes for ${name} failed for the third time; they are tried again for four hours.`,
      impact,
      links: [logs, queueLink(queue)],
      metric: lineMetric(scope, `${constructId(own)}FailedAgain`, {
        line: 'failed again',
        logGroup,
        service: own,
        namespace: names.metrics,
      }),
      threshold: 0,
      datapoints: atOnce,
      missing: TreatMissingData.NOT_BREACHING,
    },
    functionAlarm(own, impact, names),
  ];
};
