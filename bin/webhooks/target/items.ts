import { type AttributeValue, BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import { type Target, tableOf } from './target.ts';

/** An item as DynamoDB has it, or its key. */
export type Item = Record<string, AttributeValue>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;

/**
 * The items that stand at these keys of a table, in no order, a batch in memory at a time.
 * @param name the table's: a domain's, or `events`.
 * @param keys distinct.
 */
export async function* itemsAt(
  target: Target,
  name: string,
  keys: readonly Item[],
): AsyncGenerator<Item> {
  const table = tableOf(target, name);
  let missing = [...keys];
  while (missing.length > 0) {
    const { Responses = {}, UnprocessedKeys = {} } = await target.dynamodb.send(
      new BatchGetItemCommand({
        RequestItems: { [table]: { Keys: missing.splice(0, BATCH), ConsistentRead: true } },
      }),
    );
    yield* Responses[table] ?? [];
    missing = [...(UnprocessedKeys[table]?.Keys ?? []), ...missing];
  }
}
