import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Table } from '../../../functions/shared/query/table.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { isRefusal, isStill } from '../../../functions/shared/store/dynamodb.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';

/** The result of a swap: done; another record is stored by now; a record that no table can hold. */
export type Swap = 'swapped' | 'changed' | 'refused';

/**
 * Puts a record in place of the one (or none) that was read, or removes it: only if exactly what was read
 * is still stored, so that a concurrent write is never undone.
 * @param wanted undefined to remove the record.
 */
export const swap = async (
  { client, name: TableName }: Table,
  read: DomainRecord | undefined,
  wanted: DomainRecord | undefined,
): Promise<Swap> => {
  const condition = read ? isStill(read) : { ConditionExpression: 'attribute_not_exists(pk)' };
  try {
    if (wanted)
      await client.send(
        new PutItemCommand({ TableName, Item: toItem(stateItem(wanted)), ...condition }),
      );
    else if (read) {
      const Key = { pk: { S: read.pk }, sk: { S: read.sk } };
      await client.send(new DeleteItemCommand({ TableName, Key, ...condition }));
    }
    return 'swapped';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'changed';
    if (isRefusal(error)) return 'refused';
    throw error;
  }
};
