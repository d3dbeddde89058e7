import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { identifier } from '../event/identifier.ts';
import { isoTime } from '../event/time.ts';
import type { Verdict } from '../record/judge.ts';
import { eventsTable } from '../tables.ts';

type Item = Record<string, AttributeValue>;

/** That what was known by an id is erased, as the archive notes it beside its events. */
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

/** A tombstone's item. Its key has the `#` of a body's parts, so whoever lists events passes it by. */
export const tombstoneItem = ({ id, subject, erasedAt }: Tombstone): Item => ({
  [eventsTable.hash]: { S: eventsTable.erasures },
  [eventsTable.range]: { S: `${subject}#${identifier(id)}` },
  erasedId: { S: id },
  subject: { S: subject },
  erasedAt: { S: isoTime(erasedAt) ?? '' },
});

/** The reverse of {@link tombstoneItem}. */
export const tombstoneOf = (item: Item): Tombstone => ({
  id: item['erasedId']?.S ?? '',
  subject: item['subject']?.S ?? '',
  erasedAt: Date.parse(item['erasedAt']?.S ?? ''),
});

/** What is erased by these tombstones; the latest counts where an id has several. */
export const erasedBy = (tombstones: readonly Tombstone[]): Erased => {
  const erased = new Map<string, number>();
  for (const { id, erasedAt } of tombstones)
    erased.set(id, Math.max(erasedAt, erased.get(id) ?? 0));
  return erased;
};

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

/**
 * Whether an event is among what was erased: it is of an account that was or mentions an id that
 * was, and happened before then. One that does not state when it happened is: each time it is sent it
 * would look new. A number is no mention, for an amount can be an account's digits.
 */
export const isErased = (
  json: unknown,
  { occurredAt, accountId = '' }: Pick<Verdict, 'occurredAt' | 'accountId'>,
  erased: Erased,
): boolean => {
  if (erased.size === 0) return false;
  const at = occurredAt === undefined ? 0 : Date.parse(occurredAt);
  const wasErased = (id: string): boolean => at <= (erased.get(id) ?? Number.NEGATIVE_INFINITY);
  if (wasErased(accountId)) return true;
  for (const text of mentionsIn(json)) if (wasErased(text)) return true;
  return false;
};
