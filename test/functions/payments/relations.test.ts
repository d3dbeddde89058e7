import { families } from '../../../functions/payments/families.ts';
import { interpret, project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const recordsOf = (event: object | Uint8Array) => project(families, event).records;

describe('a payment method’s attachment', () => {
  const attachment = (name: string, object: object) =>
    recordsOf({ name, data: { object: { id: 'mtd_a', ...object } } }).find(
      ({ sk }) => sk === 'attachment',
    );

  it.each([
    ['payment_method.attached', true],
    ['payment_method.detached', false],
    ['payment_method.created', true],
  ])('%s states: %s', (name, attached) => {
    expect(attachment(name, { customer_id: 'cus_a' })).toEqual({
      pk: 'payment_method#mtd_a',
      sk: 'attachment',
      besideStatus: true,
      related: { to: 'customer#cus_a', at: undefined },
      attributes: { attached, customer_id: 'cus_a' },
    });
  });

  it('survives a detachment that no longer names the customer', () => {
    expect(attachment('payment_method.detached', { customer_id: null })).toMatchObject({
      related: { to: undefined },
      attributes: { attached: false },
    });
  });

  it('is not stated by events of something else', () => {
    expect(attachment('payment_method.updated', { customer_id: 'cus_a' })).toBeUndefined();
    expect(attachment('payment_method.disabled', { customer_id: 'cus_a' })).toBeUndefined();
    expect(attachment('payment_method.created', {})).toBeUndefined();
  });

  it('ends detached when both happened in one moment', () => {
    const status = 'CREATED';
    const [created = 0, attached = 0, detached = 0] = ['created', 'attached', 'detached'].map(
      (step) => {
        const object = { id: 'mtd_a', customer_id: 'cus_a', status };
        return project(families, { name: `payment_method.${step}`, data: { object } }).rank;
      },
    );
    expect(created).toBeLessThan(attached);
    expect(attached).toBeLessThan(detached);
  });
});

describe('a dispute', () => {
  it('of an older API version has the current names', () => {
    const [current, stage] = recordsOf(
      sample('payments', 'payment_dispute.requires_response~2021'),
    );
    expect(current?.attributes).toMatchObject({
      id: current?.pk.slice('payment_dispute#'.length),
      stage: 'CHARGEBACK',
      status: 'REQUIRES_RESPONSE',
      amount: { decimal: '10.1' },
      currency: 'USD',
      card_brand: 'visa',
      reason: { type: 'FRAUDULENT', original_code: '10.4' },
    });
    expect(Object.keys(current?.attributes ?? {}).join(' ')).not.toMatch(/dispute_|card_scheme/);
    expect(stage).toMatchObject({ pk: current?.pk, sk: 'stage#CHARGEBACK' });
  });

  it('has a record of each stage, with the status that an event states of it and without the amount', () => {
    for (const status of ['REQUIRES_RESPONSE', 'PENDING_CLOSURE', 'LOST', 'WON']) {
      const object = { id: 'dst_a', stage: 'CHARGEBACK', status, amount: 5, currency: 'EUR' };
      const event = { name: 'payment_dispute.updated', data: { object } };
      const stage = project(families, event).records.find(({ sk }) => sk === 'stage#CHARGEBACK');
      expect(stage?.attributes).toMatchObject({ stage: 'CHARGEBACK', status });
      for (const name of ['amount', 'currency']) expect(stage?.attributes).not.toHaveProperty(name);
    }
  });

  it('is one object under both of its names', () => {
    const data = { object: { dispute_id: 'dst_a' } };
    expect(project(families, { name: 'dispute.won', data }).object).toBe(
      project(families, { name: 'payment_dispute.won', data: { object: { id: 'dst_a' } } }).object,
    );
  });

  it.each([
    ['dispute.rfi_responded_by_merchant', 'RFI'],
    ['dispute.dispute.pre_chargeback_accepted', 'PRE_CHARGEBACK'],
    ['dispute.dispute_received_by_merchant', 'CHARGEBACK'],
    ['dispute.dispute_responded_by_merchant', 'CHARGEBACK'],
    ['dispute.dispute_reversed', 'CHARGEBACK'],
  ])('%s states the stage %s where the body does not', (name, stage) => {
    const records = recordsOf({ name, data: { object: { dispute_id: 'dst_a' } } });
    expect(records.map(({ sk }) => sk)).toEqual(['payment_dispute', `stage#${stage}`]);
    expect(records[0]?.attributes).toMatchObject({ stage });
  });

  it.each([
    ['dispute_reason_type', 'type'],
    ['dispute_original_reason_code', 'original_code'],
  ])('has a reason of which only %s is stated', (older, current) => {
    const data = { object: { dispute_id: 'd-1', [older]: 'R1' } };
    const { records } = project(families, { name: 'payment_dispute.lost', data });
    expect(records[0]?.attributes['reason']).toEqual({ [current]: 'R1' });
  });

  it('without an id reports that it needs one', () => {
    const event = { name: 'payment_dispute.lost', data: { object: { status: 'LOST' } } };
    expect(interpret(families, event).issues).toEqual([
      { path: 'data.object.id', expected: 'an id', received: 'undefined' },
    ]);
  });

  it('without a stage has a record of a stage that nobody named', () => {
    const records = recordsOf({ name: 'dispute.won', data: { object: { dispute_id: 'dst_a' } } });
    expect(records.map(({ sk }) => sk)).toEqual(['payment_dispute', 'stage#UNSTATED']);
    expect(records[1]?.attributes['stage']).toBeUndefined();
  });

  it('without a status has no record of a stage', () => {
    const data = { object: { id: 'dst_a', stage: 'RFI' } };
    const records = recordsOf({ name: 'payment_dispute.updated', data });
    expect(records.map(({ sk }) => sk)).toEqual(['payment_dispute']);
  });
});

describe('a payment link', () => {
  it('keeps each intent that paid it apart', () => {
    const paidBy = (id: string) =>
      recordsOf({
        name: 'payment_link.paid',
        data: { object: { id: 'link', latest_successful_payment_intent_id: id } },
      }).map(({ pk, sk }) => `${pk} ${sk}`);
    expect(paidBy('int_a')).toEqual([
      'payment_link#link payment_link',
      'payment_link#link payment_intent#int_a',
    ]);
    expect(paidBy('int_b')[1]).toBe('payment_link#link payment_intent#int_b');
  });

  it('takes the intent under either name', () => {
    const [state, payment] = recordsOf({
      name: 'payment_link.paid',
      data: { object: { id: 'link', reference: 'INV-1', payment_intent_id: 'int_a' } },
    });
    expect(state?.attributes).toMatchObject({ latest_successful_payment_intent_id: 'int_a' });
    expect(payment).toMatchObject({
      sk: 'payment_intent#int_a',
      related: { to: 'payment_intent#int_a' },
      attributes: { payment_link_id: 'link', payment_intent_id: 'int_a', reference: 'INV-1' },
    });
  });
});
