import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isoTime } from '../event/time.ts';
import { controlTable } from '../tables.ts';

type Item = Record<string, AttributeValue>;

/** What a consumer must know before it handles an event. */
export interface Rules {
  /** When the latest erasure was, epoch milliseconds; undefined where nothing was ever erased. */
  readonly erasedAt: number | undefined;
}

export const noRules: Rules = { erasedAt: undefined };

/** The key of the item: one, so that one request reads them as of one moment. */
export const rulesKey: Item = {
  [controlTable.hash]: { S: controlTable.rules },
  [controlTable.range]: { S: 'current' },
};

/** The attribute of the latest erasure. */
export const ERASED_AT = 'erasedAt';

/** The rules of an item. @param item undefined where there never were any. */
export const rulesFrom = (item: Item | undefined): Rules => {
  const erasedAt = item?.[ERASED_AT]?.S;
  return { erasedAt: erasedAt === undefined ? undefined : Date.parse(erasedAt) };
};

/** A time as the item states it: in an order that DynamoDB can compare. */
export const timeValue = (time: number): AttributeValue => ({ S: isoTime(time) ?? '' });
