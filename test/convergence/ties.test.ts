import { momentOf } from '../../functions/shared/record/version.ts';
import { runtimeOf } from '../support/runtimes.ts';
import { delivery, joined, recordsFrom } from '../support/tables/expected-records.ts';

/** One event of each kind, in the order in which one wins over another of the same second. */
type Order = readonly (readonly [name: string, data: object])[];

const byName = (family: string, endings: string, data: object): Order =>
  endings.split(' ').map((ending) => [`${family}.${ending}`, data]);

const byStatus = (name: string, statuses: string, data: object): Order =>
  statuses.split(' ').map((status) => [name, { ...data, status }]);

const object = { object: { id: '1' } };

const inStage = (stage: string, endings: string): Order =>
  byName('payment_dispute', endings, { object: { id: '1', stage } });

const inAnyStage =
  'requires_response challenged pending_decision pending_closure expired accepted lost reversed won';

const accounts = runtimeOf('accounts');
const payments = runtimeOf('payments');
const issuing = runtimeOf('issuing');

const orders = [
  {
    record: 'payment_intent#1 payment_intent',
    runtime: payments,
    order: byName(
      'payment_intent',
      'created requires_customer_action pending pending_review payment_failed requires_capture cancelled succeeded',
      object,
    ),
  },
  {
    record: 'payment_attempt#1 payment_attempt',
    runtime: payments,
    order: byName(
      'payment_attempt',
      'received authentication_redirected pending_authorization authorized capture_requested settled risk_declined expired cancelled paid',
      object,
    ),
  },
  {
    record: 'payment_consent#1 payment_consent',
    runtime: payments,
    order: byName(
      'payment_consent',
      'created requires_payment_method requires_customer_action pending verification_failed verified paused disabled',
      object,
    ),
  },
  {
    record: 'refund#1 refund',
    runtime: payments,
    order: byName('refund', 'received processing failed succeeded', object),
  },
  {
    record: 'payment_link#1 payment_link',
    runtime: payments,
    order: byName('payment_link', 'created paid', object),
  },
  {
    record: 'payment_dispute#1 payment_dispute',
    runtime: payments,
    order: ['RFI', 'PRE_CHARGEBACK', 'CHARGEBACK', 'PRE_ARBITRATION', 'ARBITRATION'].flatMap(
      (stage) => inStage(stage, inAnyStage),
    ),
  },
  {
    record: 'account#1 status',
    runtime: accounts,
    order: byName('account', 'submitted action_required active dormant suspended closed', {}),
  },
  {
    record: 'account#1 capability#visa',
    runtime: accounts,
    order: byName('account_capability', 'pending enabled disabled', { id: 'visa' }),
  },
  {
    record: 'card#1 card',
    runtime: issuing,
    order: byName(
      'issuing.card',
      'pending active inactive expired blocked lost stolen failed closed',
      { card_id: '1' },
    ),
  },
  {
    record: 'cardholder#1 cardholder',
    runtime: issuing,
    order: byName('issuing.cardholder', 'incomplete pending ready disabled deleted', {
      cardholder_id: '1',
    }),
  },
  {
    record: 'transaction#1 transaction',
    runtime: issuing,
    order: byStatus(
      'issuing.transaction.succeeded',
      'PENDING APPROVED FAILED EXPIRED REVERSED CLEARED',
      { transaction_id: '1' },
    ),
  },
  {
    record: 'card_transaction#1 card_transaction',
    runtime: issuing,
    order: byName(
      'issuing.card_transaction',
      'authorized verified declined expired reversed cleared refunded',
      { id: '1' },
    ),
  },
  {
    record: 'transaction_dispute#1 transaction_dispute',
    runtime: issuing,
    order: byName(
      'issuing.transaction_dispute',
      'created submitted rejected accepted canceled expired lost won',
      { id: '1' },
    ),
  },
];

it.each(orders)('of one second, each event of $record wins over those before it', (about) => {
  const { record, runtime, order } = about;
  const stated = recordsFrom(
    order.map(([name, data], index) => {
      const created_at = '2026-03-01T10:00:00+0000';
      const event = { id: `evt_${index}`, name, account_id: '1', created_at, data };
      return delivery(Buffer.from(JSON.stringify(event)), Date.UTC(2026, 2, 1, 12));
    }),
    runtime,
  );
  for (const [high, winner] of stated.entries())
    for (const [low, loser] of stated.slice(0, high).entries()) {
      const eventId = `evt_${high}`;
      // A terminal state is certain of its place above an open one: only states alike are tied.
      const [one = '', other = ''] = [winner, loser].map(([first]) =>
        momentOf(first?.version ?? ''),
      );
      const tiedWith = one === other ? [`evt_${low}`] : [];
      expect(joined([...winner, ...loser]).get(record)).toMatchObject({ eventId, tiedWith });
      expect(joined([...loser, ...winner]).get(record)).toMatchObject({ eventId, tiedWith });
    }
});
