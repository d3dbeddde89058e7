import { setTimeout as wait } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  DynamoDBServiceException,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { IndexRules } from '../domain.ts';
import { type DomainRecord, join, sameRecord } from '../record/domain-record.ts';
import { isKept } from '../record/registers.ts';
import { momentOf } from '../record/version.ts';
import { confirmedAttributes, eventsTable, outcomeAttributes } from '../tables.ts';
import {
  attentionAttributes,
  chunkKey,
  confirmedItem,
  eventItems,
  headlineOf,
  mentionsOf,
  outcomeItem,
} from './archive-item.ts';
import { toItem } from './attributes.ts';
import { withIndexKeys, wrongIndexKeys } from './index-keys.ts';
import { recordOf, stateItem } from './state-item.ts';
import { type Effect, type OutcomeUpdate, Refused, type Store } from './store.ts';

/**
 * How often a record may change between our read and our write before we let the queue try again. In each
 * round of concurrent writers at least one of them is done: more rounds than consumers can have records
 * at once are never needed, and the pauses make it far fewer.
 */
const MOST_ROUNDS = 100;

/** Parts of an event written at once: it can be about thousands of accounts. */
const PARALLEL_PARTS = 25;

/** Milliseconds of the longest pause before a round: random, so that writers come apart. */
const pauseBefore = (round: number): number => Math.random() * Math.min(4 * 2 ** round, 250);

/** Whether DynamoDB calls what it was to write invalid: no retry will change its mind. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException && error.name === 'ValidationException';

/** A change of an archived event, if some of its attributes are still these. */
interface Change {
  readonly item: Readonly<Record<string, AttributeValue>>;
  readonly names: readonly string[];
  readonly ifStill: Readonly<Record<string, AttributeValue | undefined>>;
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** The effect of a record that is stored joined with others. @param own the effect where it prevails. */
const effectOf = (record: DomainRecord, joined: DomainRecord, own: Effect): Effect =>
  joined.version === record.version ? own : 'superseded';

/** The attributes that a record can have and would keep from an earlier event. */
const unstatedIn = ({ attributes, fields, bound }: DomainRecord): readonly string[] =>
  (fields ?? Object.keys(attributes)).filter((name) =>
    isKept(name, bound, (one) => attributes[one] !== undefined),
  );

/**
 * There is no record, or an earlier moment's record, and this one takes nothing over from
 * it. This decides all but ties, late events and those that state less, in one request.
 */
const isNewer = (record: DomainRecord): Condition => {
  const unstated = unstatedIn(record);
  const names = ['version', ...(record.link?.to === undefined ? ['relatedTo'] : [])];
  const nothingKept = names.includes('relatedTo') ? ['attribute_not_exists(#relatedTo)'] : [];
  if (unstated.length > 0) {
    names.push('emptied', 'carried');
    nothingKept.push('attribute_not_exists(#carried)');
  }
  unstated.forEach((_, index) => {
    nothingKept.push(`attribute_not_exists(#u${index})`, `NOT contains(#emptied, :u${index})`);
  });
  return {
    ConditionExpression: `attribute_not_exists(pk) OR (${['#version < :moment', ...nothingKept].join(' AND ')})`,
    ExpressionAttributeNames: Object.fromEntries([
      ...names.map((name) => [`#${name}`, name]),
      ...unstated.map((name, index) => [`#u${index}`, name]),
    ]),
    ExpressionAttributeValues: {
      ':moment': { S: momentOf(record.version) },
      ...Object.fromEntries(unstated.map((name, index) => [`:u${index}`, { S: name }])),
    },
  };
};

/**
 * The stored record is still exactly the one that was read.
 * @param names attributes that are compared too: an erasure changes these alone.
 */
export const isStill = (read: DomainRecord, names: readonly string[] = []): Condition => {
  const item = toItem(stateItem(read));
  const parts = [
    ...['version', 'revision', 'relatedTo', 'relatedBy', 'relatedRevision'],
    ...['tiedWith', 'carried'],
    ...names,
  ];
  const values: Record<string, AttributeValue> = {};
  const conditions = parts.map((part) => {
    const value = item[part];
    if (value === undefined) return `attribute_not_exists(#${part})`;
    values[`:${part}`] = value;
    return `#${part} = :${part}`;
  });
  return {
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(parts.map((part) => [`#${part}`, part])),
    ExpressionAttributeValues: values,
  };
};

/**
 * The archive and one domain's state table in DynamoDB.
 * @param rules of that domain, by which its records get the keys of indexes.
 */
export const dynamodbStore = (
  client: DynamoDBClient,
  tables: { readonly events: string; readonly state?: string },
  rules: IndexRules,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Store => {
  /** Puts an item if the condition holds. @returns the stored item when it doesn't. */
  const put = async (
    table: string | undefined,
    item: Record<string, AttributeValue>,
    condition: Condition,
  ): Promise<Record<string, AttributeValue> | undefined> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: item,
          ...condition,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
      if (isRefusal(error))
        throw new Refused('DynamoDB will not accept this item.', { cause: error });
      throw error;
    }
  };

  const itemOf = (record: DomainRecord): Record<string, AttributeValue> =>
    toItem(stateItem(withIndexKeys(record, rules)));

  /** Puts what is kept of an event beside its own item. */
  const putParts = async (parts: readonly Record<string, AttributeValue>[]): Promise<void> => {
    for (let start = 0; start < parts.length; start += PARALLEL_PARTS)
      await Promise.all(
        parts.slice(start, start + PARALLEL_PARTS).map((part) => put(tables.events, part, {})),
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
            TableName: tables.events,
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
    { item, names, ifStill }: Change,
  ): Promise<Record<string, AttributeValue> | undefined> => {
    if (update.expiresAt !== undefined) await settleParts(update);
    await putParts(mentionsOf(update));
    const set = names.filter((name) => item[name] !== undefined);
    const remove = names.filter((name) => item[name] === undefined);
    const still = Object.entries(ifStill);
    const values: Record<string, AttributeValue> = {};
    for (const [name, value] of Object.entries(item)) values[`:${name}`] = value;
    for (const [name, value] of still) if (value) values[`:was_${name}`] = value;
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: tables.events,
          Key: { id: { S: update.id }, digest: { S: update.digest } },
          UpdateExpression: [
            `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}`,
            // Never none: it has but one of the two times of expiry.
            `REMOVE ${remove.map((name) => `#${name}`).join(', ')}`,
          ].join(' '),
          ConditionExpression: still
            .map(([name, value]) =>
              value ? `#${name} = :was_${name}` : `attribute_not_exists(#${name})`,
            )
            .join(' AND '),
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: values,
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
      const before = await put(tables.events, item, {
        ConditionExpression: 'attribute_not_exists(id)',
      });
      return before && headlineOf(before);
    },

    apply: async (record) => {
      let joined = record;
      let stored = await put(tables.state, itemOf(record), isNewer(record));
      for (let round = 0; stored !== undefined; round += 1) {
        if (round === MOST_ROUNDS) throw new Error('Too many writers change this record at once.');
        if (round > 0) await pause(pauseBefore(round));
        const read = recordOf(stored);
        joined = join(read, record);
        if (sameRecord(joined, read) && wrongIndexKeys(read, rules).length === 0)
          return effectOf(record, joined, 'unchanged');
        stored = await put(tables.state, itemOf(joined), isStill(read));
      }
      return effectOf(record, joined, 'written');
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
