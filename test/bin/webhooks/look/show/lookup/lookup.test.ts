import { find } from '../../../../../../bin/webhooks/look/show/find.ts';
import { print } from '../../../../../../bin/webhooks/look/show/print.ts';
import type { Target } from '../../../../../../bin/webhooks/pipeline/target.ts';
import { useDynamoDb } from '../../../../../support/tables/dynamodb.ts';
import { useTarget } from '../../../../../support/tool/target.ts';
import { useTool } from '../../../../../support/tool/tool.ts';
import { webhook } from '../../../../../support/webhook.ts';

/* `webhooks show` by a key that the integrator chose, by customer and by account. */

const test = useTarget(beforeAll);
const tool = useTool(test);
const dynamodb = useDynamoDb();

const at = '2026-03-03T10:00:00Z';
const intent = (id: string, order: string, customer?: string): Buffer =>
  webhook(`evt_${id}`, 'payment_intent.succeeded', at, {
    ...{ id, merchant_order_id: order, customer_id: customer, status: 'SUCCEEDED' },
  });

const dispute = webhook('evt_dis', 'payment_dispute.requires_response', at, {
  ...{ id: 'dst_1', payment_intent_id: 'int_1', merchant_order_id: 'ORD-1' },
  status: 'REQUIRES_RESPONSE',
});
const ofAccount = { ...JSON.parse(intent('int_4', 'ORD-4').toString()), account_id: 'acct_1' };

beforeAll(async () => {
  await test.pipeline.send([
    intent('int_1', 'ORD-1', 'cus_1'),
    intent('int_2', '#1001', 'cus_1'),
    intent('int_3', 'ORD-3', 'cus_2'),
    dispute,
    webhook('evt_cus', 'customer.created', at, { id: 'cus_1', merchant_customer_id: 'shopper-7' }),
    webhook('evt_link', 'payment_link.created', at, { id: 'pl_1', reference: 'INV 9' }),
    Buffer.from(JSON.stringify(ofAccount)),
  ]);
});

it('shows the payment of an order number, and one that looks like a key', async () => {
  expect(await tool.run('show', 'ORD-3')).toMatch(/^payment_intent#int_3 {2}\(payments\)\n/);
  expect(await tool.run('show', '#1001')).toMatch(/^payment_intent#int_2 {2}\(payments\)\n/);
  expect(await tool.json('show', 'ORD-3')).toMatchObject({
    objects: [{ object: 'payment_intent#int_3' }],
    lookups: [
      {
        by: 'merchant_order_id',
        domain: 'payments',
        records: [{ pk: 'payment_intent#int_3' }],
        more: false,
      },
    ],
    accountIndexed: null,
    unarchived: null,
  });
});

it('lists several records with a key, each with its command', async () => {
  const show = `LOCAL_DIR=${tool.folder} npm run webhooks -- show`;
  expect(await tool.run('show', 'ORD-1')).toBe(`Records with merchant_order_id ORD-1
  payment_dispute#dst_1  payment_dispute  REQUIRES_RESPONSE  payment_dispute.requires_response  ${show} 'payment_dispute#dst_1'
  payment_intent#int_1   payment_intent   SUCCEEDED          payment_intent.succeeded  ${show} 'payment_intent#int_1'
`);
});

it('finds a customer by the id that the merchant chose, and a link by its reference', async () => {
  expect(await tool.run('show', 'shopper-7')).toMatch(/^customer#cus_1 /);
  expect(await tool.run('show', 'INV 9')).toMatch(/^payment_link#pl_1 /);
});

it.each([['cus_1'], ['customer#cus_1'], ['shopper-7']])(
  'lists the payments of the customer %s',
  async (id) => {
    expect(await tool.run('show', id)).toMatch(
      /\nPayments of the customer\n {2}payment_intent#int_1 .* SUCCEEDED .*\n {2}payment_intent#int_2 /,
    );
  },
);

it('lists the payments of a customer of whom no event came', async () => {
  expect(await tool.json('show', 'cus_2')).toMatchObject({
    objects: [],
    lookups: [{ by: 'customer', records: [{ pk: 'payment_intent#int_3' }] }],
  });
});

it('lists the records about an account where the stage is a platform', async () => {
  expect(await tool.run('show', 'acct_1')).toMatch(
    /^Records about the account in payments\n {2}payment_intent#int_4 /,
  );
  expect(await tool.json('show', 'account#acct_1')).toMatchObject({ accountIndexed: true });
});

it('names the setting where the stage is none, and shows the account’s events as before', async () => {
  const name = await dynamodb.createState(false);
  const target: Target = {
    ...test.target,
    tables: { events: test.target.tables.events, of: () => ({ name, client: dynamodb.client }) },
  };
  const found = await find(target, ['acct_1']);
  expect(found).toMatchObject({ accountIndexed: false, accountEvents: [{ id: 'evt_int_4' }] });
  const printing = { body: false, related: false, verbose: false, width: undefined };
  const [line] = print('acct_1', found, { ...printing, pipeline: { stage: 'prod' } });
  expect(line).toBe(
    'Records are not found by account here. To list them, set "platform": true for the stage in cdk.json. Next: npm run cdk -- deploy --all -c stage=prod',
  );
});

it('lists at most a hundred records, and states that there are more', async () => {
  await test.pipeline.send(
    Array.from({ length: 101 }, (_, index) => intent(`int_many_${index}`, 'ORD-MANY', 'cus_many')),
  );
  expect(await tool.run('show', 'cus_many')).toContain('\nOnly the first 100 are listed.\n');
  expect(await tool.json('show', 'ORD-MANY')).toMatchObject({
    objects: [],
    lookups: [{ by: 'merchant_order_id', more: true }],
  });
});
