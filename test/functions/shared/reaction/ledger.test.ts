import { GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { dynamoDbName } from '../../../../bin/local/emulators/dynamodb.ts';
import { dynamodbLedger } from '../../../../functions/shared/reaction/dynamodb-ledger.ts';
import {
  EffectsRefused,
  expiryOf,
  type Ledger,
  type Note,
  noteKey,
} from '../../../../functions/shared/reaction/ledger.ts';
import { memoryLedger } from '../../../../functions/shared/reaction/memory-ledger.ts';
import { paid } from '../../../support/changes/changes.ts';
import { useDynamoDb } from '../../../support/tables/dynamodb.ts';
import { createKeyedTable } from '../../../support/tables/keyed-table.ts';

/** A ledger under test, and items that a handler can commit with a note. */
interface Subject {
  readonly ledger: Ledger;
  /** An item that puts a text where none is yet. */
  orderOf(id: string): TransactWriteItem;
  isOrdered(id: string): Promise<boolean>;
}

const inMemory = async (): Promise<Subject> => {
  const orders = new Set<string>();
  const idsOf = (items: readonly TransactWriteItem[]) =>
    items.map(({ Put }) => Put?.Item?.['pk']?.S ?? '');
  return {
    ledger: memoryLedger((items) => {
      if (idsOf(items).some((id) => orders.has(id))) throw new EffectsRefused('There is one.');
      for (const id of idsOf(items)) orders.add(id);
    }),
    orderOf: (id) => ({ Put: { TableName: 'orders', Item: { pk: { S: id } } } }),
    isOrdered: async (id) => orders.has(id),
  };
};

const dynamodb = useDynamoDb();

const inDynamoDb = async (): Promise<Subject> => {
  const orders = await createKeyedTable(dynamodb.client, 'orders');
  return {
    ledger: dynamodbLedger(dynamodb.client, await createKeyedTable(dynamodb.client, 'effects')),
    orderOf: (id) => ({
      Put: {
        TableName: orders,
        Item: { pk: { S: id } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }),
    isOrdered: async (id) => {
      const { Item } = await dynamodb.client.send(
        new GetItemCommand({ TableName: orders, Key: { pk: { S: id } }, ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
};

const first: Note = { position: '1', version: '', replayed: [] };
const second: Note = { position: '2', version: 'v2', replayed: ['a', 'b'] };

const noting = (before: Note | undefined, after: Note, key = 'release#a') => ({
  ...{ key, before, after },
  handledAt: Date.UTC(2026, 2, 1),
  expiresAt: undefined,
});

/** The embedded DynamoDB for other platforms has no transactions. */
const subjects =
  dynamoDbName() === 'dynalite' && !process.env['DYNAMODB_ENDPOINT']
    ? [['in memory', inMemory] as const]
    : [['in memory', inMemory] as const, ['in DynamoDB', inDynamoDb] as const];

describe.each(subjects)('a ledger %s', (_name, create) => {
  it('gives back what is noted under a key alone', async () => {
    const { ledger } = await create();
    expect(await ledger.read('release#a')).toBeUndefined();
    expect(await ledger.commit(noting(undefined, first), [])).toBe(true);
    expect(await ledger.read('release#a')).toEqual(first);
    expect(await ledger.commit(noting(first, second), [])).toBe(true);
    expect(await ledger.read('release#a')).toEqual(second);
    expect(await ledger.read('release#b')).toBeUndefined();
    expect(await ledger.commit(noting({ ...second, replayed: ['a'] }, first), [])).toBe(false);
    expect(await ledger.commit(noting(second, first), [])).toBe(true);
    expect(await ledger.read('release#a')).toEqual(first);
  });

  it.each([
    ['there is one and none was read', undefined],
    ['its position is another', { ...first, position: '2' }],
    ['its version is another', { ...first, version: 'v1' }],
    ['other replayed changes were handled', { ...first, replayed: ['a'] }],
  ])('commits nothing where %s', async (_title, before) => {
    const { ledger, orderOf, isOrdered } = await create();
    await ledger.commit(noting(undefined, first), []);
    expect(await ledger.commit(noting(before, second), [])).toBe(false);
    expect(await ledger.commit(noting(before, second), [orderOf('o1')])).toBe(false);
    expect(await ledger.read('release#a')).toEqual(first);
    expect(await isOrdered('o1')).toBe(false);
  });

  it('commits nothing where a note was read that is gone', async () => {
    const { ledger } = await create();
    expect(await ledger.commit(noting(first, second), [])).toBe(false);
    expect(await ledger.read('release#a')).toBeUndefined();
  });

  it('commits the items of a handler with the note', async () => {
    const { ledger, orderOf, isOrdered } = await create();
    expect(await ledger.commit(noting(undefined, first), [orderOf('o1'), orderOf('o2')])).toBe(
      true,
    );
    expect([await isOrdered('o1'), await isOrdered('o2')]).toEqual([true, true]);
    expect(await ledger.read('release#a')).toEqual(first);
  });

  it('commits neither note nor items where a condition of an item does not hold', async () => {
    const { ledger, orderOf, isOrdered } = await create();
    await ledger.commit(noting(undefined, first, 'release#b'), [orderOf('o2')]);
    const refused = ledger.commit(noting(undefined, first), [orderOf('o1'), orderOf('o2')]);
    await expect(refused).rejects.toThrow(EffectsRefused);
    expect(await ledger.read('release#a')).toBeUndefined();
    expect(await isOrdered('o1')).toBe(false);
  });

  it('commits one of two at once', async () => {
    const { ledger } = await create();
    const both = [first, second].map((note) => ledger.commit(noting(undefined, note), []));
    expect((await Promise.all(both)).sort()).toEqual([false, true]);
  });
});

describe('the key of a note', () => {
  const change = paid('int_1', 1);

  it('names the reaction, and the record or what is due', () => {
    expect(noteKey('release', change)).toBe('release#payment_intent#int_1#payment_intent');
    const due = { ...change, kind: 'due' as const, dueAt: '2026-03-01T00:00:00.000Z' };
    expect(noteKey('release', due)).toBe(
      'release#due#payment_intent#int_1#payment_intent#2026-03-01T00:00:00.000Z',
    );
  });

  it('is short also for a long one', () => {
    const long = { ...change, key: { pk: 'x'.repeat(1_100), sk: 'a' } };
    const key = noteKey('release', long);
    expect(key).toMatch(/^release#sha256:[0-9a-f]{64}$/);
    expect(noteKey('release', { ...long, key: { ...long.key, sk: 'b' } })).not.toBe(key);
  });
});

it('a note of a record stays, and one of what is due expires after what brings its message back', () => {
  expect(expiryOf(paid('int_1', 1), 0)).toBeUndefined();
  expect(expiryOf(paid('int_1', 1, { kind: 'due' }), 500)).toBe(1 + 90 * 86_400);
});
