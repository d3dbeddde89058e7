import { QueryCommand } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import type { IndexRules } from '../../../../functions/shared/domain.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import { bodyOf, isChunk } from '../../../../functions/shared/store/archive-item.ts';
import { dynamodbStore } from '../../../../functions/shared/store/dynamodb.ts';
import { withIndexKeys } from '../../../../functions/shared/store/index-keys.ts';
import { memoryStore } from '../../../../functions/shared/store/memory.ts';
import { receiptsOf, withReceipts } from '../../../../functions/shared/store/receipts.ts';
import { recordOf } from '../../../../functions/shared/store/state-item.ts';
import type { Store } from '../../../../functions/shared/store/store.ts';
import { archivedEvent } from '../../../support/tables/archived-event.ts';
import { useDynamoDb } from '../../../support/tables/dynamodb.ts';
import { recordArbitrary, recordAt } from '../../../support/tables/records.ts';

/** A store under test, and a look inside it. */
interface Subject {
  readonly store: Store;
  rows(): Promise<readonly DomainRecord[]>;
  body(id: string): Promise<Buffer>;
}

/** Rules for the records of recordArbitrary. */
const rules: IndexRules = {
  work: [
    {
      kind: 'answer',
      title: 'answer it',
      objects: ['dispute'],
      record: 'dispute',
      statuses: ['10', '20'],
      due: { at: ['due'] },
      source: '',
    },
  ],
  lookups: [{ index: 'lookup', record: 'dispute', field: 'reason', as: 'reason' }],
};

const inMemory = async (): Promise<Subject> => {
  const store = memoryStore(rules);
  return {
    store,
    rows: async () => [...store.records.values()],
    body: async (id) => {
      const event = [...store.events.values()].find((candidate) => candidate.id === id);
      return Buffer.from(event?.body ?? []);
    },
  };
};

const dynamodb = useDynamoDb();

const inDynamoDb = async (): Promise<Subject> => {
  const { client } = dynamodb;
  const tables = await dynamodb.createTables();
  const query = async (table: string, hash: string, value: string) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: '#hash = :hash',
        ExpressionAttributeNames: { '#hash': hash },
        ExpressionAttributeValues: { ':hash': { S: value } },
        ConsistentRead: true,
      }),
    );
    return Items;
  };
  return {
    store: dynamodbStore(client, tables, rules),
    rows: async () => (await query(tables.state, 'pk', 'dispute#1')).map((item) => recordOf(item)),
    body: async (id) => {
      const items = await query(tables.events, 'id', id);
      const chunks = items.filter(isChunk);
      const [item = {}] = items.filter((candidate) => !isChunk(candidate));
      return Buffer.from(bodyOf(item, chunks));
    },
  };
};

/** A record as a table gives it back. */
const plain = ({ bound: _bound, fields: _fields, ...row }: DomainRecord): DomainRecord => {
  const { indexKeys = {}, ...record } = withIndexKeys(row, rules);
  return {
    ...record,
    link: row.link?.to === undefined ? undefined : row.link,
    ...(Object.keys(indexKeys).length > 0 && { indexKeys }),
  };
};

