import { MathExpression, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AUDIT } from '../../constructs/checks/audit-pass.ts';
import { HEARTBEAT } from '../../constructs/checks/heartbeat.ts';
import type { HourlyChecks } from '../../constructs/checks/hourly-checks.ts';
import type { Names } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { functionLink, logsLink } from '../console-links.ts';
import { lineMetric } from '../log-metrics.ts';
import { functionMetric, perHour } from '../metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';

/** Two hours in a row without a run that ended well: Lambda measures no run at all as nothing. */
const missedTwice = (name: string, names: Names) => ({
  metric: new MathExpression({
    label: 'missed',
    expression: 'IF(runs - FILL(errors, 0) > 0, 0, 1)',
    usingMetrics: {
      runs: functionMetric(names.function(name), 'Invocations').with(perHour),
      errors: functionMetric(names.function(name), 'Errors').with(perHour),
    },
    ...perHour,
  }),
  threshold: 0,
  datapoints: { toAlarm: 2, of: 2 },
  missing: TreatMissingData.BREACHING,
  links: [functionLink(names.function(name)), logsLink(names.functionLogs(name))],
});

/** The alarms of what checks the stage every hour: what it finds, and that it runs. */
export const checkAlarms = (
  scope: Construct,
  { audit, heartbeat }: HourlyChecks,
  { names }: StageSettings,
): AlarmDefinition[] => [
  {
    name: `${AUDIT}-breach`,
    section: 'An audit finds a breach',
    summary: 'The scheduled audit found events or records that break the rule.',
    impact: 'Records may be wrong, or accepted events lost: nothing repairs them by itself.',
    links: [logsLink(names.functionLogs(AUDIT))],
    metric: lineMetric(scope, 'AuditBreaches', {
      line: 'breaches',
      logGroup: audit.logGroup,
      service: AUDIT,
      namespace: names.metrics,
    }),
    threshold: 0,
    datapoints: atOnce,
    missing: TreatMissingData.NOT_BREACHING,
  },
  {
    ...missedTwice(AUDIT, names),
    name: `${AUDIT}-missed`,
    section: 'Audits are missed',
    summary: 'No scheduled audit has ended well for two hours.',
    impact: 'Nothing yet. Wrong records and lost events would not be noticed.',
  },
  ...(heartbeat
    ? [
        {
          ...missedTwice(HEARTBEAT, names),
          name: `${HEARTBEAT}-failed`,
          section: 'Heartbeats fail',
          summary: 'No heartbeat has come through the whole pipeline for two hours.',
          impact: 'Events of every domain, if they take the same way and fail at the same place.',
        },
      ]
    : []),
];
