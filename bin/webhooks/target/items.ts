import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { type Target, tableOf } from './target.ts';

/** An item as DynamoDB has it, or its key. */
export type Item = Record<string, AttributeValue>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** DynamoDB that leaves keys for later is short of capacity. */
const BETWEEN_TRIES_MILLISECONDS = 100;

/**
 * The items that stand at these keys of a table, in no order, a batch in memory at a time.
 * @param name the table's: a domain's, or `events`.
 * @param keys distinct.
 * @param reading how; whole and consistently unless said.
 */
export async function* itemsAt(
  target: Target,
  name: string,
  keys: readonly Item[],
  reading: Omit<KeysAndAttributes, 'Keys'> = { ConsistentRead: true },
): AsyncGenerator<Item> {
  const table = tableOf(target, name);
  let missing = [...keys];
  while (missing.length > 0) {
    const { Responses = {}, UnprocessedKeys = {} } = await target.dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: { [table]: { ...reading, Keys: missing.splice(0, BATCH) } },
      }),
    );
    yield* Responses[table] ?? [];
    const later = UnprocessedKeys[table]?.Keys ?? [];
    if (later.length > 0) await pause(BETWEEN_TRIES_MILLISECONDS);
    missing = [...later, ...missing];
  }
}
