import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { tableLink } from '../console-links.ts';
import { sumOf, writeMetric } from '../metrics.ts';
import type { AlarmDefinition } from './definition.ts';

/** The alarm of a table that does not take what is written to it. */
export const tableAlarm = (name: string, tableName: string, impact: string): AlarmDefinition => ({
  name: `${name}-table`,
  section: 'A table refuses writes',
  summary: `DynamoDB has throttled or failed writes to ${tableName} for a quarter of an hour.`,
  impact,
  links: [tableLink(tableName)],
  metric: sumOf('refused writes', {
    throttled: writeMetric(tableName, 'ThrottledRequests'),
    failed: writeMetric(tableName, 'SystemErrors'),
  }),
  threshold: 0,
  datapoints: { toAlarm: 3, of: 3 },
  missing: TreatMissingData.NOT_BREACHING,
});
