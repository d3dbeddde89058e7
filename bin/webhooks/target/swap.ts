import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { isRefusal, isStill } from '../../../functions/shared/store/dynamodb.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';
import { type Target, tableOf } from './target.ts';

/** The result of a swap: done; another row is stored by now; a row that no table can hold. */
export type Swap = 'swapped' | 'changed' | 'refused';

/**
 * Puts a row in place of the one (or none) that was read, or removes it: only if exactly what was read
 * is still stored, so that a concurrent write is never undone.
 * @param wanted undefined to remove the row.
 */
export const swap = async (
  target: Target,
  domain: string,
  read: Row | undefined,
  wanted: Row | undefined,
): Promise<Swap> => {
  const TableName = tableOf(target, domain);
  const condition = read ? isStill(read) : { ConditionExpression: 'attribute_not_exists(pk)' };
  try {
    if (wanted)
      await target.dynamodb.send(
        new PutItemCommand({ TableName, Item: toItem(stateItem(wanted)), ...condition }),
      );
    else if (read) {
      const Key = { pk: { S: read.pk }, sk: { S: read.sk } };
      await target.dynamodb.send(new DeleteItemCommand({ TableName, Key, ...condition }));
    }
    return 'swapped';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'changed';
    if (isRefusal(error)) return 'refused';
    throw error;
  }
};
