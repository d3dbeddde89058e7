import { families } from '../../../functions/payments/families.ts';
import { project } from '../../support/interpret.ts';

it('of a card only what does not identify it is kept', () => {
  const secret = { number: '4111111111111111', cvc: '123', lifecycle_id: '123' };
  const korean_card = { date_of_birth: '"123"', password_first2: '"123"' };
  const updated = { card_updater_info: { number_updated: true } };
  const card = { brand: 'visa', last4: '1111', ...secret, korean_card, ...updated };
  const payment_method = { id: 'mtd_a', type: 'card', card };
  const event = { name: 'payment_attempt.received', data: { object: { id: 'x', payment_method } } };
  expect(project(families, event).records[0]?.attributes).toMatchObject({
    payment_method: {
      id: 'mtd_a',
      type: 'card',
      card: { brand: 'visa', last4: '1111', card_updater_info: { number_updated: true } },
    },
  });
  expect(JSON.stringify(project(families, event))).not.toMatch(/4111111111111111|"123|korean/);
});

it('a merchant’s customer id that is an e-mail address is not stored', () => {
  const customerId = (merchant_customer_id: string) =>
    project(families, {
      name: 'customer.created',
      data: { object: { id: 'cus_a', merchant_customer_id } },
    }).records[0]?.attributes['merchant_customer_id'];
  expect(customerId('shopper-7731')).toBe('shopper-7731');
  expect(customerId('mei.tanaka@shopper.example')).toBeUndefined();
});

it.each([4111111111111111, 378282246310005, '4111111111111111'])(
  'keeps no card number where its last digits are meant: %j',
  (last4) => {
    const payment_method = { type: 'card', card: { brand: 'visa', last4 } };
    const object = { id: 'x', payment_method };
    const event = { name: 'payment_attempt.received', data: { object } };
    expect(project(families, event).records[0]?.attributes['payment_method']).toEqual({
      type: 'card',
      card: { brand: 'visa', last4: undefined },
    });
  },
);
