import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { tableLink } from '../console-links.ts';
import { sumOf, type TableOperation, tableMetric } from '../metrics.ts';
import type { AlarmDefinition } from './definition.ts';

interface WatchedTable {
  readonly name: string;
  readonly tableName: string;
  /** What the consumers ask of it, without which they stop. */
  readonly operations: readonly TableOperation[];
  readonly impact: string;
}

/** The alarm of a table that does not do what consumers ask of it. */
export const tableAlarm = ({
  name,
  tableName,
  operations,
  impact,
}: WatchedTable): AlarmDefinition => ({
  name: `${name}-table`,
  section: 'A table refuses requests',
  summary: `DynamoDB has throttled or failed requests to ${tableName} for a quarter of an hour.`,
  impact,
  links: [tableLink(tableName)],
  metric: sumOf(
    'refused requests',
    Object.fromEntries(
      operations.flatMap((operation) => [
        [`throttled${operation}`, tableMetric(tableName, operation, 'ThrottledRequests')],
        [`failed${operation}`, tableMetric(tableName, operation, 'SystemErrors')],
      ]),
    ),
  ),
  threshold: 0,
  datapoints: { toAlarm: 3, of: 3 },
  missing: TreatMissingData.NOT_BREACHING,
});
