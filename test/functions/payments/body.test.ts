import { families } from '../../../functions/payments/families.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const kinds = [
  'payment_intent',
  'payment_attempt',
  'payment_consent',
  'payment_method',
  'customer',
  'refund',
  'payment_dispute',
  'dispute',
  'payment_link',
];

const firstAttributes = (event: object | Uint8Array) =>
  project(families, event).records[0]?.attributes;

describe('amounts', () => {
  const amountOf = (literal: string) => {
    const json = `{"name":"refund.settled","data":{"object":{"id":"rfd_x","amount":${literal}}}}`;
    return firstAttributes(Buffer.from(json))?.['amount'];
  };

  it.each([
    ['0.30000000000000004', '0.30000000000000004'],
    ['0.1', '0.1'],
    ['21.490', '21.49'],
    ['62723', '62723'],
    ['12345678901234567890', '12345678901234567890'],
    ['99999999999999999999.99', '99999999999999999999.99'],
    ['1.5e3', '1500'],
    ['"16.66"', '16.66'],
    ['0', '0'],
  ])('%s is kept as exactly %s', (literal, decimal) => {
    expect(amountOf(literal)).toEqual({ decimal });
  });

  it('that is no decimal is an issue', () => {
    const event = { name: 'refund.settled', data: { object: { id: 'rfd_x', amount: 'a lot' } } };
    expect(interpret(families, event).issues).toEqual([
      {
        path: 'data.object.amount',
        expected: 'a decimal of at most 38 digits',
        received: 'string',
      },
    ]);
  });
});

it('times of any form are kept in one, and a missing one is missing', () => {
  const object = { id: 'x', created_at: '2026-03-02T09:15:00.659+0000', updated_at: 1772442900000 };
  const event = { name: 'payment_dispute.won', data: { object } };
  const { updatedAt, records } = project(families, event);
  expect(updatedAt).toBe('2026-03-02T09:15:00.000Z');
  expect(records[0]?.related?.at).toBe('2026-03-02T09:15:00.659Z');
  const undated = project(families, {
    name: 'payment_dispute.won',
    data: { object: { id: 'x' } },
  });
  expect(undated.updatedAt).toBeUndefined();
});

it.each(['', null, 'owner@example.com'])('a customer of %j has no id of the merchant', (chosen) => {
  const data = { object: { id: 'cus_1', merchant_customer_id: chosen } };
  const attributes = firstAttributes({ name: 'customer.created', data });
  expect(attributes?.['merchant_customer_id'] ?? undefined).toBeUndefined();
});

it('the creation of an object is not taken for its update', () => {
  const object = { id: 'x', created_at: '2026-03-02T09:15:00Z' };
  for (const kind of kinds)
    expect(
      project(families, { name: `${kind}.updated`, data: { object } }).updatedAt,
    ).toBeUndefined();
});

it('an attempt keeps why it failed: five events share one status', () => {
  expect(firstAttributes(sample('payments', 'payment_attempt.authorization_failed'))).toMatchObject(
    {
      status: 'FAILED',
      failure_code: 'issuer_declined',
      failure_details: { code: 'issuer_declined' },
      provider_original_response_code: '05',
      merchant_advice_code: '02',
    },
  );
});

it('an attempt keeps what its payer was charged in their own currency', () => {
  const object = { id: 'att_1', dcc_data: { amount: 16.66, currency: 'EUR', rate: 0.9 } };
  const attributes = firstAttributes({ name: 'payment_attempt.authorized', data: { object } });
  expect(attributes?.['dcc_data']).toEqual({ amount: { decimal: '16.66' }, currency: 'EUR' });
});

it('a dispute keeps its reason', () => {
  const reason = { type: 'FRAUDULENT', original_code: '10.4', description: 'Card Absent' };
  const object = { id: 'dst_1', reason };
  const attributes = firstAttributes({ name: 'payment_dispute.lost', data: { object } });
  expect(attributes?.['reason']).toEqual(reason);
});

it('an id that cannot be part of a key is digested there and kept as it is in the record', () => {
  const id = 'int_#1 with a space';
  const { object, records } = project(families, {
    name: 'payment_intent.succeeded',
    data: { object: { id } },
  });
  expect(object).toMatch(/^payment_intent#sha256:[0-9a-f]{64}$/);
  expect(records[0]?.attributes).toMatchObject({ id });
});

it('keeps the digits of a card that come as numbers as text', () => {
  const card = { last4: 1111, expiry_month: 7, expiry_year: 2027 };
  const object = { id: 'att_x', status: 'PAID', payment_method: { type: 'card', card } };
  expect(firstAttributes({ name: 'payment_attempt.paid', data: { object } })).toMatchObject({
    status: 'PAID',
    payment_method: { card: { last4: '1111', expiry_month: '7', expiry_year: '2027' } },
  });
});

describe('a consent', () => {
  const attributesOf = (name: string, object: object) =>
    firstAttributes({ name, data: { object: { id: 'cst_x', ...object } } });

  it('has the reason why it was disabled', () => {
    const object = { status: 'DISABLED', disable_reason: 'PAYMENT_METHOD_EXPIRED' };
    expect(attributesOf('payment_consent.disabled', object)).toMatchObject(object);
  });

  it('has the code of a failed verification, and no text about it', () => {
    const failure_reason = {
      code: 'issuer_declined',
      message: 'sentinel',
      details: { raw: 'sentinel' },
    };
    const attributes = attributesOf('payment_consent.verification_failed', { failure_reason });
    expect(attributes).toMatchObject({ failure_reason: { code: 'issuer_declined' } });
    expect(JSON.stringify(attributes)).not.toContain('sentinel');
  });

  it('keeps its terms', () => {
    const terms_of_use = {
      payment_amount_type: 'VARIABLE',
      payment_currency: 'AUD',
      max_payment_amount: 120.5,
      payment_schedule: { period: 1, period_unit: 'MONTH' },
      start_date: '2026-04-01',
    };
    expect(attributesOf('payment_consent.verified', { terms_of_use })).toMatchObject({
      terms_of_use: {
        ...terms_of_use,
        max_payment_amount: { decimal: '120.5' },
        payment_schedule: { period: { decimal: '1' }, period_unit: 'MONTH' },
      },
    });
  });
});

it('an intent keeps its invoice and how its funds are split', () => {
  const object = {
    id: 'int_x',
    invoice_id: 'inv_1',
    funds_split_data: [{ amount: 7.5, destination: 'acct_b' }],
  };
  expect(firstAttributes({ name: 'payment_intent.created', data: { object } })).toMatchObject({
    invoice_id: 'inv_1',
    funds_split_data: [{ amount: { decimal: '7.5' }, destination: 'acct_b' }],
  });
});

it('a dispute keeps the refunds that were made of its payment', () => {
  const object = { id: 'dsp_x', refunds: [{ id: 'rfd_1', acquirer_reference_number: 74 }] };
  expect(firstAttributes({ name: 'payment_dispute.won', data: { object } })).toMatchObject({
    refunds: [{ id: 'rfd_1', acquirer_reference_number: '74' }],
  });
});
