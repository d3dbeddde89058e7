import { changeOf, type Images } from '../../../../functions/shared/change/change-of.ts';
import { kindOfRecord, objectNames } from '../../../../functions/shared/change/kinds.ts';
import { recordKeys } from '../../../../functions/shared/change/records.ts';
import type { Item } from '../../../../functions/shared/change/values.ts';

const published = { position: '1', publishedAt: '2026-03-01T12:00:00.000Z' };

const item = (attributes: Item, version = 'v1', more: Item = {}): Item => ({
  pk: { S: 'payment_intent#int_1' },
  sk: { S: 'payment_intent' },
  version: { S: version },
  revision: { N: '3' },
  eventId: { S: 'evt_1' },
  accountId: { S: 'acct_1' },
  id: { S: 'int_1' },
  ...attributes,
  ...more,
});

const change = (before: Item | undefined, after: Item | undefined) =>
  changeOf({ before, after } satisfies Images, published);

const paid = item({ status: { S: 'SUCCEEDED' }, amount: { N: '12.50' } }, 'v2');
const open = item({ status: { S: 'REQUIRES_CAPTURE' } });

describe('a change of a record', () => {
  it('states the record, what changed, and the status before and after', () => {
    expect(change(open, paid)).toEqual({
      domain: 'payments',
      object: 'payment_intent',
      key: { pk: 'payment_intent#int_1', sk: 'payment_intent' },
      kind: 'changed',
      position: '1',
      version: 'v2',
      revision: 3,
      eventId: 'evt_1',
      occurredAt: null,
      publishedAt: published.publishedAt,
      record: { id: 'int_1', status: 'SUCCEEDED', amount: '12.50' },
      previous: { status: 'REQUIRES_CAPTURE', amount: null },
      becomes: 'SUCCEEDED',
      from: 'REQUIRES_CAPTURE',
      account: 'acct_1',
      dueAt: null,
      replay: false,
      omitted: false,
    });
  });

  it('states no status where it set none', () => {
    const later = item({ status: { S: 'REQUIRES_CAPTURE' }, amount: { N: '5' } }, 'v2');
    expect(change(open, later)).toMatchObject({ becomes: null, from: null });
  });

  it('is of the organisation where the record is about no account', () => {
    const { accountId: _account, ...rest } = paid;
    expect(change(undefined, { ...rest, orgId: { S: 'org_1' } })?.account).toBe('org_1');
  });

  it.each([
    ['a new record', undefined, paid, 'changed'],
    ['a later event', open, paid, 'changed'],
    [
      'an earlier event that states something more',
      open,
      item({ status: { S: 'REQUIRES_CAPTURE' }, amount: { N: '1' } }, 'v1', {
        carried: { L: [{ M: {} }] },
      }),
      'changed',
    ],
    ['a repair to an earlier version', paid, open, 'corrected'],
    [
      'another revision',
      open,
      item({ status: { S: 'CANCELLED' } }, 'v1', { revision: { N: '4' } }),
      'corrected',
    ],
    ['a hand', open, item({ status: { S: 'CANCELLED' } }), 'corrected'],
    [
      'an erasure',
      item({ reason: { M: { description: { S: 'Ann' } } } }),
      item({ reason: { M: { description: { S: '***' } } } }),
      'erased',
    ],
    ['a removal', paid, undefined, 'removed'],
  ] as const)('by %s has its kind', (_title, before, after, kind) => {
    expect(change(before, after)?.kind).toBe(kind);
  });

  it('of a removed record has what was there', () => {
    expect(change(paid, undefined)).toMatchObject({
      ...{ record: null, becomes: null, from: 'SUCCEEDED', version: 'v2' },
      previous: { id: 'int_1', status: 'SUCCEEDED', amount: '12.50' },
    });
  });

  it.each([
    ['nothing', {}],
    ['ties', { tiedWith: { L: [{ S: 'evt_2' }] }, uncertain: { S: 'tied' } }],
    ['a link', { relatedTo: { S: 'customer#cus_1' }, relatedAt: { S: '-' } }],
    ['an index key', { openWork: { S: 'capture#1' }, dueAt: { S: 'none' } }],
    ['the event that states the same again', { version: { S: 'v9' }, eventId: { S: 'evt_9' } }],
  ])('is none where a write changes %s', (_title, more) => {
    expect(change(open, { ...open, ...more })).toBeUndefined();
  });

  it('is none of an item that is no record of ours', () => {
    expect(change(undefined, { ...paid, sk: { S: 'note' } })).toBeUndefined();
    expect(change(undefined, { note: { S: 'a' } })).toBeUndefined();
    expect(change(undefined, undefined)).toBeUndefined();
  });
});

describe('a kind of record', () => {
  it.each(objectNames)('%s is found by a key of it alone', (name) => {
    const { pk, sk } = recordKeys[name];
    const key = { pk: pk.replace(/<\w+>/, 'a:b'), sk: sk.replace(/<\w+>/, 'x#y') };
    expect(kindOfRecord(key)?.name).toBe(name);
  });
});
