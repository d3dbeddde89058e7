import * as v from 'valibot';
import { key } from '../../shared/event/identifier.ts';
import type { SpendRecord } from './record.ts';

/** Objects of the issuing table whose item collections contain spend. */
export const spendKinds: readonly string[] = [
  'transaction',
  'card_transaction_event',
  'card_transaction',
  'transaction_lifecycle',
];

const id = v.nullish(v.string());
const ids = {
  card_transaction_id: id,
  card_transaction_event_id: id,
  card_transaction_lifecycle_id: id,
};
const schema = v.object({
  ...ids,
  transaction_id: id,
  card_transaction_data: v.nullish(v.object(ids)),
  matched_authorizations: v.nullish(v.array(v.string())),
});

/** Keys of the collections that a record refers to: that of its own object, and those that it names. */
export const referencesOf = (record: SpendRecord): readonly string[] => {
  const { pk, sk } = record;
  const { card_transaction_data, matched_authorizations, transaction_id, ...own } = v.parse(
    schema,
    record,
  );
  const named: readonly (readonly [string, string | null | undefined])[] = [
    ...[own, card_transaction_data ?? {}].flatMap(
      (levels: typeof own) =>
        [
          ['card_transaction', levels.card_transaction_id],
          ['card_transaction_event', levels.card_transaction_event_id],
          ['transaction_lifecycle', levels.card_transaction_lifecycle_id],
        ] as const,
    ),
    ['transaction', transaction_id],
    ...(matched_authorizations ?? []).map((one) => ['transaction', one] as const),
  ];
  const keys = [pk, sk.replace(/^match#/, 'transaction#')].concat(
    named.flatMap(([kind, one]) => (one ? [key(kind, one)] : [])),
  );
  return [...new Set(keys)].filter(
    (one) => spendKinds.includes(one.split('#')[0] ?? '') && one.includes('#'),
  );
};