describe.each([
  ['in memory', inMemory],
  ['in DynamoDB', inDynamoDb],
])('a store %s', (_name, create) => {
  it('archives an event once and gives the first copy back afterwards', async () => {
    const { store, body } = await create();
    const signature = 'ef'.repeat(32);
    expect(await store.archive(archivedEvent({ signature }))).toBeUndefined();
    const again = await store.archive(
      archivedEvent({
        sentAt: 1_772_400_000_000,
        requestId: 'r2',
        signature: '01'.repeat(32),
      }),
    );
    expect(again).toMatchObject({
      sentAt: 1_772_359_200_000,
      requestId: 'r1',
      signature,
      outcome: 'accepted',
    });
    expect((await body('evt_1')).toString()).toBe('{"id":"evt_1"}');
  });

  it('keeps both bodies that come under one id', async () => {
    const { store } = await create();
    await store.archive(archivedEvent());
    expect(await store.archive(archivedEvent({ digest: 'cd'.repeat(32) }))).toBeUndefined();
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['not UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0x7b])],
    ['text that compresses', Buffer.from('{"a":"b"}'.repeat(2_000))],
    [
      '6 MB that does not compress',
      Buffer.from(Array.from({ length: 750_000 }, (_, i) => (i * 7919) % 251)),
    ],
  ])('gives back a body that is %s', async (_kind, content) => {
    const { store, body } = await create();
    await store.archive(archivedEvent({ body: content }));
    await store.archive(archivedEvent({ body: content }));
    expect((await body('evt_1')).equals(content)).toBe(true);
  });

  it('settles an outcome only where it is still the one it was', async () => {
    const { store } = await create();
    const issues = [{ path: 'data.id', expected: 'an id', received: 'null' }];
    await store.archive(archivedEvent({ outcome: 'quarantined', issues, object: undefined }));
    await store.settle(archivedEvent({ outcome: 'accepted' }), 'quarantined');
    await store.settle(archivedEvent({ outcome: 'unrecognized' }), 'quarantined');
    expect(await store.archive(archivedEvent())).toMatchObject({
      outcome: 'accepted',
      issues: [],
      object: 'payment_intent#int_1',
    });
  });

  it('reports that an event is erased, and when the archive deletes one', async () => {
    const { store } = await create();
    const erasedAt = Date.UTC(2026, 2, 2);
    await store.archive(archivedEvent({ erasedAt, expiresAt: 1_780_000_000, maskedDigest: 'm' }));
    const before = await store.archive(archivedEvent());
    expect(before).toMatchObject({ erasedAt, expiresAt: 1_780_000_000, maskedDigest: 'm' });
    await store.archive(archivedEvent({ id: 'evt_2' }));
    expect((await store.archive(archivedEvent({ id: 'evt_2' })))?.erasedAt).toBeUndefined();
  });

  it('changes the receipts of an event only where they are still those that were read', async () => {
    const { store } = await create();
    const event = archivedEvent({ outcome: 'quarantined' });
    await store.archive(event);
    const [first] = receiptsOf(event);
    const other = { sentAt: 1, receivedAt: 2, requestId: 'r2', secret: 'next', voidedBy: [] };
    const two = withReceipts(event, [{ ...other, ...first, voidedBy: ['rule'] }, other]);
    expect(two).toMatchObject({ secret: 'next', receivedAt: 2, outcome: 'quarantined' });
    expect(await store.confirm(event, { ...two, version: 'v2' })).toBeUndefined();
    const stored = await store.archive(event);
    expect(stored).toMatchObject({ secret: 'next', version: 'v2', receipts: two.receipts });
    expect(await store.confirm(event, two)).toMatchObject({ version: 'v2' });

    const none = withReceipts(two, [{ ...other, voidedBy: ['a', 'b'] }]);
    expect(none).toMatchObject({ outcome: 'void', otherwise: 'quarantined' });
    expect(await store.confirm(two, none)).toBeUndefined();
    const voided = await store.archive(event);
    expect(voided).toMatchObject({ outcome: 'void', receipts: none.receipts });
    if (!voided) throw new Error('It is archived.');
    const again = withReceipts(voided, receiptsOf(event));
    expect(await store.confirm(voided, again)).toBeUndefined();
    const back = await store.archive(event);
    expect(back).toMatchObject({ secret: 'live', outcome: 'quarantined' });
    expect(back?.receipts).toBeUndefined();
    expect(back?.otherwise).toBeUndefined();
  });

  it('ends in the join of all records, in any order and however often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(recordArbitrary, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        async (events, seed) => {
          const { store, rows } = await create();
          const order = [...events, ...events].sort(
            (a, b) => ((a.version.length * seed) % 7) - ((b.version.length * seed) % 5),
          );
          for (const row of order) await store.apply(row);
          const [stored] = await rows();
          expect(stored).toEqual(plain(events.reduce(join)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps the link that an earlier record named where a later one names none', async () => {
    const { store, rows } = await create();
    await store.apply(recordAt(1, 'payment_intent#int_1'));
    expect(await store.apply(recordAt(2))).toBe('written');
    const [stored] = await rows();
    expect(stored).toMatchObject({ eventId: 'evt_2', link: { to: 'payment_intent#int_1' } });
  });

  it('takes over the link that a late record names, though it keeps its own state', async () => {
    const { store, rows } = await create();
    await store.apply(recordAt(2));
    expect(await store.apply(recordAt(1, 'payment_intent#int_1'))).toBe('superseded');
    const [stored] = await rows();
    expect(stored).toMatchObject({ eventId: 'evt_2', link: { to: 'payment_intent#int_1' } });
  });

  it('ends in the join of all records that are applied at once', async () => {
    const { store, rows } = await create();
    const events = fc.sample(recordArbitrary, { numRuns: 12, seed: 7 });
    await Promise.all(events.map((row) => store.apply(row)));
    expect(await rows()).toEqual([plain(events.reduce(join))]);
  });

  it('sets index keys by what several events state together, and removes them again', async () => {
    const { store, rows } = await create();
    const keys = async () => (await rows())[0]?.indexKeys;
    const open = { ...recordAt(2), attributes: { status: '10', due: undefined } };
    await store.apply({ ...open, fields: ['status', 'due'] });
    expect(await keys()).toEqual({
      openWork: expect.stringMatching(/^answer#[0-7]$/),
      dueAt: 'none',
    });
    await store.apply({
      ...recordAt(1),
      attributes: { status: '20', due: '2026-03-09T00:00:00Z' },
    });
    expect(await keys()).toMatchObject({ dueAt: '2026-03-09T00:00:00.000Z' });
    await store.apply({ ...recordAt(3), attributes: { status: '900' } });
    expect(await keys()).toBeUndefined();
  });

  it('says what applying did', async () => {
    const { store } = await create();
    const [older, newer] = fc
      .sample(recordArbitrary, { numRuns: 50, seed: 3 })
      .sort((a, b) => (a.version < b.version ? -1 : 1));
    if (!older || !newer) throw new Error('no records');
    const last = { ...newer, version: `z${newer.version.slice(1)}`, link: undefined };
    expect(await store.apply(older)).toBe('written');
    expect(await store.apply(older)).toBe('unchanged');
    expect(await store.apply(last)).toBe('written');
    expect(await store.apply({ ...older, link: undefined })).toBe('superseded');
  });

  it('keeps every digit of a number', async () => {
    const { store, rows } = await create();
    const [row] = fc.sample(recordArbitrary, 1);
    if (!row) throw new Error('no record');
    const amount = { decimal: '12345678901234567890123456789.12345678' };
    await store.apply({ ...row, attributes: { amount } });
    expect((await rows())[0]?.attributes).toEqual({ amount });
  });
});
