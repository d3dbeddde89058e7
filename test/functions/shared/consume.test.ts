import type { SQSRecord } from 'aws-lambda';
import { type ConsumerDependencies, consume } from '../../../functions/shared/consume.ts';
import { usualTuning } from '../../../functions/shared/domain.ts';
import { key, sha256 } from '../../../functions/shared/event/identifier.ts';
import { createRadar } from '../../../functions/shared/radar.ts';
import { type DomainRuntime, family } from '../../../functions/shared/record/family.ts';
import * as fields from '../../../functions/shared/schema/fields.ts';
import { object } from '../../../functions/shared/schema/object.ts';
import { memoryStore } from '../../../functions/shared/store/memory.ts';
import { Refused, type Store } from '../../../functions/shared/store/store.ts';
import { sealed } from '../../support/aws/consumers.ts';
import { toRecord } from '../../support/aws/lambda.ts';
import { nothingErased } from '../../support/erasure/erasures.ts';
import { linesLog } from '../../support/lines.ts';

const parcel = object({ id: fields.id, status: fields.status, weight: fields.text });

const runtime: DomainRuntime = {
  domain: {
    name: 'parcels',
    title: 'parcels',
    families: ['parcel'],
    objects: ['parcel'],
    events: ['parcel.sent'],
    revision: 1,
    errorImpact: 'none',
    tuning: usualTuning,
  },
  families: {
    parcel: family(parcel, ({ id, status }) => ({
      object: key('parcel', id),
      records: [{ pk: key('parcel', id), sk: 'parcel', attributes: { status } }],
    })),
  },
};

const event = (id: string, data: object, name = 'parcel.sent'): string =>
  JSON.stringify({ id, name, created_at: '2026-03-01T10:00:00+0000', data });

const nameOf = (body: string): string => sha256(body).slice(0, 8);
const idOf = (body: string): string => `message-${nameOf(body)}`;
const handleOf = (body: string): string => `handle-${nameOf(body)}`;

const record = (body: string, { receives = 1, sentAt = 1_772_359_200_000 } = {}): SQSRecord => {
  const receipt = { receivedAt: 1, requestId: 'r1', secret: 'live', digest: sha256(body) };
  const message = sealed({ body: Buffer.from(body), receipt: { sentAt, ...receipt } });
  return toRecord(message, nameOf(body), receives);
};

const setUp = (overrides: Partial<Store> = {}, radar?: ConsumerDependencies['radar']) => {
  const memory = memoryStore();
  const log = linesLog();
  const asked: string[] = [];
  const dependencies: ConsumerDependencies = {
    runtime,
    store: { ...memory, ...overrides },
    control: nothingErased,
    inbox: {
      postpone: async (handle, seconds) => void asked.push(`postpone ${handle} ${seconds}`),
      remove: async (handle) => void asked.push(`remove ${handle}`),
    },
    log,
    radar: radar ?? createRadar(runtime, log),
    now: () => 1_772_359_300_000,
    recordTimeout: 200,
  };
  const run = (...Records: SQSRecord[]) => consume({ Records }, dependencies);
  return {
    ...memory,
    log,
    asked,
    run,
    statusOf: (id: string) => memory.records.get(`parcel#${id} parcel`)?.attributes['status'],
  };
};

const failuresOf = (response: { batchItemFailures: { itemIdentifier: string }[] }) =>
  response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

