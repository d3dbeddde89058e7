import type { DomainEvent, Projection } from '../../../../functions/shared/record/projection.ts';
import { firstInOwnTimeline } from '../../../../functions/shared/record/projection.ts';
import { stateful } from '../../../../functions/shared/record/stateful.ts';
import { amount, link, text, time } from '../../../../functions/shared/schema/fields.ts';
import { object } from '../../../../functions/shared/schema/object.ts';

const parcelSchema = object({
  parcel_id: link,
  depot_id: link,
  status: text,
  weight: amount,
  updated_at: time,
});

const parcelLifecycle = {
  ranks: { PACKED: 100, SENT: 200, LOST: 900 },
  words: { DISPATCHED: 'SENT' },
};

const parcel = stateful({
  kind: 'parcel',
  schema: parcelSchema,
  lifecycle: parcelLifecycle,
  object: (data) => data,
  id: 'parcel_id',
  timeline: (_pk, { depot_id }) => ({ to: depot_id, at: undefined }),
});

const projectionOf = (family: typeof parcel, event: Partial<DomainEvent>): Projection => {
  const { projection } = family({ name: 'parcel.updated', key: 'evt_1', data: {}, ...event });
  if (projection === undefined) throw new Error('no projection');
  return projection;
};

describe('an object with a status', () => {
  it('is one record, named by its kind, with its status in current words', () => {
    const data = {
      parcel_id: 'p1',
      depot_id: 'd1',
      status: 'dispatched',
      updated_at: 1_772_442_900_000,
    };
    const updated_at = '2026-03-02T09:15:00.000Z';
    expect(projectionOf(parcel, { data })).toEqual({
      object: 'parcel#p1',
      updatedAt: updated_at,
      rank: 200,
      records: [
        {
          pk: 'parcel#p1',
          sk: 'parcel',
          related: { to: 'd1', at: undefined },
          attributes: { parcel_id: 'p1', depot_id: 'd1', status: 'SENT', updated_at },
          fields: ['parcel_id', 'depot_id', 'status', 'weight', 'updated_at'],
        },
      ],
    });
  });

  it('has the status that its event is named by, where the body states none', () => {
    const { rank, records } = projectionOf(parcel, {
      name: 'parcel.lost',
      data: { parcel_id: 'p1' },
    });
    expect(rank).toBe(900);
    expect(records[0]).toMatchObject({ sk: 'parcel', attributes: { status: 'LOST' } });
  });

  it('states no status where neither body nor name does', () => {
    const { rank, records } = projectionOf(parcel, { data: { parcel_id: 'p1' } });
    expect(rank).toBe(0);
    expect(records).toMatchObject([{ sk: 'parcel', attributes: { parcel_id: 'p1' } }]);
    expect(records[0]?.attributes['status']).toBeUndefined();
  });

  it('states that a field has no value where the body does, and nothing of one that is left out', () => {
    const data = { parcel_id: 'p1', depot_id: '' };
    const [record] = projectionOf(parcel, { data }).records;
    expect(record?.attributes).toMatchObject({ depot_id: null });
    expect(record?.attributes['weight']).toBeUndefined();
  });

  it('reports a missing id by its place', () => {
    const event = { name: 'parcel.sent', key: 'evt_1' };
    expect(parcel({ ...event, data: {} })).toEqual({
      issues: [{ path: 'data.parcel_id', expected: 'an id', received: 'undefined' }],
    });
    const wrapped = stateful({
      kind: 'parcel',
      schema: object({ object: parcelSchema }),
      lifecycle: parcelLifecycle,
      within: 'object',
      object: (data) => data.object,
      id: 'parcel_id',
      timeline: firstInOwnTimeline,
    });
    expect(wrapped({ ...event, data: { object: { status: 'SENT' } } })).toMatchObject({
      issues: [{ path: 'data.object.parcel_id' }],
    });
    expect(Object.keys(wrapped.words ?? {})).toEqual(['object.status']);
  });

  it('knows the words of its lifecycle, and those that are given beside them', () => {
    expect(parcel.words).toEqual({ status: ['PACKED', 'SENT', 'LOST', 'DISPATCHED'] });
    const sized = stateful({
      kind: 'parcel',
      schema: parcelSchema,
      lifecycle: parcelLifecycle,
      words: { size: ['SMALL', 'LARGE'] },
      object: (data) => data,
      id: 'parcel_id',
      timeline: firstInOwnTimeline,
    });
    expect(sized.words).toMatchObject({ size: ['SMALL', 'LARGE'], status: expect.anything() });
  });

  it('can state its own rank, progress, sums and further records', () => {
    const weighed = stateful({
      kind: 'parcel',
      schema: parcelSchema,
      lifecycle: parcelLifecycle,
      object: (data) => data,
      id: 'parcel_id',
      timeline: firstInOwnTimeline,
      rank: ({ rank, status }) => rank + (status === 'SENT' ? 7 : 0),
      progress: ({ updated_at }) => updated_at,
      grown: ({ weight }) => [weight],
      beside: ({ id, record: { pk, related } }) => [
        { pk, sk: 'label', related, attributes: { label: `to ${id}` } },
      ],
    });
    const data = { parcel_id: 'p1', status: 'SENT', weight: 2.5, updated_at: 1_772_442_900_000 };
    expect(projectionOf(weighed, { data })).toMatchObject({
      rank: 207,
      progress: '2026-03-02T09:15:00.000Z',
      grown: [{ decimal: '2.5' }],
      records: [
        { sk: 'parcel', related: { to: 'parcel#p1', at: '-' } },
        { sk: 'label', related: { to: 'parcel#p1', at: '-' }, attributes: { label: 'to p1' } },
      ],
    });
  });
});
