import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { confirmedAttributes, eventsTable, outcomeAttributes } from '../../tables.ts';
import {
  attentionAttributes,
  chunkKey,
  confirmedItem,
  eventItems,
  headlineOf,
  mentionsOf,
  outcomeItem,
} from '../archive-item.ts';
import type { OutcomeUpdate, Store } from '../store.ts';
import type { Put } from './put.ts';

/** Parts of an event written at once: it can be about thousands of accounts. */
const PARALLEL_PARTS = 25;

/** A change of an archived event, if some of its attributes are still these. */
interface Change {
  readonly item: Readonly<Record<string, AttributeValue>>;
  readonly names: readonly string[];
  readonly ifStill: Readonly<Record<string, AttributeValue | undefined>>;
}

/** The expressions of a change: attributes of its names that its item does not have are removed. */
const expressionsOf = ({ item, names, ifStill }: Change) => {
  const set = names.filter((name) => item[name] !== undefined);
  const remove = names.filter((name) => item[name] === undefined);
  const still = Object.entries(ifStill);
  const values: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(item)) values[`:${name}`] = value;
  for (const [name, value] of still) if (value) values[`:was_${name}`] = value;
  return {
    UpdateExpression: [
      `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}`,
      ...(remove.length > 0 ? [`REMOVE ${remove.map((name) => `#${name}`).join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: still
      .map(([name, value]) =>
        value ? `#${name} = :was_${name}` : `attribute_not_exists(#${name})`,
      )
      .join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: values,
  };
};

/** Archives events, and changes what became of them. */
export const archiveIn = (
  client: DynamoDBClient,
  put: Put,
  table: string,
): Omit<Store, 'apply'> => {
  /** Puts what is kept of an event beside its own item. */
  const putParts = async (parts: readonly Record<string, AttributeValue>[]): Promise<void> => {
    for (let start = 0; start < parts.length; start += PARALLEL_PARTS)
      await Promise.all(
        parts.slice(start, start + PARALLEL_PARTS).map((part) => put(table, part, {})),
      );
  };

  /** Lets the parts of a body expire with their event, or keeps them with it. */
  const settleParts = async (update: OutcomeUpdate): Promise<void> => {
    const { id, digest, erasedAt } = update;
    const { expiresAt } = outcomeItem(update);
    for (let index = 1; ; index += 1)
      try {
        await client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: { id: { S: id }, digest: { S: chunkKey(digest, index, erasedAt !== undefined) } },
            UpdateExpression: expiresAt ? 'SET #expiry = :at' : 'REMOVE #expiry',
            ConditionExpression: 'attribute_exists(id)',
            ExpressionAttributeNames: { '#expiry': eventsTable.expiry },
            ...(expiresAt && { ExpressionAttributeValues: { ':at': expiresAt } }),
          }),
        );
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return;
        throw error;
      }
  };

  /**
   * Changes an archived event in place. @param item what it is to have of the attributes of these names.
   * @returns undefined once it is changed, or the item that is there instead.
   */
  const change = async (
    update: OutcomeUpdate,
    made: Change,
  ): Promise<Record<string, AttributeValue> | undefined> => {
    if (update.expiresAt !== undefined) await settleParts(update);
    await putParts(mentionsOf(update));
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { id: { S: update.id }, digest: { S: update.digest } },
          ...expressionsOf(made),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
      throw error;
    }
  };

  return {
    archive: async (event) => {
      const { item, chunks } = eventItems(event);
      await putParts(chunks);
      const before = await put(table, item, {
        ConditionExpression: 'attribute_not_exists(id)',
      });
      return before && headlineOf(before);
    },

    settle: async (update, before) => {
      await change(update, {
        item: outcomeItem(update),
        names: outcomeAttributes,
        ifStill: { outcome: { S: before } },
      });
    },

    confirm: async (before, after) => {
      const was = confirmedItem(before);
      // What a person has acknowledged stays so.
      const isSet = (name: string): boolean =>
        !(before.acknowledged && attentionAttributes.includes(name));
      const item = Object.entries({ ...outcomeItem(after), ...confirmedItem(after) });
      const changed = await change(after, {
        item: Object.fromEntries(item.filter(([name]) => isSet(name))),
        names: [...outcomeAttributes, ...confirmedAttributes].filter(isSet),
        ifStill: {
          outcome: { S: before.outcome },
          requestId: was['requestId'],
          receipts: was['receipts'],
        },
      });
      if (changed?.['id'] === undefined && changed !== undefined)
        throw new Error('The archived event has expired meanwhile.');
      return changed && headlineOf(changed);
    },
  };
};
