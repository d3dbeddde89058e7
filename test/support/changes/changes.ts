import type { SQSRecord } from 'aws-lambda';
import type { StreamRecord } from '../../../functions/publisher/stream.ts';
import type { AnyChange } from '../../../functions/shared/change/any-change.ts';
import { messageOf } from '../../../functions/shared/change/message.ts';
import type { Item } from '../../../functions/shared/change/values.ts';
import { toRecord } from '../aws/lambda.ts';

export const STREAM = 'arn:aws:dynamodb:eu-west-1:1:table/payments/stream/2026-03-01T10:00:00.000';

/** An item of a payment intent. */
export const intentItem = (
  id: string,
  attributes: Readonly<Record<string, string>> = {},
): Item => ({
  pk: { S: `payment_intent#${id}` },
  sk: { S: 'payment_intent' },
  version: { S: 'v1' },
  revision: { N: '1' },
  eventId: { S: 'evt_1' },
  accountId: { S: 'acct_1' },
  ...Object.fromEntries(
    Object.entries({ id, ...attributes }).map(([name, value]) => [name, { S: value }]),
  ),
});

/** A record of a stream, as Lambda hands it to the publisher. */
export const streamRecord = (
  sequenceNumber: number,
  before: Item | undefined,
  after: Item | undefined,
): StreamRecord => {
  const { pk = { S: '' }, sk = { S: '' } } = after ?? before ?? {};
  return {
    eventSourceARN: STREAM,
    dynamodb: {
      SequenceNumber: String(sequenceNumber),
      Keys: { pk, sk },
      ...(before && { OldImage: before }),
      ...(after && { NewImage: after }),
    },
  };
};

/** A change of a payment intent: paid, at a position of its stream. */
export const paid = (id: string, position: number, more: Partial<AnyChange> = {}): AnyChange => ({
  domain: 'payments',
  object: 'payment_intent',
  key: { pk: `payment_intent#${id}`, sk: 'payment_intent' },
  kind: 'changed',
  position: String(position).padStart(40, '0'),
  version: `v${position}`,
  revision: 1,
  eventId: `evt_${position}`,
  occurredAt: null,
  publishedAt: '2026-03-01T12:00:00.000Z',
  record: { id, status: 'SUCCEEDED' },
  previous: { status: 'REQUIRES_CAPTURE' },
  becomes: 'SUCCEEDED',
  from: 'REQUIRES_CAPTURE',
  account: 'acct_1',
  dueAt: null,
  replay: false,
  omitted: false,
  ...more,
});

/** A message as a FIFO queue gives it to Lambda. */
export const queued = (
  { body, groupId }: { readonly body: string; readonly groupId: string },
  id: string | number,
  receives = 1,
): SQSRecord => {
  const record = toRecord({ body, attributes: {} }, id, receives);
  return { ...record, attributes: { ...record.attributes, MessageGroupId: groupId } };
};

/** A change as the queue of a reaction gives it to Lambda. */
export const queuedChange = (change: AnyChange, receives = 1): SQSRecord =>
  queued(messageOf(change), change.eventId ?? change.position, receives);
