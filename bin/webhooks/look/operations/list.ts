import { paginateQuery } from '@aws-sdk/client-dynamodb';
import { controlTable } from '../../../../functions/shared/tables.ts';
import { type Operation, operationFrom } from '../../pipeline/control/operation.ts';
import { controlTableOf } from '../../pipeline/control/trail.ts';
import type { Target } from '../../pipeline/target.ts';

/** The operations since a time (UTC text), the latest first, by one Query. @param limit the most that are listed. */
export const operationsSince = async (
  target: Target,
  since: string,
  limit: number,
): Promise<readonly Operation[]> => {
  const found: Operation[] = [];
  const pages = paginateQuery(
    { client: target.dynamodb, pageSize: limit },
    {
      TableName: controlTableOf(target),
      KeyConditionExpression: 'pk = :pk AND sk >= :since',
      ExpressionAttributeValues: { ':pk': { S: controlTable.operations }, ':since': { S: since } },
      ScanIndexForward: false,
    },
  );
  for await (const { Items = [] } of pages) {
    found.push(...Items.map(operationFrom));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
};
