import { issuing } from '../../../../functions/issuing/domain.ts';
import { payments } from '../../../../functions/payments/domain.ts';
import type { Attributes } from '../../../../functions/shared/record/projection.ts';
import { indexKeysOf } from '../../../../functions/shared/store/index-keys.ts';

const dispute = (attributes: Attributes) =>
  indexKeysOf({ pk: 'payment_dispute#dst_1', sk: 'payment_dispute', attributes }, payments);

const intent = (attributes: Attributes) =>
  indexKeysOf({ pk: 'payment_intent#int_1', sk: 'payment_intent', attributes }, payments);

const due_at = '2026-03-31T06:18:27.000Z';

describe('open work', () => {
  it('has a kind, one of eight shards of its object, and the time when it is due', () => {
    const keys = dispute({ status: 'REQUIRES_RESPONSE', due_at });
    expect(keys).toEqual({ openWork: expect.stringMatching(/^dispute#[0-7]$/), dueAt: due_at });
    expect(dispute({ status: 'REQUIRES_RESPONSE', due_at })).toEqual(keys);
  });

  it('is spread over the shards by the object', () => {
    const shards = Array.from({ length: 200 }, (_, index) => {
      const record = { pk: `cardholder#${index}`, sk: 'cardholder' };
      return indexKeysOf({ ...record, attributes: { status: 'INCOMPLETE' } }, issuing)['openWork'];
    });
    expect(new Set(shards).size).toBe(8);
  });

  it('is due after all other work where nothing states a time, or what it states is none', () => {
    for (const stated of [undefined, null, 'soon', { decimal: '1' }])
      expect(dispute({ status: 'REQUIRES_RESPONSE', due_at: stated })['dueAt']).toBe('none');
    expect('none' > '9999-12-31T23:59:59.999Z').toBe(true);
  });

  it('ends with the status', () => {
    expect(dispute({ status: 'CHALLENGED', due_at })).toEqual({});
    expect(dispute({ due_at })).toEqual({});
  });

  it('is of the record that holds the status, not of those beside it', () => {
    const attributes = { status: 'REQUIRES_RESPONSE', due_at };
    const beside = { pk: 'payment_dispute#dst_1', sk: 'stage#CHARGEBACK', attributes };
    expect(indexKeysOf(beside, payments)).toEqual({});
    expect(indexKeysOf({ pk: 'other#1', sk: 'payment_dispute', attributes }, payments)).toEqual({});
  });

  it.each([
    ['card', '2026-03-06T10:00:00.000Z'],
    ['klarna', '2026-03-29T10:00:00.000Z'],
    ['toString', '2026-03-06T10:00:00.000Z'],
    [undefined, '2026-03-06T10:00:00.000Z'],
  ])('of a payment by %s to capture is due when its authorization expires', (type, at) => {
    const latest_payment_attempt = {
      created_at: '2026-03-01T10:00:00.000Z',
      payment_method: { type },
    };
    expect(intent({ status: 'REQUIRES_CAPTURE', latest_payment_attempt })['dueAt']).toBe(at);
  });
});

describe('look-ups', () => {
  it('are by the order, and by the customer, of an intent', () => {
    expect(intent({ merchant_order_id: 'D202503210001', customer_id: 'cus_1' })).toEqual({
      lookupKey: 'merchant_order_id#D202503210001',
      customerKey: 'customer#cus_1',
    });
  });

  it('are by the order of a dispute, alone', () => {
    expect(dispute({ merchant_order_id: 'D1', customer_id: 'cus_1' })).toEqual({
      lookupKey: 'merchant_order_id#D1',
    });
  });

  it.each([
    ['customer', { merchant_customer_id: 'm_1' }, 'merchant_customer_id#m_1'],
    ['payment_link', { reference: 'r 1' }, /^payment_link_reference#sha256:[0-9a-f]{64}$/],
  ])('are by the own key of a %s, made like any identifier', (kind, attributes, expected) => {
    const record = { pk: `${kind}#1`, sk: kind, attributes };
    expect(indexKeysOf(record, payments)['lookupKey']).toMatch(expected);
  });

  it('are absent where no value is stated', () => {
    for (const merchant_order_id of [undefined, null, '', { decimal: '1' }])
      expect(intent({ merchant_order_id })).toEqual({});
  });
});
