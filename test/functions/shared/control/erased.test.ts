import type { Control } from '../../../../functions/shared/control/control.ts';
import { type MemoryStore, memoryStore } from '../../../../functions/shared/store/memory.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { controlOf, nothingErased } from '../../../support/erasure/erasures.ts';
import { createPipeline } from '../../../support/pipeline/pipeline.ts';
import { webhook } from '../../../support/webhook.ts';

const ERASED = Date.UTC(2026, 2, 10);
const before = '2026-03-09T10:00:00Z';
const after = '2026-03-11T10:00:00Z';

const erased = controlOf(new Map([['cus_1', ERASED]]));

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
  { control = erased, store = memoryStore(), sentAt = Date.UTC(2026, 10, 21) } = {},
) => {
  const pipeline = createPipeline(() => store, undefined, { control });
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
    const digits = controlOf(new Map([['12345', ERASED]]));
    const event = { id: 'evt_1', name: 'payment_link.paid', created_at: before };
    const object = { id: 'plk_1', title: 'For Jane Doe', amount: 12345 };
    const bodyOf = (account_id: number) =>
      Buffer.from(JSON.stringify({ ...event, account_id, data: { object } }));
    expect(titleIn(await take([bodyOf(12345)], { control: digits }))).toBe('***');
    expect(titleIn(await take([bodyOf(1)], { control: digits }))).toBe('For Jane Doe');
  });

  it('treats an event without a time as one from before then, whenever it is sent', async () => {
    const late = await take([linkEvent('evt_1', undefined)], { sentAt: ERASED + 1 });
    expect(titleIn(late)).toBe('***');
  });

  it('takes what is archived and not yet erased for what will be left of it', async () => {
    const store = await take([linkEvent('evt_1', before)], { control: nothingErased });
    const again = { ...store, rows: new Map(), apply: jest.fn(store.apply) };
    await take([linkEvent('evt_1', before)], { store: again });
    expect(again.apply.mock.calls.map(([row]) => row.attributes['title'])).toEqual(['***']);
  });
});

it('a redelivery of what is erased in the archive brings nothing back', async () => {
  const store = await take([linkEvent('evt_1', before)]);
  const again = { ...store, apply: jest.fn(store.apply) };
  await take([linkEvent('evt_1', before)], { control: nothingErased, store: again });
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
  const away: Control = {
    ...erased,
    rules: () => Promise.reject(new Error('DynamoDB is away')),
  };
  const store = memoryStore();
  await expect(take([linkEvent('evt_1', before)], { control: away, store })).rejects.toThrow();
  expect(store.events.size).toBe(0);
});

describe('looking for what is erased', () => {
  /** The sets of ids that were asked for. */
  const asked = async (at: string | undefined, control = erased) => {
    const sets: ReadonlySet<string>[] = [];
    const erasedAmong: Control['erasedAmong'] = async (ids) => {
      sets.push(ids);
      return control.erasedAmong(ids);
    };
    await take([linkEvent('evt_1', at)], { control: { ...control, erasedAmong } });
    return sets;
  };

  it('costs no request for an event that happened after the latest erasure, or where there was none', async () => {
    expect(await asked(after)).toEqual([]);
    expect(await asked(before, nothingErased)).toEqual([]);
  });

  it('asks once for the ids that an earlier or undated event mentions, and for no sentence', async () => {
    for (const at of [before, undefined]) {
      const [ids = new Set(), ...more] = await asked(at);
      expect(more).toEqual([]);
      expect(ids).toContain('cus_1');
      expect(ids).toContain('plk_1');
      expect(ids).not.toContain('For Jane Doe');
    }
  });
});
