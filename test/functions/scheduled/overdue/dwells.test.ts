import { accountLifecycle } from '../../../../functions/accounts/account.ts';
import { amendmentLifecycle } from '../../../../functions/accounts/amendment.ts';
import { capabilityLifecycle } from '../../../../functions/accounts/capability.ts';
import { connectionLifecycle } from '../../../../functions/connections/fields.ts';
import { domains } from '../../../../functions/domains.ts';
import { loadDwells } from '../../../../functions/dwells.ts';
import { cardLifecycle } from '../../../../functions/issuing/card.ts';
import { cardTransactionLifecycle } from '../../../../functions/issuing/card-transaction.ts';
import { cardholderLifecycle } from '../../../../functions/issuing/cardholder.ts';
import { disputeLifecycle as transactionDisputeLifecycle } from '../../../../functions/issuing/dispute.ts';
import { transactionLifecycle } from '../../../../functions/issuing/transaction.ts';
import { disputeLifecycle } from '../../../../functions/payments/dispute.ts';
import { attemptLifecycle } from '../../../../functions/payments/payment-attempt.ts';
import { consentLifecycle } from '../../../../functions/payments/payment-consent.ts';
import { intentLifecycle } from '../../../../functions/payments/payment-intent.ts';
import { linkLifecycle } from '../../../../functions/payments/payment-link.ts';
import { methodLifecycle } from '../../../../functions/payments/payment-method.ts';
import { refundLifecycle } from '../../../../functions/payments/refund.ts';
import type { Dwell } from '../../../../functions/shared/domain.ts';
import type { Lifecycle } from '../../../../functions/shared/record/lifecycle.ts';
import { FINAL } from '../../../../functions/shared/record/version.ts';

/** The lifecycle of each record that has one. */
const lifecycles: Readonly<Record<string, Lifecycle>> = {
  'connection#': connectionLifecycle,
  status: accountLifecycle,
  'capability#': capabilityLifecycle,
  'amendment#': amendmentLifecycle,
  card: cardLifecycle,
  cardholder: cardholderLifecycle,
  transaction: transactionLifecycle,
  card_transaction: cardTransactionLifecycle,
  transaction_dispute: transactionDisputeLifecycle,
  payment_intent: intentLifecycle,
  payment_attempt: attemptLifecycle,
  payment_consent: consentLifecycle,
  payment_method: methodLifecycle,
  payment_link: linkLifecycle,
  payment_dispute: disputeLifecycle,
  refund: refundLifecycle,
};

const loaded = async (): Promise<readonly Dwell[]> =>
  (await loadDwells(domains)).map(({ dwell }) => dwell);

it('every record with a lifecycle has days, or reasons', async () => {
  const dwells = await loaded();
  expect([...new Set(dwells.map(({ record }) => record))].sort()).toEqual(
    Object.keys(lifecycles).sort(),
  );
});

it.each(Object.entries(lifecycles))(
  'each status of %s that is not terminal has its days, or a reason why it may last',
  async (record, { ranks }) => {
    const rules = (await loaded()).filter((dwell) => dwell.record === record);
    const stated = rules.flatMap(({ days, lasting }) => [
      ...Object.keys(days),
      ...Object.keys(lasting),
    ]);
    const open = Object.keys(ranks).filter((status) => (ranks[status] ?? 0) < FINAL);
    expect(open.filter((status) => !stated.includes(status))).toEqual([]);
    expect(stated.filter((status) => !Object.hasOwn(ranks, status))).toEqual([]);
  },
);

it('no status has its days twice, and each rule its source', async () => {
  const dwells = await loaded();
  const all = dwells.flatMap(({ record, days }) =>
    Object.keys(days).map((status) => `${record} ${status}`),
  );
  expect(new Set(all).size).toBe(all.length);
  for (const { source } of dwells) expect(source).toMatch(/^our estimate$|^https:\/\//);
});
