import type { AnyChange } from '../shared/change/any-change.ts';
import { changeOf } from '../shared/change/change-of.ts';
import { kindOfRecord } from '../shared/change/kinds.ts';
import { type ChangeMessage, groupOf, messageOf } from '../shared/change/message.ts';
import type { Item } from '../shared/change/values.ts';
import { sha256 } from '../shared/event/identifier.ts';
import { errorName } from '../shared/lambda/error-fields.ts';
import { positionOf, type StreamRecord } from './stream.ts';

/** What identifies a change, without its contents. */
export interface ChangeReference {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly version: string | null;
  readonly eventId: string | null;
  readonly sequenceNumber: string;
}

/** A change that is to be published. */
export interface Publication {
  readonly reference: ChangeReference;
  readonly groupId: string;
  /** The same for the same record of a stream: SNS drops what it got within five minutes. */
  readonly deduplicationId: string;
  readonly message: ChangeMessage;
  /** Bytes that SNS counts. */
  readonly bytes: number;
}

/** A change that cannot be made a message, with the name of the error. */
export interface Unpublishable extends Pick<Publication, 'reference' | 'groupId'> {
  readonly reason: string;
}

/** What a record of a stream is: a change, or why it is none. */
export type Read = Publication | Unpublishable | 'unchanged' | 'notOurs';

const DATA_TYPE = 'String';

/** Bytes of a message, its attributes included. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const bytesOf = ({ body, attributes }: ChangeMessage): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + name.length + DATA_TYPE.length + value.length,
    Buffer.byteLength(body),
  );

const textOf = (item: Item | undefined, name: string): string => item?.[name]?.S ?? '';

const publicationOf = (
  change: AnyChange,
  reference: ChangeReference,
  deduplicationId: string,
): Publication => {
  const message = messageOf(change);
  return { reference, groupId: message.groupId, deduplicationId, message, bytes: bytesOf(message) };
};

/** Reads a record of a stream. @param now epoch milliseconds. */
export const readRecord = (record: StreamRecord, now: number): Read => {
  const { eventSourceARN = '', dynamodb: { SequenceNumber = '', ...images } = {} } = record;
  const { Keys, OldImage: before, NewImage: after } = images;
  const current = after ?? before;
  const key = { pk: textOf(Keys ?? current, 'pk'), sk: textOf(Keys ?? current, 'sk') };
  const kind = kindOfRecord(key);
  if (kind === undefined) return 'notOurs';
  const reference: ChangeReference = {
    domain: kind.domain,
    ...key,
    version: textOf(current, 'version') || null,
    eventId: textOf(current, 'eventId') || null,
    sequenceNumber: SequenceNumber,
  };
  try {
    const change = changeOf(
      { before, after },
      {
        position: positionOf(eventSourceARN, SequenceNumber),
        publishedAt: new Date(now).toISOString(),
      },
    );
    if (change === undefined) return 'unchanged';
    return publicationOf(change, reference, sha256(`${eventSourceARN} ${SequenceNumber}`));
  } catch (error) {
    return { reference, groupId: groupOf(key), reason: errorName(error) };
  }
};

export const isPublication = (read: Read): read is Publication =>
  typeof read === 'object' && 'message' in read;
