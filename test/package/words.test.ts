import { accountLifecycle } from '../../functions/accounts/account.ts';
import { amendmentLifecycle } from '../../functions/accounts/amendment.ts';
import { capabilityLifecycle } from '../../functions/accounts/capability.ts';
import { domains } from '../../functions/domains.ts';
import { cardLifecycle } from '../../functions/issuing/card.ts';
import { cardTransactionLifecycle } from '../../functions/issuing/card-transaction.ts';
import { cardholderLifecycle } from '../../functions/issuing/cardholder.ts';
import { disputeLifecycle as issuingDisputeLifecycle } from '../../functions/issuing/dispute.ts';
import { messageResults, messageTypes } from '../../functions/issuing/spend.ts';
import { transactionLifecycle } from '../../functions/issuing/transaction.ts';
import { disputeLifecycle, stageRanks } from '../../functions/payments/dispute.ts';
import { attemptLifecycle } from '../../functions/payments/payment-attempt.ts';
import { consentLifecycle } from '../../functions/payments/payment-consent.ts';
import { intentLifecycle } from '../../functions/payments/payment-intent.ts';
import { linkLifecycle } from '../../functions/payments/payment-link.ts';
import { methodLifecycle } from '../../functions/payments/payment-method.ts';
import { refundLifecycle } from '../../functions/payments/refund.ts';
import { attributesOf } from '../../package/attributes.ts';
import { definitionsIn } from '../../package/reading.ts';
import { definitionsOf } from '../support/runtimes.ts';

/* The known words of an attribute are part of the interface, and those of the code that projects it. */

const definitions = definitionsIn(
  Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)])),
);

const wordsOf = (kind: string, path: string): readonly string[] => {
  const definition = definitions.find(({ name }) => name === kind);
  const attributes = attributesOf(definition?.schema ?? {});
  return attributes.find((attribute) => attribute.path === path)?.words ?? [];
};

it.each([
  ['account_status', 'status', accountLifecycle.ranks],
  ['account_platform', 'connected_account_status', accountLifecycle.ranks],
  ['account_capability', 'status', capabilityLifecycle.ranks],
  ['account_amendment', 'status', amendmentLifecycle.ranks],
  ['payment_intent', 'status', intentLifecycle.ranks],
  ['payment_intent', 'latest_payment_attempt.status', attemptLifecycle.ranks],
  ['payment_attempt', 'status', attemptLifecycle.ranks],
  ['refund', 'status', refundLifecycle.ranks],
  ['payment_dispute', 'status', disputeLifecycle.ranks],
  ['payment_dispute', 'stage', stageRanks],
  ['payment_dispute_stage', 'stage', stageRanks],
  ['payment_method', 'status', methodLifecycle.ranks],
  ['payment_consent', 'status', consentLifecycle.ranks],
  ['payment_link', 'status', linkLifecycle.ranks],
  ['card', 'status', cardLifecycle.ranks],
  ['cardholder', 'status', cardholderLifecycle.ranks],
  ['transaction', 'status', transactionLifecycle.ranks],
  ['transaction_match', 'status', transactionLifecycle.ranks],
  ['card_transaction', 'status', cardTransactionLifecycle.ranks],
  ['transaction_dispute', 'status', issuingDisputeLifecycle.ranks],
])('the known words of %s.%s are those of its lifecycle', (kind, path, ranks) => {
  expect([...wordsOf(kind, path)].sort()).toEqual(Object.keys(ranks).sort());
});

it.each([
  ['transaction', 'transaction_type', messageTypes],
  ['card_transaction_event', 'type', messageTypes],
  ['card_transaction_event', 'process_result', messageResults],
])('the known words of %s.%s are those that are no drift', (kind, path, words) => {
  expect([...wordsOf(kind, path)].sort()).toEqual([...words].sort());
});
