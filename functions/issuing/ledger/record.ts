import Big from 'big.js';
import * as v from 'valibot';

/**
 * A record of the issuing table as a plain object: its keys, its metadata and its attributes side by side,
 * as the item has them.
 */
export interface SpendRecord {
  readonly pk: string;
  readonly sk: string;
  readonly version: string;
  /** The event that set the record. */
  readonly eventId: string;
  readonly occurredAt?: string | undefined;
  readonly [attribute: string]: unknown;
}

const schema = v.looseObject({
  pk: v.string(),
  sk: v.string(),
  version: v.string(),
  eventId: v.string(),
  occurredAt: v.optional(v.string()),
});

/**
 * An item of the issuing table that was converted to a plain object, as a record of spend.
 * @throws Where it is no record: its key, `version` or `eventId` is missing.
 */
export const spendRecordOf = (item: object): SpendRecord => v.parse(schema, item);

/**
 * An exact amount, in any form that a plain object may have it: decimal text, `{ decimal }`, or `{ value }` as
 * with `wrapNumbers` of `@aws-sdk/util-dynamodb`. A number is exact up to 15 digits.
 */
export const decimal = v.pipe(
  v.union([
    v.string(),
    v.number(),
    v.pipe(
      v.object({ decimal: v.string() }),
      v.transform((amount) => amount.decimal),
    ),
    v.pipe(
      v.object({ value: v.string() }),
      v.transform(({ value }) => value),
    ),
  ]),
  v.transform((amount) => new Big(amount)),
);
