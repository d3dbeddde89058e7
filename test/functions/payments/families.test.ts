import { payments } from '../../../functions/payments/domain.ts';
import { families } from '../../../functions/payments/families.ts';
import { project } from '../../support/interpret.ts';
import { sample, samplesOf } from '../../support/samples.ts';

const intent = project(families, sample('payments', 'payment_intent.succeeded')).object;
const customer = project(families, sample('payments', 'customer.created')).object;

/** Kind and id of a body's object, and what belongs to it, as the records must have them. */
const recordsOf = (title: string) => {
  const { object, records } = project(families, sample('payments', title));
  return records.map(({ pk, sk, related }) => {
    expect(pk).toBe(object);
    return [pk.slice(0, pk.indexOf('#')), sk, related?.to, related?.at] as const;
  });
};

it('has samples that are about an object each', () => {
  const objects = samplesOf('payments').map(({ body }) => project(families, body).object);
  expect(new Set(objects).size).toBe(objects.length);
});

describe('records', () => {
  const time = expect.stringMatching(/^2026-03-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

  it.each([
    ['payment_intent.succeeded', 'payment_intent', 'payment_intent', intent, '-'],
    ['payment_attempt.received', 'payment_attempt', 'payment_attempt', intent, time],
    ['refund.accepted', 'refund', 'refund', intent, time],
    ['payment_consent.verified', 'payment_consent', 'payment_consent', customer, time],
    ['payment_method.updated', 'payment_method', 'payment_method', customer, time],
    ['customer.created', 'customer', 'customer', customer, '-'],
  ])('%s has one', (title, kind, sk, to, at) => {
    expect(recordsOf(title)).toEqual([[kind, sk, to, at]]);
  });

  it('a dispute has one for its status and one for its stage', () => {
    expect(recordsOf('payment_dispute.requires_response')).toEqual([
      ['payment_dispute', 'payment_dispute', intent, time],
      ['payment_dispute', 'stage#CHARGEBACK', intent, time],
    ]);
  });

  it('a payment link has one, and one for each intent that paid it', () => {
    const link = project(families, sample('payments', 'payment_link.created')).object;
    expect(recordsOf('payment_link.created')).toEqual([
      ['payment_link', 'payment_link', link, '-'],
    ]);
    const paid = project(families, sample('payments', 'payment_link.paid'));
    expect(paid.records.map(({ sk, related }) => [sk, related?.to])).toEqual([
      ['payment_link', paid.object],
      [intent, intent],
    ]);
  });

  it('name what they belong to even where this event does not, so that an earlier link stays', () => {
    const silent = { data: { object: { id: 'x', status: 'LOST', stage: 'RFI' } } };
    for (const name of ['payment_attempt.paid', 'refund.failed', 'payment_dispute.lost'])
      for (const { related } of project(families, { name, ...silent }).records)
        expect(related).toEqual({ to: undefined, at: undefined });
    for (const name of ['payment_method.detached', 'payment_consent.disabled'])
      for (const { related } of project(families, { name, ...silent }).records)
        expect(related).toEqual({ to: undefined, at: undefined });
  });
});

describe('status', () => {
  const names: Record<string, string> = {
    'payment_intent.created': 'REQUIRES_PAYMENT_METHOD',
    'payment_intent.payment_failed': 'REQUIRES_PAYMENT_METHOD',
    'payment_intent.capture_required': 'REQUIRES_CAPTURE',
    'payment_intent.capture_requested': 'SUCCEEDED',
    'payment_intent.requested_capture': 'SUCCEEDED',
    'payment_attempt.authentication_failed': 'FAILED',
    'payment_attempt.authorization_failed': 'FAILED',
    'payment_attempt.capture_failed': 'FAILED',
    'payment_attempt.risk_declined': 'FAILED',
    'payment_attempt.failed_to_process': 'FAILED',
    'payment_consent.created': 'REQUIRES_PAYMENT_METHOD',
    'payment_consent.verification_failed': 'REQUIRES_PAYMENT_METHOD',
    'refund.processing': 'ACCEPTED',
    'refund.succeeded': 'SETTLED',
    'dispute.rfi_responded_by_merchant': 'CHALLENGED',
    'dispute.dispute.pre_chargeback_accepted': 'ACCEPTED',
    'dispute.dispute_received_by_merchant': 'REQUIRES_RESPONSE',
    'dispute.dispute_responded_by_merchant': 'CHALLENGED',
    'dispute.dispute_reversed': 'REVERSED',
    'payment_link.created': 'UNPAID',
  };
  const silent = /^customer\.|\.(updated|attached|detached)$/;
  const stating = payments.events
    .filter((name) => !silent.test(name))
    .map((name) => ({ name, status: names[name] ?? name.split('.')[1]?.toUpperCase() }));

  it.each(stating)('$name states $status, with a body or without', ({ name, status }) => {
    const bare = { name, data: { object: { id: 'x' } } };
    expect(project(families, bare).records[0]?.attributes).toMatchObject({ status });
    const { records } = project(families, sample('payments', name));
    expect(records[0]?.attributes).toMatchObject({ status });
  });

  it.each(payments.events.filter((name) => /\.(updated|attached|detached)$/.test(name)))(
    '%s states no status: without one in its body an earlier one is kept',
    (name) => {
      const bare = { name, data: { object: { id: 'x' } } };
      const { rank, records } = project(families, bare);
      expect(records[0]).toMatchObject({ sk: name.split('.')[0] });
      expect(records[0]?.attributes['status']).toBeUndefined();
      expect(rank).toBeLessThan(100);
    },
  );

  it.each([
    ['refund.accepted', 'PROCESSING', 'ACCEPTED'],
    ['refund.settled', 'SUCCEEDED', 'SETTLED'],
    ['payment_intent.cancelled', 'CANCELED', 'CANCELLED'],
    ['payment_dispute.requires_response', 'EVIDENCE_REQUIRED', 'REQUIRES_RESPONSE'],
    ['payment_intent.updated', 'succeeded', 'SUCCEEDED'],
    ['payment_intent.updated', 'ON_HOLD', 'ON_HOLD'],
  ])('%s with %s is kept as %s', (name, stated, status) => {
    const event = { name, data: { object: { id: 'x', status: stated } } };
    expect(project(families, event).records[0]?.attributes).toMatchObject({ status });
  });
});
