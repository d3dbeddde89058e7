import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Domain } from '../../../functions/shared/domain.ts';
import { itemsUnder } from '../../../functions/shared/query/archive.ts';
import { type Item, partition } from '../../../functions/shared/query/items.ts';
import type { Table, Tables } from '../../../functions/shared/query/table.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import { isChunk } from '../../../functions/shared/store/archive-item.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { isRefusal } from '../../../functions/shared/store/dynamodb/put.ts';
import { isStill } from '../../../functions/shared/store/dynamodb/records.ts';
import { stateItem } from '../../../functions/shared/store/state-item.ts';
import { stateTable } from '../../../functions/shared/tables.ts';

/** Reads the tables: one Query per call, never a Scan. */
export interface Reader {
  /** Every record of one object. */
  object(domain: Domain, pk: string): Promise<readonly Item[]>;
  /** What belongs to one object, in order, the object itself first. */
  related(domain: Domain, to: string): Promise<readonly Item[]>;
  /** An archived event; more than one item when two bodies were received under one id. */
  event(id: string): Promise<readonly Item[]>;
}

/** A reader of a pipeline's tables. */
export const createReader = (tables: Tables): Reader => ({
  object: (domain, pk) => partition(tables.of(domain), stateTable.hash, pk),
  related: (domain, to) =>
    partition(tables.of(domain), stateTable.related.hash, to, stateTable.related.name),
  event: async (id) => (await itemsUnder(tables.events, id)).filter((item) => !isChunk(item)),
});

/** The result of a swap: done; another record is stored by now; a record that no table can hold. */
export type Swap = 'swapped' | 'changed' | 'refused';

/**
 * Puts a record in place of the one (or none) that was read, or removes it: only if exactly what was read
 * is still stored, so that a concurrent write is never undone.
 * @param wanted with its index keys; undefined to remove the record.
 */
export const swap = async (
  { client, name: TableName }: Table,
  read: DomainRecord | undefined,
  wanted: DomainRecord | undefined,
): Promise<Swap> => {
  // Two events of one record may be erased at a time.
  const names = read && read.carried.length > 0 ? Object.keys(read.attributes) : [];
  const condition = read
    ? isStill(read, names)
    : { ConditionExpression: 'attribute_not_exists(pk)' };
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
