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

const referencesOf = (record: SpendRecord): readonly string[] => {
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

/**
 * Keys of the item collections that have a part in what records describe: those of their objects, and those that
 * they name. Whoever queries them, and again what these name until nothing new comes, has read all of it.
 */
export const collectionsOf = (records: readonly SpendRecord[]): readonly string[] => [
  ...new Set(records.flatMap(referencesOf)),
];

/**
 * Primary keys of the messages that the collection of an authorization or a lifecycle refers to, for a
 * `BatchGetItem`: `match#…` and `transaction#…` are copies there, of which only the message itself states whether
 * they still count.
 */
export const messageKeysOf = (
  records: readonly SpendRecord[],
): readonly { readonly pk: string; readonly sk: string }[] => {
  const ids = records.flatMap(({ sk }) => /^(?:match|transaction)#(.+)$/.exec(sk)?.[1] ?? []);
  return [...new Set(ids)].map((id) => ({ pk: `transaction#${id}`, sk: 'transaction' }));
};
