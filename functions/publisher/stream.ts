import type { Item } from '../shared/change/values.ts';

/** A record of a table's stream, as far as it is used. */
export interface StreamRecord {
  readonly eventSourceARN?: string | undefined;
  readonly dynamodb?:
    | {
        readonly SequenceNumber?: string | undefined;
        readonly Keys?: Item | undefined;
        readonly OldImage?: Item | undefined;
        readonly NewImage?: Item | undefined;
      }
    | undefined;
}

/** What Lambda hands the publisher: records of one shard, in their order. */
export interface StreamBatch {
  readonly Records: readonly StreamRecord[];
}

/**
 * Where Lambda shall go on: everything from that record on comes back.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export interface StreamResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Digits of a sequence number: AWS writes up to 40. */
const DIGITS = 40;

/** When a stream was made, the last part of its ARN: a table that gets a new one counts again from there. */
const labelOf = (arn: string): string => /\/stream\/([^/]+)$/.exec(arn)?.[1] ?? '';

/** The place of a record among all that streams ever had of its table, as a text that sorts. */
export const positionOf = (arn: string, sequenceNumber: string): string =>
  `${labelOf(arn)}#${sequenceNumber.padStart(DIGITS, '0')}`;
