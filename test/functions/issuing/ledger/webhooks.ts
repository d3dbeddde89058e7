/** A message of the card network, for tests. */
export interface TestMessage {
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
  /** Further fields of the body. */
  readonly fields?: object;
}

const START = Date.UTC(2026, 8, 3, 10);

const timeOf = ({ second = 0 }: TestMessage): string =>
  new Date(START + second * 1_000).toISOString();

const amounts = ({ amount, currency = 'USD', original = { amount, currency } }: TestMessage) => ({
  billing_amount: amount,
  billing_currency: currency,
  transaction_amount: original.amount,
  transaction_currency: original.currency,
});

const levels = ({
  id,
  lifecycle,
  cardTransaction = lifecycle && `ct_${lifecycle}`,
}: TestMessage) => ({
  card_transaction_event_id: `e_${id}`,
  ...(cardTransaction && { card_transaction_id: cardTransaction }),
  ...(lifecycle && { card_transaction_lifecycle_id: lifecycle }),
});

const transaction = (message: TestMessage, version: string, data: object) => ({
  id: `evt_t_${message.id}`,
  name: `issuing.transaction.${message.status === 'FAILED' ? 'failed' : 'succeeded'}`,
  version,
  created_at: timeOf(message),
  data: {
    transaction_id: message.id,
    card_id: 'card_1',
    transaction_type: message.type,
    status: message.status ?? 'APPROVED',
    retrieval_ref: message.reference ?? null,
    matched_authorizations: message.names ?? null,
    ...amounts(message),
    ...data,
    ...message.fields,
  },
});

const categories: Partial<Record<TestMessage['type'], string>> = {
  REFUND: 'MERCHANT_CREDIT',
  ORIGINAL_CREDIT: 'ORIGINAL_CREDIT',
};

/** A message in the shape of the lifecycle's beta. */
const beta = (message: TestMessage, id: string, retrieval_ref: string | null = null) => ({
  id: `evt_${id}`,
  name: 'issuing.transaction_lifecycle_event.created',
  version: '2025-04-25',
  created_at: timeOf(message),
  data: {
    id,
    lifecycle_id: message.lifecycle ?? `l_${message.id}`,
    type: message.type in categories ? 'CLEARING' : message.type,
    subtype: message.subtype ?? null,
    process_result: message.status === 'FAILED' ? 'DECLINED' : 'APPROVED',
    transaction_type: categories[message.type] ?? 'PURCHASE',
    created_at: timeOf(message),
    retrieval_ref,
    ...amounts(message),
    ...message.fields,
  },
});

/** The webhook of a message in each format: API versions of a transaction, the newer family and its beta. */
export const webhookOf = {
  /** A transaction as the vendor's page prints it: no lifecycle, and here no reference of the network. */
  page: (message: TestMessage) =>
    transaction(message, '2019-09-09', {
      retrieval_ref: null,
      posted_date: timeOf(message).replace('Z', '+0000'),
    }),
  /** The beta under the id of the card transaction event. */
  beta: (message: TestMessage) => beta(message, `e_${message.id}`, message.reference),
  /** The beta with nothing in common with other families but amount and time. */
  betaAlone: (message: TestMessage) => beta(message, `b_${message.id}`),
  /** A transaction that names no card transaction event. */
  old: (message: TestMessage) =>
    transaction(message, '2019-09-09', {
      lifecycle_id: message.lifecycle ?? null,
      posted_date: timeOf(message).replace('Z', '+0000'),
    }),
  /** A transaction since the three levels of card spend. */
  current: (message: TestMessage) =>
    transaction(message, '2026-08-21', {
      card_transaction_data: levels(message),
      posted_at: timeOf(message),
    }),
  event: (message: TestMessage) => ({
    id: `evt_e_${message.id}`,
    name: `issuing.card_transaction_event.${message.status === 'FAILED' ? 'failed' : 'success'}`,
    version: '2026-08-21',
    created_at: timeOf(message),
    data: {
      ...levels(message),
      card_id: 'card_1',
      type: message.type in categories ? 'CLEARING' : message.type,
      subtype: message.subtype ?? null,
      transaction_category: categories[message.type] ?? 'PURCHASE',
      retrieval_ref: message.reference ?? null,
      created_at: timeOf(message),
      ...amounts(message),
      ...message.fields,
    },
  }),
};
export type Format = keyof typeof webhookOf;

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
