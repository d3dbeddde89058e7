import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { ChangesService } from '../../constructs/changes/changes-service.ts';
import { DUE } from '../../constructs/changes/due-pass.ts';
import { PUBLISHER } from '../../constructs/changes/publisher.ts';
import type { StageSettings } from '../../stages.ts';
import { functionLink, logsLink, queueLink } from '../console-links.ts';
import { queueMetric, streamAge, topicMetric } from '../metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';
import { expiringAlarm } from './expiring.ts';
import { functionAlarm } from './function.ts';
import { reactionAlarms } from './reaction.ts';

/** Of the 24 hours that a stream keeps a write. */
const LATE_MILLISECONDS = 3_600_000;

/** The alarms of what publishes changes of records, and of the reactions to them. */
export const changeAlarms = (
  scope: Construct,
  { reactions }: ChangesService,
  stage: StageSettings,
): AlarmDefinition[] => {
  const { names } = stage;
  const logs = logsLink(names.functionLogs(PUBLISHER));
  const missed =
    'Reactions and subscribers miss these changes until somebody publishes them again.';
  const late = 'Reactions and subscribers are late; after 24 hours they miss changes for good.';
  return [
    {
      name: 'changes-unpublished',
      section: 'A change is not published',
      summary: `The publisher has given up on changes; their keys wait on ${names.unpublishedQueue}.`,
      impact: missed,
      links: [queueLink(names.unpublishedQueue), logs],
      metric: queueMetric(names.unpublishedQueue, 'ApproximateNumberOfMessagesVisible'),
      threshold: 0,
      datapoints: atOnce,
      // As with dead letters: SQS stops measuring a queue that was not used for six hours.
      missing: TreatMissingData.IGNORE,
    },
    expiringAlarm('changes-unpublished', names.unpublishedQueue, missed),
    {
      name: 'changes-late',
      section: 'Changes are late',
      summary: 'A write has waited in a stream for more than an hour.',
      impact: late,
      links: [functionLink(names.function(PUBLISHER)), logs],
      metric: streamAge(names.function(PUBLISHER)),
      threshold: LATE_MILLISECONDS,
      datapoints: atOnce,
      // Lambda measures it whenever it tries; where nothing is written, nothing waits.
      missing: TreatMissingData.NOT_BREACHING,
    },
    {
      name: 'changes-undelivered',
      section: 'A change is not delivered',
      summary: `SNS could not deliver changes of ${names.changesTopic} to a queue.`,
      impact: 'The subscriber of that queue misses these changes.',
      links: [logs],
      metric: topicMetric(names.changesTopic, 'NumberOfNotificationsFailed'),
      threshold: 0,
      datapoints: atOnce,
      missing: TreatMissingData.NOT_BREACHING,
    },
    functionAlarm(PUBLISHER, late, names),
    // It runs once an hour, so that a pass that failed with all of its tries is one bad period.
    { ...functionAlarm(DUE, 'Nobody learns that work is due soon.', names), datapoints: atOnce },
    ...reactions.flatMap(({ reaction, logGroup }) =>
      reactionAlarms(scope, reaction, logGroup, stage),
    ),
  ];
};
