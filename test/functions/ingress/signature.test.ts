import { createHmac } from 'node:crypto';
import { sign, signingSecret, verify } from '../../../functions/ingress/signature.ts';

const body = Buffer.from('{"id":"evt_1"}');
const live = signingSecret('live', 'whsec_líve');
const spare = signingSecret('spare', 'whsec_spare');
const SENT = '1357872222592';

/** The result for a request, which the live secret signs by default. */
const verified = (timestamp: string | undefined, signature?: string, secrets = [live, spare]) =>
  verify({ timestamp, body, signature: signature ?? sign(live, timestamp ?? '', body) }, secrets);

it('signs with the whole secret, the text of the time and then the bytes', () => {
  const expected = createHmac('sha256', 'whsec_líve').update(SENT).update(body).digest('hex');
  expect(sign(live, SENT, body)).toBe(expected);
});

it('says which secret signed, and when', () => {
  const facts = { body, sentAt: 1_357_872_222_592 };
  expect(verified(SENT)).toMatchObject({ ...facts, secret: 'live' });
  expect(verified(SENT, sign(spare, SENT, body))).toMatchObject({ ...facts, secret: 'spare' });
});

it.each([
  ['signature missing', ''],
  ['signature malformed', 'x'],
  ['signature malformed', sign(live, SENT, body).toUpperCase()],
  ['signature malformed', `${sign(live, SENT, body)}0`],
  ['signature malformed', ` ${sign(live, SENT, body)}`],
  ['signature wrong', sign(live, `${SENT}0`, body)],
])('says why it refuses: %s', (refusal, signature) => {
  expect(verified(SENT, signature)).toBe(refusal);
});

it('refuses a request without a signature, and everything where no secret is live', () => {
  expect(verify({ signature: undefined, timestamp: SENT, body }, [live])).toBe('signature missing');
  expect(verified(SENT, undefined, [])).toBe('signature wrong');
});

it.each([undefined, ''])('refuses a timestamp of %j, though rightly signed', (timestamp) => {
  expect(verified(timestamp)).toBe('timestamp missing');
});

it.each([
  'now',
  '+1',
  '-1',
  '1.5',
  '1e3',
  '01',
  ' 1',
  '1 ',
  '1x',
  '0',
  '1',
  '0'.repeat(13),
  `0${SENT.slice(1)}`,
  SENT.slice(1),
  SENT.slice(0, -1),
  `${SENT}0`,
  `${SENT}\n`,
  '253402300799999',
  '999999999999999',
  '1'.repeat(16),
])('refuses a timestamp of %j, though rightly signed', (timestamp) => {
  expect(verified(timestamp)).toBe('timestamp malformed');
});

it.each(['1000000000000', SENT, '9999999999999'])('takes a timestamp of %j', (timestamp) => {
  expect(verified(timestamp)).toMatchObject({ sentAt: Number(timestamp) });
});

it('refuses every other split of a genuine request into timestamp and body', () => {
  const genuine = Buffer.concat([Buffer.from(SENT), body]);
  const signature = sign(live, SENT, body);
  for (let end = 0; end <= genuine.length; end += 1) {
    const request = {
      timestamp: genuine.subarray(0, end).toString(),
      body: genuine.subarray(end),
      signature,
    };
    const isGenuine = end === SENT.length;
    expect(typeof verify(request, [live, spare]) === 'object').toBe(isGenuine);
  }
});
