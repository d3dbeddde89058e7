import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { OVERDUE } from '../../constructs/overdue-pass.ts';
import type { StageSettings } from '../../stages.ts';
import { logsLink } from '../console-links.ts';
import { lineMetric } from '../log-metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';
import { functionAlarm } from './function.ts';

const impact = 'Money and people wait for an event that has not come, and nobody knows.';

/** The alarms of the hourly pass: what it finds, and that it runs. */
export const overdueAlarms = (
  scope: Construct,
  logGroup: ILogGroup,
  { names }: StageSettings,
): AlarmDefinition[] => [
  {
    name: `${OVERDUE}-records`,
    section: 'Records are overdue',
    summary: 'Records have been in a status for longer than it may last.',
    impact,
    links: [logsLink(names.functionLogs(OVERDUE))],
    metric: lineMetric(scope, 'Overdue', {
      line: 'overdue',
      logGroup,
      service: OVERDUE,
      namespace: names.metrics,
    }),
    threshold: 0,
    datapoints: atOnce,
    missing: TreatMissingData.NOT_BREACHING,
  },
  // It runs once an hour, so that a pass that failed with all of its tries is one bad period.
  { ...functionAlarm(OVERDUE, impact, names), datapoints: atOnce },
];
