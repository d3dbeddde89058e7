import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { domains } from '../../functions/domains.ts';
import { key } from '../../functions/shared/event/identifier.ts';
import type { Attribute, Attributes } from '../../functions/shared/record/projection.ts';
import { dayShard } from '../../functions/shared/store/archive-item.ts';
import { fromItem } from '../../functions/shared/store/attributes.ts';
import { openKey } from '../../functions/shared/store/index-keys.ts';
import { DAY_SHARDS, eventsTable, OPEN_SHARDS, stateTable } from '../../functions/shared/tables.ts';
import { sample, samplesOf } from '../support/samples.ts';
import { useTarget } from '../support/tool/target.ts';

/*
 * Each access pattern that functions/README.md lists is one Query. The tables hold every sample, and
 * the ids in the queries are those of the samples.
 */

const NOW = Date.UTC(2026, 10, 21, 12);
const test = useTarget(beforeAll, () => NOW);

beforeAll(async () => {
  const { pipeline } = test;
  for (const { name } of domains)
    for (const { body } of samplesOf(name)) expect(await pipeline.post(body)).toBe(200);
  const broken = { id: 'evt_broken', name: 'refund.settled', data: { object: { id: null } } };
  await pipeline.post(Buffer.from(JSON.stringify(broken)));
  await pipeline.drain();
}, 60_000);

interface Key {
  readonly hash: string;
  readonly range: string;
  readonly name?: string;
}

/** The items of a hash key in the order of their range key, by one Query. */
const query = async (table: string, by: Key, hash: string): Promise<readonly Attributes[]> => {
  const { Items = [], LastEvaluatedKey } = await test.target.dynamodb.send(
    new QueryCommand({
      TableName: test.target.outputs.tables[table],
      IndexName: by.name,
      KeyConditionExpression: '#hash = :hash',
      ExpressionAttributeNames: { '#hash': by.hash },
      ExpressionAttributeValues: { ':hash': { S: hash } },
    }),
  );
  expect(LastEvaluatedKey).toBeUndefined();
  return Items.map(fromItem);
};

const field = (domain: string, title: string, name: string): string => {
  const json = JSON.parse(sample(domain, title).toString());
  return (json.data.object ?? json.data)[name];
};

const kinds = (items: readonly Attributes[]): readonly string[] => [
  ...new Set(items.map(({ pk, sk }) => `${String(pk).split('#')[0]} ${String(sk).split('#')[0]}`)),
];

const sorted = (values: readonly Attribute[]): readonly string[] => values.map(String).toSorted();

it('one Query returns the connections of an account: when, from which app, why, by which event', async () => {
  const account = JSON.parse(sample('connections', 'partner_connection.disconnected').toString());
  const [first] = account.data.account_ids;
  expect(await query('connections', stateTable, key('account', first))).toMatchObject([
    {
      status: 'DISCONNECTED',
      app_id: account.app_id,
      reason: 'user_initiated',
      occurredAt: expect.any(String),
      eventId: account.id,
    },
  ]);
});

it('one Query returns the connections of an organisation, and one every account of an app', async () => {
  const { app_id, data } = JSON.parse(
    sample('connections', 'partner_connection.disconnected').toString(),
  );
  expect(await query('connections', stateTable, key('org', data.org_id))).toHaveLength(1);
  const ofApp = await query('connections', stateTable.related, key('app', app_id));
  const one = JSON.parse(sample('connections', 'connection.disconnected').toString());
  expect(ofApp.map(({ pk }) => pk)).toEqual(
    expect.arrayContaining(
      [...data.account_ids, data.org_id, one.account_id].map((id) => expect.stringContaining(id)),
    ),
  );
  expect(ofApp).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ eventName: 'connection.disconnected' }),
      expect.objectContaining({ eventName: 'partner_connection.disconnected' }),
    ]),
  );
});

it('one Query returns a connection by its own id', async () => {
  const { account_id, data } = JSON.parse(
    sample('connections', 'connection.disconnected').toString(),
  );
  expect(await query('connections', stateTable, key('connection', data.id))).toMatchObject([
    { status: 'DISCONNECTED', account_id, connection_id: data.id },
  ]);
});

it('one Query returns everything about an account', async () => {
  const { accountId, account_id } = JSON.parse(sample('accounts', 'account.active').toString());
  const items = await query('accounts', stateTable, key('account', account_id ?? accountId));
  expect(kinds(items)).toEqual(expect.arrayContaining(['account status', 'account details']));
});

it('one Query returns the accounts connected to a platform', async () => {
  const platform = field('accounts', 'account.connected', 'platformAccountId');
  const connected = field('accounts', 'account.connected', 'connectedAccountId');
  const items = await query('accounts', stateTable.related, key('platform', platform));
  expect(items.map(({ pk }) => pk)).toContain(key('account', connected));
});

