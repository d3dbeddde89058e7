import { maskPasscode } from '../../../functions/ingress/mask.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';

const NAME = 'issuing.3ds_notification.stepup_otp';

/** What the queue gets of a passcode event's data. */
const masked = (data: unknown): unknown => {
  const body = Buffer.from(JSON.stringify({ id: 'evt_1', name: NAME, data }));
  const carried = maskPasscode(body, { name: NAME });
  return JSON.parse(Buffer.from(carried?.body ?? []).toString());
};

it('leaves every other event alone', () => {
  expect(maskPasscode(Buffer.from('{}'), { name: 'issuing.card.active' })).toBeUndefined();
  expect(maskPasscode(Buffer.from('no JSON'), undefined)).toBeUndefined();
});

it('keeps which card and purchase it is about', () => {
  const data = {
    id: 'a',
    card_id: 'b',
    created_at: 'c',
    merchant_name: 'd',
    type: 'e',
    card_type: 'f',
    status: 'g',
    transaction_currency: 'h',
    transaction_amount: 1.5,
    masked_card_number: 'i',
    masked: 'j',
    enabled: true,
    reason: null,
    merchant: { name: 'k', ids: null },
    cards: [{ id: 'l' }],
  };
  expect(masked(data)).toEqual({ id: 'evt_1', name: NAME, data });
});

it('masks any other value, however deep', () => {
  const data = {
    otp: '123456',
    one_time_passcode: 123456,
    codes: ['1', { code: '2' }],
    nested: { passcode: '3' },
    status_text: '4',
    idle: '5',
    paid: '7',
    email: 'a@b.c',
  };
  expect(masked(data)).toMatchObject({
    data: {
      otp: '***',
      one_time_passcode: '***',
      codes: ['***', { code: '***' }],
      nested: { passcode: '***' },
      status_text: '***',
      idle: '***',
      paid: '***',
      email: '***',
    },
  });
});

it.each(['name_code', 'amount_otp', 'currency_2', 'card_type_code'])(
  'masks %s, which only begins as what it keeps',
  (name) => {
    expect(masked({ [name]: '123456' })).toMatchObject({ data: { [name]: '***' } });
  },
);

it.each([['123456'], [123456], [['123456']]])('masks data of %j', (data) => {
  expect(JSON.stringify(masked(data))).not.toContain('123456');
});

it('masks whole what is nested too deep to walk', () => {
  const depth = 100_000;
  const data = '['.repeat(depth) + ']'.repeat(depth);
  const body = Buffer.from(`{"id":"evt_1","name":"${NAME}","data":${data}}`);
  const carried = maskPasscode(body, { name: NAME });
  expect(Buffer.from(carried?.body ?? []).toString()).toContain('"data":"***"');
});

it('gives the digest of what it carries', () => {
  const carried = maskPasscode(Buffer.from('{"data":{"otp":"é"}}'), { name: NAME });
  expect(carried?.maskedDigest).toBe(sha256(carried?.body ?? ''));
});

it('keeps an event whose other fields are nested too deep to be written again', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const body = Buffer.from(`{"id":"evt_1","name":"${NAME}","data":{"otp":"1"},"extra":${deep}}`);
  const carried = maskPasscode(body, { name: NAME });
  expect(JSON.parse(Buffer.from(carried?.body ?? []).toString())).toEqual({
    ...{ id: 'evt_1', name: NAME, data: { otp: '***' } },
    extra: '***',
  });
});
