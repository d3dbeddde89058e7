import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { recordMetadata } from '../store/state-item.ts';
import type { Value, Values } from './any-change.ts';

/** An item of a state table, as a stream or a query gives it. */
export type Item = Readonly<Record<string, AttributeValue>>;

const plainValue = ({ S, N, BOOL, L, M }: AttributeValue): Value => {
  if (S !== undefined) return S;
  if (N !== undefined) return N;
  if (BOOL !== undefined) return BOOL;
  if (L !== undefined) return L.map(plainValue);
  return M === undefined ? null : plainValues(M, () => true);
};

const plainValues = (item: Item, isWanted: (name: string) => boolean): Values => {
  const values: Record<string, Value> = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined && isWanted(name)) values[name] = plainValue(value);
  }
  return values;
};

/** The attributes of the record that an item holds, without its keys and its metadata. */
export const attributesOf = (item: Item): Values =>
  plainValues(item, (name) => !recordMetadata.has(name));
