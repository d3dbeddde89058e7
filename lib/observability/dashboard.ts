import { Aws, Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  type IAlarm,
  type IWidget,
  LogQueryVisualizationType,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { INGRESS } from '../names.ts';
import { lagQuery, outcomeQuery, refusalQuery } from './log-queries.ts';
import {
  acceptedRequests,
  apiMetric,
  functionMetric,
  latencyMetric,
  logBytes,
  queueMetric,
  writeUnits,
} from './metrics.ts';
import { type OptionRowsProps, optionRows } from './option-rows.ts';
import { graph, HALF, logs } from './widgets.ts';

interface StageDashboardProps extends OptionRowsProps {
  readonly apiId: string;
  readonly alarms: readonly IAlarm[];
  /** Names of the domains with a table. */
  readonly domains: readonly string[];
  /** Names of all that has a queue and a consumer. */
  readonly receivers: readonly string[];
}

/** The stage in one picture: alarms, flow, lag, outcomes, queues, failures and what costs money. */
export class StageDashboard extends Construct {
  constructor(scope: Construct, id: string, props: StageDashboardProps) {
    super(scope, id);
    new Dashboard(this, 'Dashboard', {
      dashboardName: props.names.dashboard(Aws.REGION),
      defaultInterval: Duration.hours(12),
      widgets: [
        ...[alarms, flow, outcomes, queues].map((row) => row(props)),
        ...optionRows(props),
        costs(props),
      ],
    });
  }
}

const alarms = (props: StageDashboardProps): IWidget[] => [
  new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: 2 * HALF, height: 5 }),
];

const flow = ({ names, apiId }: StageDashboardProps): IWidget[] => [
  graph('Requests', [
    apiMetric(apiId, 'Count').with({ label: 'received' }),
    acceptedRequests(apiId),
    apiMetric(apiId, '4xx').with({ label: 'refused (4xx)' }),
    apiMetric(apiId, '5xx').with({ label: 'failed (5xx)' }),
  ]),
  graph('Time to answer (ms)', [latencyMetric(apiId, 'p50'), latencyMetric(apiId, 'p99')]),
  logs(
    'Lag from sending to receiving (ms)',
    lagQuery,
    [names.functionLogs(INGRESS)],
    LogQueryVisualizationType.LINE,
  ),
];

const outcomes = ({ names, receivers }: StageDashboardProps): IWidget[] => [
  logs(
    'Outcomes by domain',
    outcomeQuery,
    receivers.map(names.functionLogs),
    LogQueryVisualizationType.TABLE,
  ),
  logs(
    'Refusals by cause',
    refusalQuery,
    [names.functionLogs(INGRESS)],
    LogQueryVisualizationType.TABLE,
  ),
  graph(
    'Errors and throttles of functions',
    [INGRESS, ...receivers].flatMap((name) => [
      functionMetric(names.function(name), 'Errors').with({ label: `${name} errors` }),
      functionMetric(names.function(name), 'Throttles').with({ label: `${name} throttles` }),
    ]),
  ),
];

const queues = ({ names, receivers }: StageDashboardProps): IWidget[] => [
  graph(
    'Oldest event in a queue (s)',
    receivers.map((name) =>
      queueMetric(names.queue(name), 'ApproximateAgeOfOldestMessage').with({ label: name }),
    ),
  ),
  graph(
    'Events waiting',
    receivers.map((name) =>
      queueMetric(names.queue(name), 'ApproximateNumberOfMessagesVisible').with({ label: name }),
    ),
  ),
  graph(
    'Events on dead-letter queues',
    receivers.map((name) =>
      queueMetric(names.deadLetterQueue(name), 'ApproximateNumberOfMessagesVisible').with({
        label: name,
      }),
    ),
  ),
];

const costs = ({ names, domains, receivers }: StageDashboardProps): IWidget[] => [
  graph('Write units', [
    writeUnits(names.eventsTable).with({ label: 'events' }),
    ...domains.map((name) => writeUnits(names.stateTable(name)).with({ label: name })),
  ]),
  graph(
    'Invocations',
    [INGRESS, ...receivers].map((name) =>
      functionMetric(names.function(name), 'Invocations').with({ label: name }),
    ),
  ),
  graph(
    'Bytes of logs',
    [INGRESS, ...receivers].map((name) => logBytes(names.functionLogs(name)).with({ label: name })),
  ),
];
