import {
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { ERASED_AT, rulesKey, timeValue } from '../../../../functions/shared/control/rules.ts';
import {
  subjectPartition,
  type Tombstone,
  tombstoneItems,
  tombstoneOf,
} from '../../../../functions/shared/erasure/tombstone.ts';
import { itemsUnder } from '../../../../functions/shared/query/archive.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import { partition, scanPages } from '../../../../functions/shared/query/items.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { controlTable } from '../../../../functions/shared/tables.ts';
import { controlOf } from '../../pipeline/control/trail.ts';
import type { Target } from '../../pipeline/target.ts';

const CONCURRENCY = 16;

/** The `id` under which the archive itself held the tombstones, by an earlier version of this project. */
const EARLIER = '#erasures';

/** States when the latest erasure was, unless a later one is stated. */
const noteLatest = async ({ client, name }: Table, erasedAt: number): Promise<void> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: rulesKey,
        UpdateExpression: 'SET #at = :at',
        ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
        ExpressionAttributeNames: { '#at': ERASED_AT },
        ExpressionAttributeValues: { ':at': timeValue(erasedAt) },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

/**
 * Writes tombstones before anything is erased, so that no consumer brings it back: first the ids, then
 * the time from which on a consumer looks for them.
 */
export const noteErased = async (
  target: Target,
  tombstones: readonly Tombstone[],
): Promise<void> => {
  const table = controlOf(target);
  await concurrently(tombstones, CONCURRENCY, async (tombstone) => {
    for (const Item of tombstoneItems(tombstone))
      await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  });
  if (tombstones.length > 0)
    await noteLatest(table, Math.max(...tombstones.map(({ erasedAt }) => erasedAt)));
};

/** The tombstones of a subject: of an interrupted erasure or an earlier one. */
export const notedFor = async (target: Target, subject: string): Promise<readonly Tombstone[]> => {
  const { hash } = controlTable;
  return (await partition(controlOf(target), hash, subjectPartition(subject))).map(tombstoneOf);
};

/** All tombstones, those included that an earlier version of this project wrote into the archive. */
export const notedEver = async (target: Target): Promise<readonly Tombstone[]> => {
  const earlier = (await itemsUnder(target.tables.events, EARLIER)).map(tombstoneOf);
  const tombstones = earlier.filter(({ id }) => id !== '');
  const input = {
    ConsistentRead: true,
    FilterExpression: 'begins_with(#pk, :subject)',
    ExpressionAttributeNames: { '#pk': controlTable.hash },
    ExpressionAttributeValues: { ':subject': { S: controlTable.subject } },
  };
  for await (const items of scanPages(controlOf(target), input))
    tombstones.push(...items.map(tombstoneOf));
  return tombstones;
};
