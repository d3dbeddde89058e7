import { eventsTable, stateTable } from '../../../functions/shared/tables.ts';
import { type Item, queryPages } from './items.ts';
import { type Target, tableOf } from './target.ts';

/** Reads the tables: one Query per call, never a Scan. */
export interface Reader {
  /** Every record of one object. */
  object(domain: string, pk: string): Promise<readonly Item[]>;
  /** What belongs to one object, in order, the object itself first. */
  related(domain: string, to: string): Promise<readonly Item[]>;
  /** An archived event; more than one item when two bodies were received under one id. */
  event(id: string): Promise<readonly Item[]>;
}

const hashOf = (hash: string, value: string) => ({
  KeyConditionExpression: '#hash = :hash',
  ExpressionAttributeNames: { '#hash': hash },
  ExpressionAttributeValues: { ':hash': { S: value } },
});

/** A reader of a pipeline's tables. */
export const createReader = (target: Target): Reader => {
  const query = async (
    table: string,
    hash: string,
    value: string,
    index?: string,
  ): Promise<readonly Item[]> => {
    const input = {
      TableName: tableOf(target, table),
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      ...hashOf(hash, value),
    };
    const items: Item[] = [];
    for await (const page of queryPages(target, input)) items.push(...page);
    return items;
  };

  return {
    object: (domain, pk) => query(domain, stateTable.hash, pk),
    related: (domain, to) => query(domain, stateTable.related.hash, to, stateTable.related.name),
    event: async (id) => {
      const items = await query('events', eventsTable.hash, id);
      return items.filter(({ digest }) => !digest?.S?.includes('#'));
    },
  };
};
