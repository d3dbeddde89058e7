import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { identifier } from '../../../../../functions/shared/event/identifier.ts';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import { itemsUnder } from '../../../../../functions/shared/query/archive.ts';
import type { Item } from '../../../../../functions/shared/query/items.ts';
import type { Table } from '../../../../../functions/shared/query/table.ts';
import { DISCARDED, eventsTable } from '../../../../../functions/shared/tables.ts';

/** What is known of an unreadable message, without anything of its body or attributes. */
export interface UnreadableLetter {
  /** The domain on whose dead-letter queue it is. */
  readonly domain: string;
  readonly messageId: string;
  /** SHA-256 of the message's body, hex. */
  readonly digest: string;
  /** Of the message's body. */
  readonly bytes: number;
  /** Why it is unreadable. */
  readonly cause: string;
  /** Epoch milliseconds. */
  readonly queuedAt: number;
}

/** A message that was discarded, as the archive notes it beside its events. */
export interface Discarded extends UnreadableLetter {
  /** Epoch milliseconds. */
  readonly discardedAt: number;
}

/** A note's item. Its key has the `#` of a body's parts, so whoever lists events passes it by. */
const noteItem = (note: Discarded): Item => ({
  [eventsTable.hash]: { S: DISCARDED },
  [eventsTable.range]: { S: `${note.domain}#${identifier(note.messageId)}` },
  domain: { S: note.domain },
  messageId: { S: note.messageId },
  messageDigest: { S: note.digest },
  bytes: { N: String(note.bytes) },
  cause: { S: note.cause },
  queuedAt: { S: isoTime(note.queuedAt) ?? '' },
  discardedAt: { S: isoTime(note.discardedAt) ?? '' },
});

const noteOf = (item: Item): Discarded => ({
  domain: item['domain']?.S ?? '',
  messageId: item['messageId']?.S ?? '',
  digest: item['messageDigest']?.S ?? '',
  bytes: Number(item['bytes']?.N),
  cause: item['cause']?.S ?? '',
  queuedAt: Date.parse(item['queuedAt']?.S ?? ''),
  discardedAt: Date.parse(item['discardedAt']?.S ?? ''),
});

/** Notes that a message is discarded. @returns the note that is stored: an earlier one stays as it is. */
export const noteDiscarded = async (
  { client, name }: Table,
  note: Discarded,
): Promise<Discarded> => {
  try {
    await client.send(
      new PutItemCommand({
        TableName: name,
        Item: noteItem(note),
        ConditionExpression: 'attribute_not_exists(id)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return note;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return noteOf(error.Item ?? {});
    throw error;
  }
};

/** The notes of a domain's discarded messages, the latest first. */
export const discardedOf = async (events: Table, domain: string): Promise<readonly Discarded[]> =>
  (await itemsUnder(events, DISCARDED))
    .map(noteOf)
    .filter((note) => note.domain === domain)
    .sort((a, b) => b.discardedAt - a.discardedAt);
