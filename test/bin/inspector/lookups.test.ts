import { webhook } from '../../support/webhook.ts';
import { useInspected, wordsOf } from './inspected.ts';

/* The inspector's search by what is not an id of Airwallex, and a customer's payments. */

const inspected = useInspected();

const intent = (id: string, order: string): Buffer =>
  webhook(`evt_${id}`, 'payment_intent.succeeded', '2026-03-03T10:00:00Z', {
    ...{ id, merchant_order_id: order, customer_id: 'cus_1', status: 'SUCCEEDED' },
  });

beforeAll(() =>
  inspected.receive([
    ...[intent('int_1', 'ORD-1'), intent('int_2', '#1001'), intent('int_3', '#1001')],
    webhook('evt_cus', 'customer.created', '2026-03-03T09:00:00Z', { id: 'cus_1' }),
  ]),
);

const found = (text: string) => inspected.ask(`/find?id=${encodeURIComponent(text)}`);

it('redirects from an order number to its payment, and lists several payments of one', async () => {
  expect((await found('ORD-1')).headers['location']).toBe(
    '/objects/payments/payment_intent%23int_1',
  );
  expect(wordsOf(await found('#1001'))).toMatch(
    /Several matches payment_intent #int_2 in payments payment_intent #int_3 in payments/,
  );
  expect((await found('#1002')).status).toBe(400);
});

it('lists the payments of a customer', async () => {
  const page = await inspected.ask('/objects/payments/customer%23cus_1');
  expect(wordsOf(page)).toMatch(
    /Payments payment_intent #int_1 SUCCEEDED payment_intent #int_2 SUCCEEDED/,
  );
});
