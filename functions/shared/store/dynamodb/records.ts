import { setTimeout as wait } from 'node:timers/promises';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { IndexRules } from '../../domain.ts';
import { type DomainRecord, join, sameRecord } from '../../record/domain-record.ts';
import { isKept } from '../../record/registers.ts';
import { momentOf } from '../../record/version.ts';
import { toItem } from '../attributes.ts';
import { withIndexKeys, wrongIndexKeys } from '../index-keys.ts';
import { recordOf, stateItem } from '../state-item.ts';
import type { Effect, Store } from '../store.ts';
import type { Condition, Put } from './put.ts';

/**
 * How often a record may change between our read and our write before we let the queue try again. In each
 * round of concurrent writers at least one of them is done: more rounds than consumers can have records
 * at once are never needed, and the pauses make it far fewer.
 */
const MOST_ROUNDS = 100;

/** Milliseconds of the longest pause before a round: random, so that writers come apart. */
const pauseBefore = (round: number): number => Math.random() * Math.min(4 * 2 ** round, 250);

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

/** Joins records into a state table. @param rules of the domain, by which records get the keys of indexes. */
export const recordsIn = (
  put: Put,
  table: string | undefined,
  rules: IndexRules,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Pick<Store, 'apply'> => {
  const itemOf = (record: DomainRecord): Record<string, AttributeValue> =>
    toItem(stateItem(withIndexKeys(record, rules)));

  return {
    apply: async (record) => {
      let joined = record;
      let stored = await put(table, itemOf(record), isNewer(record));
      for (let round = 0; stored !== undefined; round += 1) {
        if (round === MOST_ROUNDS) throw new Error('Too many writers change this record at once.');
        if (round > 0) await pause(pauseBefore(round));
        const read = recordOf(stored);
        joined = join(read, record);
        if (sameRecord(joined, read) && wrongIndexKeys(read, rules).length === 0)
          return effectOf(record, joined, 'unchanged');
        stored = await put(table, itemOf(joined), isStill(read));
      }
      return effectOf(record, joined, 'written');
    },
  };
};
