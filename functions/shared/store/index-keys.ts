import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Due, IndexRules, Work } from '../domain.ts';
import { key, kindOf, sha256 } from '../event/identifier.ts';
import { isoTime } from '../event/time.ts';
import type { DomainRecord } from '../record/domain-record.ts';
import type { Attribute, Attributes } from '../record/projection.ts';
import { OPEN_SHARDS, stateTable } from '../tables.ts';

/*
 * Some records have keys of indexes beside what events state. They follow from all attributes together,
 * which may be of several events, and so are set at every write.
 */

const { open, lookup, byCustomer } = stateTable;

/** The names of the attributes that only an index reads. */
export const indexKeyNames: readonly string[] = [
  open.hash,
  open.range,
  lookup.hash,
  byCustomer.hash,
];

/** What of a record decides its index keys. */
type Indexed = Pick<DomainRecord, 'pk' | 'sk' | 'attributes'>;

/** The time of work for which none is stated: after all others. */
export const NEVER_DUE = 'none';

const DAY_MILLISECONDS = 86_400_000;

/** A key of the index of open work: a kind and one of its shards. */
export const openKey = (kind: string, shard: number): string => `${kind}#${shard}`;

const shardOf = (pk: string): number => Number.parseInt(sha256(pk).slice(0, 8), 16) % OPEN_SHARDS;

const isMap = (value: Attribute): value is Attributes =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textAt = (attributes: Attributes, path: readonly string[]): string | undefined => {
  let value: Attribute = attributes;
  for (const name of path) value = isMap(value) ? value[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const daysOf = (attributes: Attributes, { days = 0, unless }: Due): number => {
  const value = unless && textAt(attributes, unless.at);
  const own = value !== undefined && Object.hasOwn(unless?.days ?? {}, value);
  return own ? (unless?.days[value] ?? days) : days;
};

const dueAt = (attributes: Attributes, due: Due | undefined): string => {
  const stated = due && textAt(attributes, due.at);
  if (due === undefined || stated === undefined) return NEVER_DUE;
  return isoTime(Date.parse(stated) + daysOf(attributes, due) * DAY_MILLISECONDS) ?? NEVER_DUE;
};

/** The work that a record is of, in whatever status. */
export const isOf = (
  { objects, record }: Pick<Work, 'objects' | 'record'>,
  { pk, sk }: Pick<Indexed, 'pk' | 'sk'>,
): boolean =>
  objects.includes(kindOf(pk)) && (record.endsWith('#') ? sk.startsWith(record) : sk === record);

const openWork = (record: Indexed, { work = [] }: IndexRules) => {
  const { status } = record.attributes;
  const rule = work.find((one) => isOf(one, record));
  if (rule === undefined || typeof status !== 'string' || !rule.statuses.includes(status))
    return {};
  return {
    [open.hash]: openKey(rule.kind, shardOf(record.pk)),
    [open.range]: dueAt(record.attributes, rule.due),
  };
};

/** The index keys that follow from a record's attributes, by name. */
export const indexKeysOf = (
  record: Indexed,
  rules: IndexRules,
): Readonly<Record<string, string>> => {
  const keys: Record<string, string> = openWork(record, rules);
  for (const { index, record: sk, field, as } of rules.lookups ?? []) {
    const value = sk === record.sk ? record.attributes[field] : undefined;
    if (typeof value === 'string' && value !== '') keys[stateTable[index].hash] = key(as, value);
  }
  return keys;
};

/** A record with the index keys that follow from its attributes. */
export const withIndexKeys = (record: DomainRecord, rules: IndexRules): DomainRecord => ({
  ...record,
  indexKeys: indexKeysOf(record, rules),
});

/** Names of the index keys of a stored record that are not those that follow from its attributes. */
export const wrongIndexKeys = (record: DomainRecord, rules: IndexRules): readonly string[] => {
  const keys = indexKeysOf(record, rules);
  return indexKeyNames.filter((name) => keys[name] !== record.indexKeys?.[name]);
};

/** The index keys that an item has; nothing where it has none. */
export const indexKeysIn = (
  item: Readonly<Record<string, AttributeValue>>,
): Pick<DomainRecord, 'indexKeys'> => {
  let keys: Record<string, string> | undefined;
  for (const name of indexKeyNames) {
    const value = item[name]?.S;
    if (value !== undefined) keys = { ...keys, [name]: value };
  }
  return keys === undefined ? {} : { indexKeys: keys };
};