describe('consume', () => {
  it('archives and applies, and applies nothing twice', async () => {
    const { run, events, statusOf, log } = setUp();
    const body = event('evt_1', { id: 'p1', status: 'SENT' });
    expect(await run(record(body))).toEqual({ batchItemFailures: [] });
    expect(await run(record(body))).toEqual({ batchItemFailures: [] });
    expect(statusOf('p1')).toBe('SENT');
    expect([...events.values()]).toMatchObject([
      { id: 'evt_1', outcome: 'accepted', object: 'parcel#p1' },
    ]);
    expect(
      log.lines.map(({ message, accepted, repeated }) => ({ message, accepted, repeated })),
    ).toEqual([
      { message: 'batch', accepted: 1, repeated: undefined },
      { message: 'batch', accepted: undefined, repeated: 1 },
    ]);
  });

  it('says once what is new in a body, and applies it', async () => {
    const { run, statusOf, log } = setUp();
    await run(record(event('evt_1', { id: 'p1', status: 'SENT', colour: 'sentinel' })));
    await run(record(event('evt_2', { id: 'p2', status: 'SENT', colour: 'sentinel' })));
    await run(record(event('evt_3', { id: 'p3', status: true })));
    expect(statusOf('p2')).toBe('SENT');
    expect(log.lines.filter(({ message }) => message === 'drift')).toMatchObject([
      { name: 'parcel.sent', path: 'data.colour', sort: 'field', found: 'string' },
      { name: 'parcel.sent', path: 'data.status', sort: 'form', found: 'boolean' },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('sentinel');
  });

  it('orders an event without a time by the send time that was archived first', async () => {
    const { run, statusOf } = setUp();
    const undated = (id: string, status: string) =>
      JSON.stringify({ id, name: 'parcel.sent', data: { id: 'p1', status } });
    const first = undated('evt_1', 'FIRST');
    await run(record(first, { sentAt: 1_772_359_200_000 }));
    await run(record(undated('evt_2', 'SECOND'), { sentAt: 1_772_359_201_000 }));
    await run(record(first, { sentAt: 1_772_359_209_000 }));
    expect(statusOf('p1')).toBe('SECOND');
  });

  it('quarantines what its schema refuses, with path and types and without a value', async () => {
    const { run, events, records, log } = setUp();
    expect(await run(record(event('evt_1', { id: 'p1', status: { s3cret: 1 } })))).toEqual({
      batchItemFailures: [],
    });
    expect([...events.values()]).toMatchObject([
      {
        outcome: 'quarantined',
        issues: [{ path: 'data.status', expected: 'string', received: 'object' }],
      },
    ]);
    expect(records.size).toBe(0);
    expect(JSON.stringify(log.lines)).not.toContain('s3cret');
    expect(log.lines).toContainEqual({ message: 'quarantined', eventId: 'evt_1', requestId: 'r1' });
  });

  it('projects a name that is not in the catalogue, and says that it is unrecognized', async () => {
    const { run, events, statusOf } = setUp();
    await run(record(event('evt_1', { id: 'p1', status: 'LOST' }, 'parcel.lost')));
    expect([...events.values()]).toMatchObject([{ outcome: 'unrecognized' }]);
    expect(statusOf('p1')).toBe('LOST');
  });

  it('quarantines what the table will never take', async () => {
    const { run, events } = setUp({
      apply: async () => {
        throw new Refused('no');
      },
    });
    expect(await run(record(event('evt_1', { id: 'p1' })))).toEqual({ batchItemFailures: [] });
    expect([...events.values()]).toMatchObject([
      { outcome: 'quarantined', issues: [{ path: '' }] },
    ]);
  });

  it('accepts what was quarantined once its schema fits, applying before it says so', async () => {
    const order: string[] = [];
    const archived = memoryStore();
    const { run } = setUp({
      archive: archived.archive,
      apply: async (row) => {
        order.push('apply');
        return archived.apply(row);
      },
      settle: async (update, before) => {
        order.push(`settle ${before} as ${update.outcome}`);
        await archived.settle(update, before);
      },
    });
    const body = event('evt_1', { id: 'p1', status: 'SENT' });
    await run(record(body));
    const [first] = archived.events.values();
    if (!first) throw new Error('not archived');
    const issues = [{ path: 'data.status', expected: 'string', received: 'object' }];
    await archived.settle({ ...first, outcome: 'quarantined', issues }, 'accepted');
    order.length = 0;
    await run(record(body));
    expect(order).toEqual(['apply', 'settle quarantined as accepted']);
    expect([...archived.events.values()]).toMatchObject([{ outcome: 'accepted', issues: [] }]);
  });

  it('reports a transient failure, spaced out over hours, and only that message', async () => {
    const broken = event('evt_1', { id: 'p1' });
    const fine = event('evt_2', { id: 'p2', status: 'SENT' });
    const { run, asked, statusOf } = setUp({
      archive: async ({ id }) => {
        if (id === 'evt_1') throw new Error('throttled');
        return undefined;
      },
    });
    const delays = [];
    for (const receives of [1, 2, 3, 4, 5]) {
      const response = await run(record(broken, { receives }), record(fine));
      expect(failuresOf(response)).toEqual([idOf(broken)]);
      delays.push(
        asked
          .find((line) => line.startsWith('postpone'))
          ?.split(' ')
          .at(-1),
      );
      asked.length = 0;
    }
    expect(delays.map(Number)).toEqual([30, 300, 3_600, 21_600, 21_600]);
    expect(statusOf('p2')).toBe('SENT');
  });

  it('does not wait for a record that never settles', async () => {
    const stuck = event('evt_1', { id: 'p1' });
    const fine = event('evt_2', { id: 'p2', status: 'SENT' });
    const { run, statusOf, log } = setUp({
      archive: async ({ id }) => (id === 'evt_1' ? new Promise(() => {}) : undefined),
    });
    expect(failuresOf(await run(record(stuck), record(fine)))).toEqual([idOf(stuck)]);
    expect(statusOf('p2')).toBe('SENT');
    expect(log.lines).toContainEqual(
      expect.objectContaining({ message: 'failed', error: 'RecordTimeout' }),
    );
  });

  it('handles a message that came back alone, with the others already deleted', async () => {
    const back = event('evt_1', { id: 'p1', status: 'SENT' });
    const fine = event('evt_2', { id: 'p2', status: 'SENT' });
    const order: string[] = [];
    const { run, asked } = setUp({
      apply: async ({ pk }) => {
        order.push(`${pk} after ${asked.length}`);
        return 'written';
      },
    });
    await run(record(back, { receives: 2 }), record(fine));
    expect(order).toEqual(['parcel#p2 after 0', 'parcel#p1 after 1']);
    expect(asked).toEqual([`remove ${handleOf(fine)}`, `remove ${handleOf(back)}`]);
  });

  it('never applies a message that is not what the ingress sent', async () => {
    const { run, events, log } = setUp();
    const tampered = {
      ...record(event('evt_1', { id: 'p1' })),
      body: event('evt_1', { id: 'p2' }),
    };
    expect(failuresOf(await run(tampered))).toEqual([tampered.messageId]);
    expect(events.size).toBe(0);
    expect(log.lines).toContainEqual(expect.objectContaining({ error: 'UnreadableMessage' }));
  });

  it('has done with an event although the radar fails over it', async () => {
    const { run, statusOf, log } = setUp({}, () => {
      throw new TypeError('no such field');
    });
    const body = event('evt_1', { id: 'p1', status: 'SENT' });
    expect(await run(record(body))).toEqual({ batchItemFailures: [] });
    expect(statusOf('p1')).toBe('SENT');
    expect(log.lines).toContainEqual(
      expect.objectContaining({ message: 'radar failed', error: 'TypeError' }),
    );
  });

  it('leads from a request to its batch, and from its failure to the event', async () => {
    const { run, log } = setUp({ archive: () => Promise.reject(new Error('away')) });
    const broken = record(event('evt_1', { id: 'p1' }));
    await run(broken, { ...broken, body: 'not what was signed' });
    expect(log.lines).toMatchObject([
      { message: 'failed', requestId: 'r1', eventId: undefined, error: 'UnreadableMessage' },
      { message: 'failed', requestId: 'r1', eventId: 'evt_1', error: 'Error' },
      { message: 'batch', failed: 2, requestIds: ['r1', 'r1'] },
    ]);
  });

  it('logs no word of a body or of an error that may quote one', async () => {
    const { run, log } = setUp({
      archive: async () => {
        throw new Error('the body was {"secret":"s3cret"}');
      },
    });
    await run(record(event('evt_1', { id: 'p1', status: 's3cret' })));
    expect(JSON.stringify(log.lines)).not.toContain('s3cret');
  });
});
