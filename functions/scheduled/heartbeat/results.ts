import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { itemAt } from '../../shared/query/items.ts';
import type { Table } from '../../shared/query/table.ts';
import { controlTable } from '../../shared/tables.ts';

/** What became of the last scheduled heartbeat. */
export interface HeartbeatResult {
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** Milliseconds until it was noted in the table of events; undefined where it was not. */
  readonly took?: number;
  /** Why it was not, in words. */
  readonly failure?: string;
}

/** The key of the item of the control table that holds it. */
const key = {
  [controlTable.hash]: { S: controlTable.heartbeat },
  [controlTable.range]: { S: 'last' },
};

/** The result of the last scheduled heartbeat; undefined where none was sent. */
export const readHeartbeat = async (control: Table): Promise<HeartbeatResult | undefined> => {
  const item = await itemAt(control, key);
  return item && JSON.parse(item['result']?.S ?? 'null');
};

/** Keeps the result in the place of the one before. */
export const keepHeartbeat = async (
  { client, name: TableName }: Table,
  result: HeartbeatResult,
): Promise<void> => {
  const Item = { ...key, result: { S: JSON.stringify(result) } };
  await client.send(new PutItemCommand({ TableName, Item }));
};
