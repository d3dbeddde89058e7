import type { Domain } from '../../../functions/shared/domain.ts';
import { type Item, queryPages } from '../../../functions/shared/query/items.ts';
import type { Table, Tables } from '../../../functions/shared/query/table.ts';
import { eventsTable, stateTable } from '../../../functions/shared/tables.ts';

/** Reads the tables: one Query per call, never a Scan. */
export interface Reader {
  /** Every record of one object. */
  object(domain: Domain, pk: string): Promise<readonly Item[]>;
  /** What belongs to one object, in order, the object itself first. */
  related(domain: Domain, to: string): Promise<readonly Item[]>;
  /** An archived event; more than one item when two bodies were received under one id. */
  event(id: string): Promise<readonly Item[]>;
}

const hashOf = (hash: string, value: string) => ({
  KeyConditionExpression: '#hash = :hash',
  ExpressionAttributeNames: { '#hash': hash },
  ExpressionAttributeValues: { ':hash': { S: value } },
});

/** A reader of a pipeline's tables. */
export const createReader = (tables: Tables): Reader => {
  const query = async (
    table: Table,
    hash: string,
    value: string,
    index?: string,
  ): Promise<readonly Item[]> => {
    const input = {
      ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
      ...hashOf(hash, value),
    };
    const items: Item[] = [];
    for await (const page of queryPages(table, input)) items.push(...page);
    return items;
  };

  return {
    object: (domain, pk) => query(tables.of(domain), stateTable.hash, pk),
    related: (domain, to) =>
      query(tables.of(domain), stateTable.related.hash, to, stateTable.related.name),
    event: async (id) => {
      const items = await query(tables.events, eventsTable.hash, id);
      return items.filter(({ digest }) => !digest?.S?.includes('#'));
    },
  };
};
