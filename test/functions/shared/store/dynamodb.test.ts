import { randomBytes } from 'node:crypto';
import { DynamoDBServiceException, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { dynamodbStore } from '../../../../functions/shared/store/dynamodb.ts';
import { recordOf, stateItem } from '../../../../functions/shared/store/state-item.ts';
import { Refused, type Store } from '../../../../functions/shared/store/store.ts';
import { archivedEvent } from '../../../support/tables/archived-event.ts';
import { useDynamoDb } from '../../../support/tables/dynamodb.ts';
import { recordAt } from '../../../support/tables/records.ts';
import { clientOf, conditionFailed, type WriteRequest } from '../../../support/tables/tables.ts';

/* What store.test.ts doesn't ask of every store: how many requests, refusals, expiry, and odd answers. */

const dynamodb = useDynamoDb();

it.each([
  ['the first record of a key', [], recordAt(1)],
  ['a later record', [recordAt(1)], recordAt(2)],
  ['a later record that names a link', [recordAt(1)], recordAt(2, 'payment_intent#int_1')],
  ['a later record that names another link', [recordAt(1, 'a#1')], recordAt(2, 'a#2')],
])('writes %s in one request', async (_title, before, row) => {
  const store = dynamodbStore(dynamodb.client, await dynamodb.createTables(), {});
  for (const earlier of before) await store.apply(earlier);
  let requests = 0;
  dynamodb.client.middlewareStack.add(
    (next) => (args) => {
      requests += 1;
      return next(args);
    },
    { step: 'initialize', name: 'count' },
  );
  await store.apply(row);
  dynamodb.client.middlewareStack.remove('count');
  expect(requests).toBe(1);
});

it('corrects index keys when an event is applied again, and takes nothing else for a change', async () => {
  const tables = await dynamodb.createTables();
  const lookup = { index: 'lookup', record: 'dispute', field: 'reason', as: 'reason' } as const;
  const record = { ...recordAt(1), attributes: { reason: 'r' } };
  const ruled = dynamodbStore(dynamodb.client, tables, { lookups: [lookup] });
  await dynamodbStore(dynamodb.client, tables, {}).apply(record);
  expect(await ruled.apply(record)).toBe('written');
  expect(await ruled.apply(record)).toBe('unchanged');
  const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: tables.state }));
  expect(Items.map(({ lookupKey }) => lookupKey?.S)).toEqual(['reason#r']);
});

it('refuses for good what an item cannot hold', async () => {
  const store = dynamodbStore(dynamodb.client, await dynamodb.createTables(), {});
  const scopes = Array.from({ length: 100 }, () => 'x'.repeat(5_000));
  await expect(store.apply({ ...recordAt(1), attributes: { scopes } })).rejects.toThrow(Refused);
});

describe('an archive that expires', () => {
  const expiring = { expiresAt: 1_780_000_000, body: randomBytes(800_000) };
  const none = Array(4).fill(undefined);
  const all = Array(4).fill('1780000000');

  const create = async () => {
    const tables = await dynamodb.createTables();
    const expiries = async (): Promise<readonly (string | undefined)[]> => {
      const scan = new ScanCommand({ TableName: tables.events });
      const { Items = [] } = await dynamodb.client.send(scan);
      return Items.map(({ expiresAt }) => expiresAt?.N);
    };
    return { store: dynamodbStore(dynamodb.client, tables, {}), expiries };
  };

  it('keeps what needs attention, and each part of it, until it is settled', async () => {
    const { store, expiries } = await create();
    await store.archive(archivedEvent({ ...expiring, outcome: 'quarantined' }));
    expect(await expiries()).toEqual(none);
    await store.settle(archivedEvent(expiring), 'quarantined');
    expect(await expiries()).toEqual(all);
    await store.settle(archivedEvent({ ...expiring, outcome: 'quarantined' }), 'accepted');
    expect(await expiries()).toEqual(none);
    expect(await store.archive(archivedEvent())).toMatchObject({ expiresAt: 1_780_000_000 });
  });

  it('lets go of an erased body with all of its parts', async () => {
    const { store, expiries } = await create();
    const erased = { ...expiring, erasedAt: Date.UTC(2026, 2, 2) };
    await store.archive(archivedEvent({ ...erased, expiresAt: undefined }));
    expect(await expiries()).toEqual(none);
    await store.settle(archivedEvent(erased), 'accepted');
    expect(await expiries()).toEqual(all);
  });
});

/** A store over a DynamoDB that gives this answer. */
const storeThat = (answer: (request: WriteRequest) => void): Store =>
  dynamodbStore(
    clientOf(async (request) => answer(request)),
    { events: 'events', state: 'state' },
    {},
  );

const failure = (name: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name, $fault: 'client', $metadata: {} });

it('leaves a record to the queue that changes before every write, after many rounds', async () => {
  const tied = { ...recordAt(1), version: recordAt(1).version.replace('|010|', '|005|') };
  let requests = 0;
  const client = clientOf(async () => {
    requests += 1;
    const current = { ...recordAt(1), eventId: `evt_1_${requests}` };
    throw conditionFailed(toItem(stateItem(current)));
  });
  const pauses: number[] = [];
  const store = dynamodbStore(
    client,
    { events: 'events', state: 'state' },
    {},
    async (milliseconds) => {
      pauses.push(milliseconds);
    },
  );
  await expect(store.apply(tied)).rejects.toThrow('Too many writers');
  expect(requests).toBe(101);
  expect(pauses).toHaveLength(99);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(250);
});

it('writes a record that dozens of writers change at once', async () => {
  const tables = await dynamodb.createTables();
  const rows = Array.from({ length: 60 }, (_, index): DomainRecord => {
    const { version, ...row } = recordAt(1);
    const id = `evt_${String(index).padStart(3, '0')}`;
    return { ...row, eventId: id, version: version.replace('|010|', `|${100 + index}|`) };
  });
  const writers = rows.map(async (row) => dynamodbStore(dynamodb.client, tables, {}).apply(row));
  await Promise.all(writers);
  const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: tables.state }));
  expect(Items.map((item) => recordOf(item))).toEqual([
    recordOf(toItem(stateItem(rows.reduce(join)))),
  ]);
});

it('refuses what DynamoDB calls invalid, and says why', async () => {
  const cause = failure('ValidationException');
  const store = storeThat(() => {
    throw cause;
  });
  const refusal = new Refused('DynamoDB will not accept this item.');
  await expect(store.apply(recordAt(1))).rejects.toEqual(refusal);
  await expect(store.apply(recordAt(1))).rejects.toHaveProperty('cause', cause);
});

it.each<[string, (store: Store) => Promise<unknown>]>([
  ['apply', (store) => store.apply(recordAt(1))],
  ['settle', (store) => store.settle(archivedEvent(), 'quarantined')],
  ['settle with its parts', (store) => store.settle(archivedEvent({ expiresAt: 1 }), 'accepted')],
])('passes on what may pass to those who %s, so that the queue tries again', async (_, attempt) => {
  const busy = failure('ThrottlingException');
  let requests = 0;
  const store = storeThat(() => {
    requests += 1;
    if (requests === 1) throw busy;
  });
  await expect(attempt(store)).rejects.toBe(busy);
});

it('settles in one request what doesn’t expire', async () => {
  const requests: WriteRequest[] = [];
  const store = storeThat((request) => requests.push(request));
  await store.settle(archivedEvent(), 'quarantined');
  expect(requests).toHaveLength(1);
});
