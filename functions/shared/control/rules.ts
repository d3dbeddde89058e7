import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isoTime } from '../event/time.ts';
import { controlTable } from '../tables.ts';

type Item = Record<string, AttributeValue>;

/** That nothing counts which a secret signed and the ingress received in a time. */
export interface VoidRule {
  readonly id: string;
  /** The label of the secret. */
  readonly label: string;
  /** When it was received, epoch milliseconds: from then on… */
  readonly since: number;
  /** …and until then; without end where this is missing. */
  readonly until?: number | undefined;
}

/** What a consumer must know before it handles an event. */
export interface Rules {
  /** When the latest erasure was, epoch milliseconds; undefined where nothing was ever erased. */
  readonly erasedAt: number | undefined;
  readonly voids: readonly VoidRule[];
}

export const noRules: Rules = { erasedAt: undefined, voids: [] };

/** The key of the item: one, so that one request reads them as of one moment. */
export const rulesKey: Item = {
  [controlTable.hash]: { S: controlTable.rules },
  [controlTable.range]: { S: 'current' },
};

/** The attribute of the latest erasure. */
export const ERASED_AT = 'erasedAt';

/** The attribute that holds the rules of what is void, by their ids. */
export const VOIDS = 'voids';

const timeFrom = (value: AttributeValue | undefined): number | undefined =>
  value?.S === undefined ? undefined : Date.parse(value.S);

/** A rule as the value of {@link VOIDS} at its id. */
export const voidValue = ({ label, since, until }: VoidRule): AttributeValue => ({
  M: {
    label: { S: label },
    since: timeValue(since),
    ...(until !== undefined && { until: timeValue(until) }),
  },
});

/** The rules of an item. @param item undefined where there never were any. */
export const rulesFrom = (item: Item | undefined): Rules => {
  const voids = Object.entries(item?.[VOIDS]?.M ?? {});
  return {
    erasedAt: timeFrom(item?.[ERASED_AT]),
    voids: voids.map(([id, { M: rule = {} }]) => ({
      id,
      label: rule['label']?.S ?? '',
      since: timeFrom(rule['since']) ?? 0,
      until: timeFrom(rule['until']),
    })),
  };
};

/** A time as the item states it: in an order that DynamoDB can compare. */
export const timeValue = (time: number): AttributeValue => ({ S: isoTime(time) ?? '' });
