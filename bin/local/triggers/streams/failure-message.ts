import { randomUUID } from 'node:crypto';
import type { GivenUp } from './give-batch.ts';
import type { StreamRecord } from './stream-record.ts';

interface Failure {
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  readonly why: GivenUp;
  readonly tries: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * What Lambda sends to a source's destination about records that it gives up: no record itself.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const failureMessage = (failure: Failure): string => {
  const { functionArn, streamArn, shardId, records, why, tries, now } = failure;
  const [first, last] = [records[0], records.at(-1)];
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn,
      condition: why,
      approximateInvokeCount: tries,
    },
    ...(tries > 0 && {
      responseContext: {
        statusCode: 200,
        executedVersion: '$LATEST',
        functionError: 'Unhandled',
      },
    }),
    version: '1.0',
    timestamp: timeOf(now),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: timeOf(first?.createdAt ?? now),
      approximateArrivalOfLastRecord: timeOf(last?.createdAt ?? now),
      batchSize: records.length,
      streamArn,
    },
  });
};

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
