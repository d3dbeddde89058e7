import {
  cachedErasures,
  ERASURES_MAX_AGE,
  type Erasures,
} from '../../../../functions/shared/erasure/erasures.ts';
import type { Tombstone } from '../../../../functions/shared/erasure/tombstone.ts';
import { type MemoryStore, memoryStore } from '../../../../functions/shared/store/memory.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { createPipeline } from '../../../support/pipeline/pipeline.ts';
import { webhook } from '../../../support/webhook.ts';

const ERASED = Date.UTC(2026, 2, 10);
const before = '2026-03-09T10:00:00Z';
const after = '2026-03-11T10:00:00Z';

const erased: Erasures = { current: async () => new Map([['cus_1', ERASED]]) };

const personal = { customer_id: 'cus_1', title: 'For Jane Doe', status: 'PAID' };
const linkEvent = (id: string, at: string | undefined, object: object = personal) =>
  webhook(id, 'payment_link.paid', at, { id: 'plk_1', ...object });

const eventIn = ({ events }: MemoryStore, id: string): ArchivedEvent => {
  const event = [...events.values()].find((one) => one.id === id);
  if (!event) throw new Error(`no ${id}`);
  return event;
};
const bodyIn = (store: MemoryStore, id: string) => Buffer.from(eventIn(store, id).body).toString();
const titleIn = ({ records }: MemoryStore) =>
  records.get('payment_link#plk_1 payment_link')?.attributes['title'];

/** Posts events, and lets the consumer of payments take them with what it knows is erased. */
const take = async (
  bodies: readonly Uint8Array[],
  { erasures = erased, store = memoryStore(), sentAt = Date.UTC(2026, 10, 21) } = {},
) => {
  const pipeline = createPipeline(() => store, undefined, { erasures });
  await pipeline.send(bodies, { sentAt });
  return store;
};

describe('a consumer that knows of an erasure', () => {
  it('writes nothing personal of an event from before then, neither archive nor record', async () => {
    const store = await take([linkEvent('evt_1', before)]);
    expect(bodyIn(store, 'evt_1')).not.toContain('Jane');
    expect(eventIn(store, 'evt_1').erasedAt).toBeGreaterThan(ERASED);
    expect(titleIn(store)).toBe('***');
  });

  it('keeps a later event as it is, and one of somebody else', async () => {
    const store = await take([linkEvent('evt_1', after)]);
    expect(titleIn(store)).toBe('For Jane Doe');
    expect(eventIn(store, 'evt_1').erasedAt).toBeUndefined();
    const other = await take([linkEvent('evt_1', before, { ...personal, customer_id: 'cus_2' })]);
    expect(titleIn(other)).toBe('For Jane Doe');
  });

  it('knows an account by its number, and no amount for one', async () => {
    const digits: Erasures = { current: async () => new Map([['12345', ERASED]]) };
    const event = { id: 'evt_1', name: 'payment_link.paid', created_at: before };
    const object = { id: 'plk_1', title: 'For Jane Doe', amount: 12345 };
    const bodyOf = (account_id: number) =>
      Buffer.from(JSON.stringify({ ...event, account_id, data: { object } }));
    expect(titleIn(await take([bodyOf(12345)], { erasures: digits }))).toBe('***');
    expect(titleIn(await take([bodyOf(1)], { erasures: digits }))).toBe('For Jane Doe');
  });

  it('treats an event without a time as one from before then, whenever it is sent', async () => {
    const late = await take([linkEvent('evt_1', undefined)], { sentAt: ERASED + 1 });
    expect(titleIn(late)).toBe('***');
  });

  it('takes what is archived and not yet erased for what will be left of it', async () => {
    const unaware: Erasures = { current: async () => new Map() };
    const store = await take([linkEvent('evt_1', before)], { erasures: unaware });
    const again = { ...store, rows: new Map(), apply: jest.fn(store.apply) };
    await take([linkEvent('evt_1', before)], { store: again });
    expect(again.apply.mock.calls.map(([row]) => row.attributes['title'])).toEqual(['***']);
  });
});

it('a redelivery of what is erased in the archive brings nothing back', async () => {
  const unaware: Erasures = { current: async () => new Map() };
  const store = await take([linkEvent('evt_1', before)]);
  const again = { ...store, apply: jest.fn(store.apply) };
  await take([linkEvent('evt_1', before)], { erasures: unaware, store: again });
  expect(again.apply.mock.calls.map(([row]) => row.attributes['title'])).toEqual(['***']);
  expect(bodyIn(store, 'evt_1')).not.toContain('Jane');
});

it('keeps an unreadable event quarantined without its text, with nothing for anyone to do', async () => {
  const unreadable = linkEvent('evt_1', before, { ...personal, amount: 'Jane Doe' });
  const store = await take([unreadable]);
  expect(eventIn(store, 'evt_1')).toMatchObject({ outcome: 'quarantined' });
  expect(bodyIn(store, 'evt_1')).not.toContain('Jane');
  await take([unreadable], { store });
  expect(eventIn(store, 'evt_1')).toMatchObject({ outcome: 'quarantined' });
});

it('without knowing what is erased no event is handled, and it comes back', async () => {
  const away: Erasures = { current: () => Promise.reject(new Error('DynamoDB is away')) };
  const store = memoryStore();
  await expect(take([linkEvent('evt_1', before)], { erasures: away, store })).rejects.toThrow();
  expect(store.events.size).toBe(0);
});

describe('what a consumer knows', () => {
  const tombstone: Tombstone = { id: 'cus_1', subject: 'customer#cus_1', erasedAt: ERASED };

  it('is read once, and again when it is a minute old', async () => {
    let clock = 0;
    const read = jest.fn(async () => [tombstone, { ...tombstone, erasedAt: ERASED - 1 }]);
    const erasures = cachedErasures(read, () => clock);
    await Promise.all([erasures.current(), erasures.current()]);
    clock = ERASURES_MAX_AGE - 1;
    expect(await erasures.current()).toEqual(new Map([['cus_1', ERASED]]));
    expect(read).toHaveBeenCalledTimes(1);
    clock = ERASURES_MAX_AGE;
    await erasures.current();
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('is asked for again after a failure', async () => {
    const read = jest.fn(async () => [tombstone]).mockRejectedValueOnce(new Error('away'));
    const erasures = cachedErasures(read, () => 0);
    await expect(erasures.current()).rejects.toThrow('away');
    expect((await erasures.current()).size).toBe(1);
  });
});
