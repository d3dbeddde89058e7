import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Names } from '../../names.ts';
import { functionLink, logsLink } from '../console-links.ts';
import { functionMetric, sumOf } from '../metrics.ts';
import type { AlarmDefinition } from './definition.ts';

/** The alarm of a function that Lambda cannot run, or that dies. */
export const functionAlarm = (name: string, impact: string, names: Names): AlarmDefinition => ({
  name: `${name}-function`,
  section: 'A function fails',
  summary: `The function of ${name} crashed, ran out of time or was throttled.`,
  impact,
  links: [functionLink(names.function(name)), logsLink(names.functionLogs(name))],
  metric: sumOf('errors and throttles', {
    errors: functionMetric(names.function(name), 'Errors'),
    throttles: functionMetric(names.function(name), 'Throttles'),
  }),
  threshold: 0,
  // What failed once is tried again by itself; a person is needed where it goes on.
  datapoints: { toAlarm: 2, of: 3 },
  missing: TreatMissingData.NOT_BREACHING,
});
