import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { eventsTable } from '../tables.ts';
import { type Erased, erasedBy, type Tombstone, tombstoneOf } from './tombstone.ts';

/** What is erased, as far as a consumer must know. */
export interface Erasures {
  /** @throws what reading them throws: without knowing, an event must not be handled. */
  current(): Promise<Erased>;
}

/** Milliseconds that a consumer works with what it read. An erasure waits for longer than this. */
export const ERASURES_MAX_AGE = 60_000;

/** Reads every tombstone. */
export const readTombstones = async (
  client: DynamoDBClient,
  table: string,
): Promise<readonly Tombstone[]> => {
  const tombstones: Tombstone[] = [];
  let next: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: '#id = :erasures',
        ExpressionAttributeNames: { '#id': eventsTable.hash },
        ExpressionAttributeValues: { ':erasures': { S: eventsTable.erasures } },
        ConsistentRead: true,
        ExclusiveStartKey: next,
      }),
    );
    for (const item of page.Items ?? [])
      if (item['erasedId'] !== undefined) tombstones.push(tombstoneOf(item));
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
  return tombstones;
};

/** Reads them when first asked, and again when what was read is too old; a failure is not kept. */
export const cachedErasures = (
  read: () => Promise<readonly Tombstone[]>,
  now: () => number,
): Erasures => {
  let known: { readonly at: number; readonly erased: Promise<Erased> } | undefined;
  return {
    current: () => {
      if (known === undefined || now() - known.at >= ERASURES_MAX_AGE) {
        const asked = { at: now(), erased: read().then(erasedBy) };
        known = asked;
        asked.erased.catch(() => {
          if (known === asked) known = undefined;
        });
      }
      return known.erased;
    },
  };
};
