import { type IWidget, LogQueryVisualizationType } from 'aws-cdk-lib/aws-cloudwatch';
import { PUBLISHER } from '../constructs/changes/publisher.ts';
import { type Names, reactionFunction } from '../names.ts';
import { reactedQuery } from './log-queries.ts';
import { queueMetric, streamAge, topicMetric } from './metrics.ts';
import { graph, logs } from './widgets.ts';

interface ChangeRowsProps {
  readonly names: Names;
  readonly hasChanges: boolean;
  readonly reactions: readonly string[];
}

/** The dashboard's rows about changes: one for all of them, and one for each reaction. */
export const changeRows = ({ names, hasChanges, reactions }: ChangeRowsProps): IWidget[][] =>
  hasChanges ? [published(names), ...reactions.map((name) => reacted(name, names))] : [];

const published = (names: Names): IWidget[] => [
  graph('Changes', [
    topicMetric(names.changesTopic, 'NumberOfMessagesPublished').with({ label: 'published' }),
    topicMetric(names.changesTopic, 'NumberOfNotificationsFailed').with({ label: 'undelivered' }),
  ]),
  graph('Oldest write in a stream (ms)', [
    streamAge(names.function(PUBLISHER)).with({ label: 'all streams' }),
  ]),
  graph('Changes that could not be published', [
    queueMetric(names.unpublishedQueue, 'ApproximateNumberOfMessagesVisible').with({
      label: 'unpublished',
    }),
  ]),
];

const reacted = (name: string, names: Names): IWidget[] => [
  graph(`${name}: oldest change (s)`, [
    queueMetric(names.reactionQueue(name), 'ApproximateAgeOfOldestMessage').with({ label: name }),
  ]),
  logs(
    `${name}: handled and failed`,
    reactedQuery,
    [names.functionLogs(reactionFunction(name))],
    LogQueryVisualizationType.BAR,
  ),
  graph(`${name}: dead letters`, [
    queueMetric(names.reactionDeadLetterQueue(name), 'ApproximateNumberOfMessagesVisible').with({
      label: name,
    }),
  ]),
];
