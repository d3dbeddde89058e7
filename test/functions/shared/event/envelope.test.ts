import fc from 'fast-check';
import { readEnvelope } from '../../../../functions/shared/event/envelope.ts';

const read = (event: unknown) => readEnvelope(Buffer.from(JSON.stringify(event)));

const written = {
  snake: { account_id: 'acct_a', org_id: 'org_o', app_id: 'appid_p' },
  camel: { accountId: 'acct_a', orgId: 'org_o', appId: 'appid_p' },
};

it.each([
  ['snake_case', { ...written.snake, created_at: '2026-05-20T13:54:20+0000' }],
  ['camelCase', { ...written.camel, createdAt: '2026-05-20T13:54:20+00:00' }],
  ['both', { ...written.camel, ...written.snake, createdAt: 1779285260000, created_at: null }],
])('reads an envelope in %s', (_, names) => {
  const event = { id: 'evt_1', name: 'refund.settled', version: '2026-02-27', data: { id: 'rfd' } };
  expect(read({ ...event, ...names, source_id: 'int_hkdm' })).toEqual({
    id: 'evt_1',
    name: 'refund.settled',
    accountId: 'acct_a',
    orgId: 'org_o',
    appId: 'appid_p',
    createdAt: '2026-05-20T13:54:20.000Z',
    apiVersion: '2026-02-27',
    data: { id: 'rfd' },
  });
});

it('takes what is null, empty or of another type for absent', () => {
  expect(
    read({ id: '', name: { text: 'x' }, account_id: null, created_at: 'soon', data: null }),
  ).toEqual({});
  expect(read({ id: true, org_id: ['org_o'], version: 1 })).toEqual({ apiVersion: '1' });
});

it('reads an id of digits to its last one', () => {
  const body = Buffer.from('{"id":12345678901234567890,"account_id":62723}');
  expect(readEnvelope(body)).toEqual({ id: '12345678901234567890', accountId: '62723' });
});

it('reads nothing through the prototype that a body brings along', () => {
  expect(readEnvelope(Buffer.from('{"__proto__":{"name":"account.active"}}'))).toEqual({});
});

it.each([
  ['no JSON', Buffer.from('{"name":"account.active"')],
  ['an array', Buffer.from('[{"name":"account.active"}]')],
  ['a text', Buffer.from('"account.active"')],
  ['null', Buffer.from('null')],
  ['nothing', Buffer.alloc(0)],
  ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
])('has no envelope: %s', (_, body) => {
  expect(readEnvelope(body)).toBeUndefined();
});

it('never throws', () => {
  const body = fc.oneof(
    fc.uint8Array(),
    fc.json().map((text) => Buffer.from(text)),
  );
  fc.assert(fc.property(body, (bytes) => void readEnvelope(bytes)));
});
