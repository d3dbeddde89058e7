import { isDeepStrictEqual } from 'node:util';
import type { TableResource } from '../../../bin/local/cloud/application.ts';
import { type Condition, holds } from '../../support/tables/condition.ts';
import { bytesOf, unitsOf, type WireItem } from './item.ts';

/** Write units, by what they are paid for: `table` or an index's name. */
export type Units = Readonly<Record<string, number>>;

/** A table in this process that knows what each write costs. */
export interface MeteredTable {
  /** @returns the stored item when the condition doesn't hold. */
  put(item: WireItem, condition: Condition): { readonly units: Units; readonly current?: WireItem };
  /** Bytes that are paid for to keep what is in it. */
  stored(): Stored;
}

/** Bytes of a table's items and of their entries in its indexes. */
export interface Stored {
  readonly table: number;
  readonly indexes: number;
}

/**
 * What DynamoDB adds to an item, and to an entry of an index.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.StorageConsiderations
 */
const OVERHEAD = 100;

type Index = NonNullable<TableResource['properties']['GlobalSecondaryIndexes']>[number];

const keysIn = (schema: Index['KeySchema']): readonly string[] =>
  schema.map(({ AttributeName }) => AttributeName);

/** An item's entry in an index, if it has the index's keys. */
const entryIn = (
  index: Index,
  tableKeys: readonly string[],
  item: WireItem | undefined,
): WireItem | undefined => {
  const keys = keysIn(index.KeySchema);
  if (item === undefined || keys.some((name) => item[name] === undefined)) return undefined;
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return item;
  const carried = new Set([...keys, ...tableKeys, ...NonKeyAttributes]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => carried.has(name)));
};

/**
 * What a changed entry costs: nothing when it stays as it is; a deletion and a write when its key
 * changes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
const indexUnits = (index: Index, before: WireItem | undefined, after: WireItem | undefined) => {
  if (isDeepStrictEqual(before, after)) return 0;
  const size = (entry: WireItem | undefined): number => (entry ? unitsOf(bytesOf(entry)) : 0);
  const isMoved =
    before && after
      ? keysIn(index.KeySchema).some((name) => !isDeepStrictEqual(before[name], after[name]))
      : true;
  return isMoved ? size(before) + size(after) : Math.max(size(before), size(after));
};

/** An empty table with the keys and indexes of the template. */
export const meteredTable = ({ properties }: TableResource): MeteredTable => {
  const items = new Map<string, WireItem>();
  const keys = keysIn(properties.KeySchema);
  const { GlobalSecondaryIndexes: indexes = [] } = properties;
  return {
    put: (item, condition) => {
      const key = keys.map((name) => item[name]?.S ?? '').join(' ');
      const current = items.get(key);
      // A failed condition is charged by the size of the stored item.
      if (!holds(condition, toValues(current)))
        return {
          units: { table: current ? unitsOf(bytesOf(current)) : 1 },
          current: current ?? {},
        };
      items.set(key, item);
      const units: Record<string, number> = {
        table: Math.max(unitsOf(bytesOf(item)), current ? unitsOf(bytesOf(current)) : 0),
      };
      for (const index of indexes) {
        const cost = indexUnits(index, entryIn(index, keys, current), entryIn(index, keys, item));
        if (cost > 0) units[index.IndexName] = cost;
      }
      return { units };
    },
    stored: () => {
      const all = [...items.values()];
      const entries = indexes.flatMap((index) =>
        all.map((item) => entryIn(index, keys, item)).filter((entry) => entry !== undefined),
      );
      const sum = (some: readonly WireItem[]): number =>
        some.reduce((bytes, item) => bytes + bytesOf(item) + OVERHEAD, 0);
      return { table: sum(all), indexes: sum(entries) };
    },
  };
};

/** What conditions look at: texts and numbers, never bytes. */
const toValues = (item: WireItem | undefined): Parameters<typeof holds>[1] =>
  item && Object.fromEntries(Object.entries(item).flatMap(([name, value]) => textOf(name, value)));

const textOf = (name: string, { S, N, L }: WireItem[string]): [string, Value][] => {
  if (S !== undefined) return [[name, { S }]];
  if (N !== undefined) return [[name, { N }]];
  return L ? [[name, { L: L.map(({ S: text = '' }) => ({ S: text })) }]] : [[name, { NULL: true }]];
};

type Value = NonNullable<Parameters<typeof holds>[1]>[string];
