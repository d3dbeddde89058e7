import type { ObjectName } from '../../../../functions/shared/change/change.ts';
import { kindOfRecord } from '../../../../functions/shared/change/kinds.ts';
import { recordKeys } from '../../../../functions/shared/change/records.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { kindOf } from '../../../../functions/shared/event/identifier.ts';
import type { RecordKey } from '../../../../functions/shared/query/records.ts';
import { objectKeysOf } from '../../pipeline/names.ts';
import { usageError } from '../../terminal/failure.ts';

/** A record that a command line can mean. */
export interface Subject {
  readonly domain: Domain;
  readonly key: RecordKey;
  readonly object: ObjectName;
}

/** The patterns of the sort keys of an object's records. */
const sortKeysOf = (kind: string): readonly string[] =>
  Object.values(recordKeys).flatMap(({ pk, sk }) => (pk.startsWith(`${kind}#<`) ? [sk] : []));

/** The sort key of the record that has an object's status: its own, where it has one. */
const ownSortKey = (kind: string): string | undefined =>
  [kind, 'status'].find((sk) => sortKeysOf(kind).includes(sk));

const noRecord = (kind: string, sk: string | undefined): Error =>
  usageError(
    `${sk === undefined ? `Which record of the ${kind}? Name it with --record.` : `A record "${sk}" is none of a ${kind}.`} Its records: ${sortKeysOf(kind).join(', ')}.`,
  );

/**
 * The records that a word can mean: one where it is an object's key, several where it is an id alone.
 * @param sk of another record than the object's own.
 * @throws Failure for a kind of object or record that does not exist.
 */
export const subjectsOf = (word: string, sk?: string): readonly Subject[] => {
  const keys = objectKeysOf([word]);
  const subjects = keys.flatMap(({ domain, pk }): readonly Subject[] => {
    const key = { pk, sk: sk ?? ownSortKey(kindOf(pk)) ?? '' };
    const kind = kindOfRecord(key);
    return kind?.domain === domain.name ? [{ domain, key, object: kind.name }] : [];
  });
  if (subjects.length > 0) return subjects;
  if (word.includes('#')) throw noRecord(kindOf(word), sk);
  throw usageError(`No kind of object has a record "${sk}". "show" lists those of an object.`);
};
