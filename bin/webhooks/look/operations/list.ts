import { queryPages } from '../../../../functions/shared/query/items.ts';
import { controlTable } from '../../../../functions/shared/tables.ts';
import { type Operation, operationFrom } from '../../pipeline/control/operation.ts';
import { controlOf } from '../../pipeline/control/trail.ts';
import type { Target } from '../../pipeline/target.ts';

/** The operations since a time (UTC text), the latest first, by one Query. @param limit the most that are listed. */
export const operationsSince = async (
  target: Target,
  since: string,
  limit: number,
): Promise<readonly Operation[]> => {
  const found: Operation[] = [];
  const input = {
    KeyConditionExpression: 'pk = :pk AND sk >= :since',
    ExpressionAttributeValues: { ':pk': { S: controlTable.operations }, ':since': { S: since } },
    ScanIndexForward: false,
  };
  for await (const items of queryPages(controlOf(target), input, limit)) {
    found.push(...items.map(operationFrom));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
};