it('one Query returns the timeline of a payment intent, the intent first and the rest by time', async () => {
  const intent = field('payments', 'payment_intent.succeeded', 'id');
  const items = await query('payments', stateTable.related, key('payment_intent', intent));
  expect(items[0]).toMatchObject({ pk: key('payment_intent', intent), status: 'SUCCEEDED' });
  expect([...kinds(items)].sort()).toEqual([
    'payment_attempt payment_attempt',
    'payment_dispute payment_dispute',
    'payment_dispute stage',
    'payment_intent payment_intent',
    'payment_link payment_intent',
    'refund refund',
  ]);
  const times = items.map(({ relatedAt }) => relatedAt);
  expect(times).toEqual(sorted(times));
});

it('one Query returns the payment methods and consents of a customer', async () => {
  const customer = field('payments', 'customer.created', 'id');
  const items = await query('payments', stateTable.related, key('customer', customer));
  expect(kinds(items)).toEqual(
    expect.arrayContaining([
      'customer customer',
      'payment_method payment_method',
      'payment_method attachment',
      'payment_consent payment_consent',
    ]),
  );
});

it('one Query a shard returns what somebody must act on, first what is due first', async () => {
  const { open } = stateTable;
  const kinds = ['dispute', 'capture'];
  for (const kind of kinds) {
    const shards = Array.from({ length: OPEN_SHARDS }, (_, shard) =>
      query('payments', open, openKey(kind, shard)),
    );
    const items = (await Promise.all(shards)).flat();
    expect(items.length).toBeGreaterThan(0);
    for (const { pk, sk, dueAt } of items)
      expect({ pk, sk, dueAt }).toEqual({
        pk: expect.stringMatching(/^payment_(dispute|intent)#/),
        sk: expect.any(String),
        dueAt: expect.stringMatching(/Z$|^none$/),
      });
  }
});

it('one Query returns a card with its transactions in time order', async () => {
  const card = field('issuing', 'issuing.card.active', 'card_id');
  const items = await query('issuing', stateTable.related, key('card', card));
  expect(items[0]).toMatchObject({ pk: key('card', card), sk: 'card', status: 'ACTIVE' });
  const times = items.map(({ relatedAt }) => relatedAt);
  expect(times).toEqual(sorted(times));
  expect(kinds(items)).toContain('transaction transaction');
});

it('one Query returns an authorization with the transactions that cleared or reversed it', async () => {
  const cleared = field('issuing', 'issuing.transaction.succeeded', 'transaction_id');
  const clearing = field('issuing', 'issuing.transaction.succeeded~clearing', 'transaction_id');
  expect(await query('issuing', stateTable, key('transaction', cleared))).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ sk: 'transaction', transaction_type: 'AUTHORIZATION' }),
      expect.objectContaining({ sk: key('match', clearing), transaction_type: 'CLEARING' }),
    ]),
  );
  const [voided] = JSON.parse(
    sample('issuing', 'issuing.transaction.succeeded~reversal').toString(),
  ).data.matched_authorizations;
  expect(await query('issuing', stateTable, key('transaction', voided))).toEqual(
    expect.arrayContaining([expect.objectContaining({ transaction_type: 'REVERSAL' })]),
  );
});

it('one Query returns the cards of a cardholder', async () => {
  const holder = field('issuing', 'issuing.cardholder.ready', 'cardholder_id');
  const items = await query('issuing', stateTable.related, key('cardholder', holder));
  expect(kinds(items)).toEqual(
    expect.arrayContaining(['cardholder cardholder', 'card cardholder']),
  );
});

it('one Query returns the events of an object in order', async () => {
  const card = field('issuing', 'issuing.card.active', 'card_id');
  const items = await query('events', eventsTable.byObject, key('card', card));
  expect(items.length).toBeGreaterThan(1);
  const versions = items.map(({ version }) => version);
  expect(versions).toEqual(sorted(versions));
  expect(items[0]).toMatchObject({ name: expect.any(String), outcome: 'accepted' });
});

it('one Query returns the events that need attention, with the reasons', async () => {
  expect(await query('events', eventsTable.attention, 'open')).toMatchObject([
    {
      id: 'evt_broken',
      outcome: 'quarantined',
      issues: [{ path: 'data.object.id', received: 'null' }],
    },
  ]);
});

it('one Query per shard returns the events that were archived on a day', async () => {
  const shards = await Promise.all(
    Array.from({ length: DAY_SHARDS }, (_, shard) =>
      query('events', eventsTable.byTime, dayShard('2026-11-21', shard)),
    ),
  );
  expect(shards.flat()).toHaveLength(
    domains.reduce((sum, { name }) => sum + samplesOf(name).length, 1),
  );
  expect(Math.max(...shards.map(({ length }) => length))).toBeLessThan(shards.flat().length / 2);
});
