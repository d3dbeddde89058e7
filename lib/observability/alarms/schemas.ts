import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Domain } from '../../../functions/shared/domain.ts';
import { constructId } from '../../names.ts';
import type { StageSettings } from '../../stages.ts';
import { lineMetric } from '../log-metrics.ts';
import { perHour } from '../metrics.ts';
import { type AlarmDefinition, atOnce } from './definition.ts';

interface Consumer {
  readonly domain: Domain;
  readonly logGroup: ILogGroup;
}

/** The alarms of what schemas do not know. The lines of all consumers are one metric, and one alarm. */
export const schemaAlarms = (
  scope: Construct,
  consumers: readonly Consumer[],
  { names, alarms }: StageSettings,
): AlarmDefinition[] => {
  const metricOf = (line: 'unrecognized' | 'drift', id: string) => {
    const [metric] = consumers.map(({ domain, logGroup }) =>
      lineMetric(scope, `${constructId(domain.name)}${id}`, {
        ...{ line, logGroup, service: 'consumers', namespace: names.metrics },
      }),
    );
    if (!metric) throw new Error('A stage has consumers.');
    return metric.with(perHour);
  };
  const common = {
    // Those of all consumers would be longer than a text may be; the dashboard leads to them.
    links: [],
    datapoints: atOnce,
    missing: TreatMissingData.NOT_BREACHING,
  };
  return [
    {
      ...common,
      name: 'unrecognized-events',
      section: 'Events are unrecognized',
      summary: `Events have a name that is not in the catalogue: more than ${alarms.unrecognizedEvents} in an hour.`,
      impact: 'What they report, where it does not fit the schema of their family.',
      metric: metricOf('unrecognized', 'Unrecognized'),
      threshold: alarms.unrecognizedEvents,
    },
    {
      ...common,
      name: 'schema-drift',
      section: 'Schemas do not fit',
      summary: `Events have fields of another form, or words that no vocabulary has: more than ${alarms.driftReports} reports in an hour.`,
      impact:
        'Records are without the field, or have a status whose place in the lifecycle is unknown.',
      metric: metricOf('drift', 'Drift'),
      threshold: alarms.driftReports,
    },
  ];
};
