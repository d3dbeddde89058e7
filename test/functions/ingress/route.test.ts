import { route } from '../../../functions/ingress/route.ts';
import { sign, signingSecret, verify } from '../../../functions/ingress/signature.ts';

const secret = signingSecret('live', 'whsec_live');

const routed = (text: string) => {
  const body = Buffer.from(text);
  const request = {
    body,
    timestamp: '1772359200000',
    signature: sign(secret, '1772359200000', body),
  };
  const verified = verify(request, [secret]);
  if (typeof verified === 'string') throw new Error(verified);
  return route(verified);
};

it.each([
  ['connection.disconnected', 'connections'],
  ['partner_connection.disconnected', 'connections'],
  ['account.active', 'accounts'],
  ['account_capability.enabled', 'accounts'],
  ['account_amendment.approved', 'accounts'],
  ['payment_intent.succeeded', 'payments'],
  ['dispute.won', 'payments'],
  ['issuing.card.active', 'issuing'],
  ['issuing', 'issuing'],
  ['payment.new', 'unrouted'],
  ['connected_account_transfer.new', 'unrouted'],
  ['issuings.card.active', 'unrouted'],
  ['', 'unrouted'],
])('%s belongs to %s', (name, domain) => {
  expect(routed(JSON.stringify({ id: 'evt_1', name })).domain.name).toBe(domain);
});

it.each(['no JSON', '[]', 'null', '{}'])('a body of %j belongs to no domain', (body) => {
  expect(routed(body).domain.name).toBe('unrouted');
});

it('reports the fields of the envelope', () => {
  expect(routed('{"id":"evt_1","name":"issuing.card.active"}').envelope).toMatchObject({
    id: 'evt_1',
    name: 'issuing.card.active',
  });
});
