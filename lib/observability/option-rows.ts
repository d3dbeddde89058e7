import { type IWidget, LogQueryVisualizationType } from 'aws-cdk-lib/aws-cloudwatch';
import { PUBLISHER } from '../constructs/changes/publisher.ts';
import { AUDIT } from '../constructs/checks/audit-pass.ts';
import { OVERDUE } from '../constructs/overdue-pass.ts';
import { type Names, reactionFunction } from '../names.ts';
import { auditQuery, overdueQuery, reactedQuery } from './log-queries.ts';
import { functionMetric, queueMetric, streamAge, topicMetric } from './metrics.ts';
import { graph, logs } from './widgets.ts';

export interface OptionRowsProps {
  readonly names: Names;
  /** Whether the stage looks every hour for records that are overdue. */
  readonly hasOverdue: boolean;
  /** Names of the functions that check the stage every hour; undefined where it has none. */
  readonly checks: readonly string[] | undefined;
  /** Names of the reactions to changes of records; undefined where the stage publishes none. */
  readonly changes: readonly string[] | undefined;
}

/** The dashboard's rows about what a stage may have: overdue records, hourly checks, changes, and each reaction to them. */
export const optionRows = ({
  names,
  hasOverdue,
  checks,
  changes,
}: OptionRowsProps): IWidget[][] => [
  ...(hasOverdue ? [overdue(names)] : []),
  ...(checks ? [checked(checks, names)] : []),
  ...(changes ? [published(names), ...changes.map((name) => reacted(name, names))] : []),
];

const overdue = (names: Names): IWidget[] => [
  logs(
    'Overdue records by kind',
    overdueQuery,
    [names.functionLogs(OVERDUE)],
    LogQueryVisualizationType.TABLE,
  ),
  graph('The pass over overdue records', [
    functionMetric(names.function(OVERDUE), 'Invocations').with({ label: 'passes' }),
    functionMetric(names.function(OVERDUE), 'Errors').with({ label: 'errors' }),
  ]),
];

const checked = (checks: readonly string[], names: Names): IWidget[] => [
  logs(
    'What audits checked',
    auditQuery,
    [names.functionLogs(AUDIT)],
    LogQueryVisualizationType.TABLE,
  ),
  graph(
    'Hourly checks',
    checks.flatMap((name) => [
      functionMetric(names.function(name), 'Invocations').with({ label: `${name} runs` }),
      functionMetric(names.function(name), 'Errors').with({ label: `${name} errors` }),
    ]),
  ),
];

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
