import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { identifier } from '../event/identifier.ts';
import { isoTime } from '../event/time.ts';
import type { Verdict } from '../record/judge.ts';
import { controlTable } from '../tables.ts';

type Item = Record<string, AttributeValue>;

/** That what was known by an id is erased. */
export interface Tombstone {
  /** Of an object: the subject of the erasure or what belonged to it. */
  readonly id: string;
  /** The subject's `<kind>#<id>`. */
  readonly subject: string;
  /** Epoch milliseconds: events from before then are erased, whenever they come. */
  readonly erasedAt: number;
}

/** When everything known by an id was erased, epoch milliseconds. */
export type Erased = ReadonlyMap<string, number>;

/** The key under which a consumer finds that an id is erased. */
export const tombstoneKey = (id: string): Item => ({
  [controlTable.hash]: { S: `${controlTable.erased}${identifier(id)}` },
  [controlTable.range]: { S: 'latest' },
});

/** The partition of the ids that were erased for a subject. */
export const subjectPartition = (subject: string): string => `${controlTable.subject}${subject}`;

/**
 * A tombstone's items: one for consumers, which ask by the id, and one for the next erasure, which asks
 * by the subject.
 */
export const tombstoneItems = ({ id, subject, erasedAt }: Tombstone): readonly Item[] => {
  const facts = {
    erasedId: { S: id },
    subject: { S: subject },
    erasedAt: { S: isoTime(erasedAt) ?? '' },
  };
  return [
    {
      [controlTable.hash]: { S: subjectPartition(subject) },
      [controlTable.range]: { S: identifier(id) },
      ...facts,
    },
    { ...tombstoneKey(id), ...facts },
  ];
};

/** The reverse of {@link tombstoneItems}, of either. */
export const tombstoneOf = (item: Item): Tombstone => ({
  id: item['erasedId']?.S ?? '',
  subject: item['subject']?.S ?? '',
  erasedAt: Date.parse(item['erasedAt']?.S ?? ''),
});

/** Every text that is a value in a parsed body. */
export function* mentionsIn(json: unknown): Generator<string> {
  const values: unknown[] = [json];
  while (values.length > 0) {
    const value = values.pop();
    if (typeof value === 'string') yield value;
    else if (typeof value === 'object' && value !== null)
      for (const inner of Object.values(value)) values.push(inner);
  }
}

/** When an event happened, as an erasure sees it: one that does not state it would look new each time it is sent. */
export const happenedAt = ({ occurredAt }: Pick<Verdict, 'occurredAt'>): number =>
  occurredAt === undefined ? 0 : Date.parse(occurredAt);

/**
 * Whether an event is among what was erased: it is of an account that was or mentions an id that
 * was, and happened before then. A number is no mention, for an amount can be an account's digits.
 */
export const isErased = (
  json: unknown,
  event: Pick<Verdict, 'occurredAt' | 'accountId'>,
  erased: Erased,
): boolean => {
  if (erased.size === 0) return false;
  const at = happenedAt(event);
  const wasErased = (id: string): boolean => at <= (erased.get(id) ?? Number.NEGATIVE_INFINITY);
  if (wasErased(event.accountId ?? '')) return true;
  for (const text of mentionsIn(json)) if (wasErased(text)) return true;
  return false;
};
