import type { _Record as StreamedRecord } from '@aws-sdk/client-dynamodb-streams';
import { localAccount } from '../../cloud/account.ts';

/** A record of a stream, as far as what gives it to a function needs it. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** As Lambda gives it to a function. */
  readonly event: object;
}

/** Bytes as base64, as in JSON. */
const asJson = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asJson(part)]));
};

/**
 * A record as Lambda gives it to a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export const streamRecord = (
  { eventID, eventName, eventVersion, dynamodb = {} }: StreamedRecord,
  streamArn: string,
): StreamRecord => {
  const { ApproximateCreationDateTime: created = new Date(), ...change } = dynamodb;
  return {
    sequenceNumber: change.SequenceNumber ?? '',
    createdAt: created.getTime(),
    event: {
      eventID,
      eventName,
      eventVersion,
      eventSource: 'aws:dynamodb',
      awsRegion: localAccount.region,
      dynamodb: {
        ...Object.fromEntries(Object.entries(change).map(([name, part]) => [name, asJson(part)])),
        ApproximateCreationDateTime: created.getTime() / 1_000,
      },
      eventSourceARN: streamArn,
    },
  };
};
