import { nearFamily } from '../../../../bin/webhooks/pipeline/names.ts';

it.each([
  ['account_note.created', 'account'],
  ['account', 'account'],
  ['payment_terminal.paired', 'payment'],
  ['issuing_program.modified', 'issuing'],
  ['issuings.card.active', 'issuing'],
  ['customers.merged', 'customer'],
  ['connection_request.created', 'connection'],
])('%s begins like a family here', (name, word) => {
  expect(nearFamily(name)).toBe(word);
});

it.each([
  'payment.new',
  'payment.dispatched',
  'connected_account_transfer.new',
  'linked_account.failed',
  'global_account.active',
  'deposit.settled',
  'payout.transfer.paid',
  'invoice.payment.paid',
  'heartbeat.doctor',
  '',
])('%s is another product’s', (name) => {
  expect(nearFamily(name)).toBeUndefined();
});
