import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isoTime } from '../event/time.ts';
import { controlTable } from '../tables.ts';

type Item = Record<string, AttributeValue>;

/** What a secret signed and the ingress received in a time. */
export interface VoidScope {
  /** The label of the secret. */
  readonly label: string;
  /** When it was received, epoch milliseconds: from then on… */
  readonly since: number;
  /** …and until then; without end where this is missing. */
  readonly until?: number | undefined;
}

/** That nothing in a scope counts. */
export interface VoidRule extends VoidScope {
  readonly id: string;
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

/** A time as an item states it: in an order that DynamoDB can compare. */
export const timeValue = (time: number): AttributeValue => ({ S: isoTime(time) ?? '' });

/** The reverse of {@link timeValue}. @param value undefined where an item states no time. */
export const timeOf = (value: AttributeValue | undefined): number | undefined =>
  value?.S === undefined ? undefined : Date.parse(value.S);

/** What a rule voids, as an item states it. */
export const scopeItem = ({ label, since, until }: VoidScope): Item => ({
  label: { S: label },
  since: timeValue(since),
  ...(until !== undefined && { until: timeValue(until) }),
});

/** The reverse of {@link scopeItem}. */
export const scopeOf = (item: Item): VoidScope => ({
  label: item['label']?.S ?? '',
  since: timeOf(item['since']) ?? 0,
  until: timeOf(item['until']),
});

/** The rules of their item. */
export const rulesOf = (item: Item): Rules => ({
  erasedAt: timeOf(item[ERASED_AT]),
  voids: Object.entries(item[VOIDS]?.M ?? {}).map(([id, { M: scope = {} }]) => ({
    id,
    ...scopeOf(scope),
  })),
});
