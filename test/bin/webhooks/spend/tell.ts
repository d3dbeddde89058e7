/** A message of the card network, as a test thinks of it. */
export interface Told {
  readonly id: string;
  readonly type:
    | 'AUTHORIZATION'
    | 'CLEARING'
    | 'REVERSAL'
    | 'REVERSAL_AUTH'
    | 'REFUND'
    | 'ORIGINAL_CREDIT';
  /** Billed, with Airwallex's sign: a debit is negative. */
  readonly amount: number;
  /** `USD` by default. */
  readonly currency?: string;
  /** In the merchant's currency; as billed by default. */
  readonly original?: { readonly amount: number; readonly currency: string };
  /** Seconds after the first message that it was posted. */
  readonly second?: number;
  readonly status?: string;
  readonly subtype?: string;
  /** Ids of authorizations that it names. */
  readonly names?: readonly string[];
  readonly lifecycle?: string;
  /** The network's reference. */
  readonly reference?: string;
  /** The card transaction, `ct_<lifecycle>` by default. */
  readonly cardTransaction?: string;
  /** Fields of the body as they are. */
  readonly fields?: object;
}

const START = Date.UTC(2026, 8, 3, 10);

const timeOf = ({ second = 0 }: Told): string => new Date(START + second * 1_000).toISOString();

const amounts = ({ amount, currency = 'USD', original = { amount, currency } }: Told) => ({
  billing_amount: amount,
  billing_currency: currency,
  transaction_amount: original.amount,
  transaction_currency: original.currency,
});

const levels = ({ id, lifecycle, cardTransaction = lifecycle && `ct_${lifecycle}` }: Told) => ({
  card_transaction_event_id: `e_${id}`,
  ...(cardTransaction && { card_transaction_id: cardTransaction }),
  ...(lifecycle && { card_transaction_lifecycle_id: lifecycle }),
});

const transaction = (told: Told, version: string, data: object) => ({
  id: `evt_t_${told.id}`,
  name: `issuing.transaction.${told.status === 'FAILED' ? 'failed' : 'succeeded'}`,
  version,
  created_at: timeOf(told),
  data: {
    transaction_id: told.id,
    card_id: 'card_1',
    transaction_type: told.type,
    status: told.status ?? 'APPROVED',
    retrieval_ref: told.reference ?? null,
    matched_authorizations: told.names ?? null,
    ...amounts(told),
    ...data,
    ...told.fields,
  },
});

const categories: Partial<Record<Told['type'], string>> = {
  REFUND: 'MERCHANT_CREDIT',
  ORIGINAL_CREDIT: 'ORIGINAL_CREDIT',
};

/** Ways that webhooks tell a message: API versions of a transaction, and the newer family. */
export const tellings = {
  /** A transaction that names no card transaction event. */
  old: (told: Told) =>
    transaction(told, '2019-09-09', {
      lifecycle_id: told.lifecycle ?? null,
      posted_date: timeOf(told).replace('Z', '+0000'),
    }),
  /** A transaction since the three levels of card spend. */
  current: (told: Told) =>
    transaction(told, '2026-08-21', {
      card_transaction_data: levels(told),
      posted_at: timeOf(told),
    }),
  event: (told: Told) => ({
    id: `evt_e_${told.id}`,
    name: `issuing.card_transaction_event.${told.status === 'FAILED' ? 'failed' : 'success'}`,
    version: '2026-08-21',
    created_at: timeOf(told),
    data: {
      ...levels(told),
      card_id: 'card_1',
      type: told.type in categories ? 'CLEARING' : told.type,
      subtype: told.subtype ?? null,
      transaction_category: categories[told.type] ?? 'PURCHASE',
      retrieval_ref: told.reference ?? null,
      created_at: timeOf(told),
      ...amounts(told),
      ...told.fields,
    },
  }),
};
export type Telling = keyof typeof tellings;

/** A lifecycle or card transaction with its state and totals. */
export const level = (kind: 'card_transaction' | 'lifecycle', data: object) => ({
  id: `evt_${JSON.stringify(data).length}_${kind}`,
  name:
    kind === 'lifecycle'
      ? 'issuing.card_transaction_lifecycle.modified'
      : 'issuing.card_transaction.modified',
  version: '2026-08-21',
  created_at: '2026-09-05T00:00:00Z',
  data: { card_id: 'card_1', billing_currency: 'USD', ...data },
});
