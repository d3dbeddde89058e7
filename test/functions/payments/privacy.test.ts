import { payments } from '../../../functions/payments/domain.ts';
import { families } from '../../../functions/payments/families.ts';
import { project } from '../../support/interpret.ts';
import { testPrivacy } from '../../support/privacy.ts';

/** What private fields may say and so may others. */
const commonplace = new Set(['CHARGEBACK', 'PRE_CHARGEBACK', 'MERCHANT']);

testPrivacy({
  domain: payments,
  families,
  neverStored:
    /^(client_secret|next_action|return_url|metadata|billing|shipping|address|customer|customer_name|(first|last)_name|email|phone_number|additional_info|device_data|order|fingerprint|bin|issuer_name|authentication_data|avs_.*|cvc_.*|cavv|xid|mandate|issuer_comment|issuer_documents|challenge_details|accept_details|wechatpay|customer_info|supporting_documents)$/,
  isOrdinary: (text) => text.length <= 3 || commonplace.has(text),
  least: 500,
  // A business may be called after who owns it.
  norInside: false,
});

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

it('a merchant’s customer id that is somebody’s e-mail is not stored', () => {
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
