import * as v from 'valibot';
import { usualTuning } from '../../../../functions/shared/domain.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { type DomainRuntime, family } from '../../../../functions/shared/record/family.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import { versionOf } from '../../../../functions/shared/record/version.ts';
import { id, time } from '../../../../functions/shared/schema/fields.ts';
import { DISCARDED, eventsTable, stateTable } from '../../../../functions/shared/tables.ts';

const runtime: DomainRuntime = {
  domain: {
    name: 'parcels',
    title: 'parcels',
    families: ['parcel'],
    objects: ['parcel'],
    events: ['parcel.sent', 'parcel.arrived'],
    revision: 7,
    errorImpact: 'none',
    tuning: usualTuning,
  },
  families: {
    parcel: family(v.object({ id, updated_at: time }), ({ id, updated_at }, event) => ({
      object: `parcel#${id}`,
      updatedAt: updated_at,
      ...(event.name === 'parcel.sent' && {
        progress: '2026-03-01T09:00:00.000Z',
        rank: 300,
        grown: [{ decimal: '2' }],
      }),
      records: [{ pk: `parcel#${id}`, sk: 'parcel', attributes: { key: event.key } }],
    })),
  },
};

const sentAt = Date.parse('2026-03-01T10:00:05Z');

const times = { sentAt, receivedAt: sentAt + 50 };

const judged = (body: string, of = runtime, first?: typeof times) =>
  judge(
    {
      body: Buffer.from(body),
      receipt: { ...times, requestId: 'r1', secret: 'live', digest: sha256(body) },
    },
    of,
    first,
  );

const parcel = (changes: object = {}): string =>
  JSON.stringify({
    id: 'evt_1',
    name: 'parcel.sent',
    account_id: 'acct_a',
    org_id: 'org_a',
    version: '2026-02-27',
    created_at: '2026-03-01T10:00:00+0000',
    data: { id: 'p1', updated_at: '2026-03-01T09:59:59Z' },
    ...changes,
  });

describe('judge', () => {
  it('makes of a known event its records and what the archive says of it', () => {
    const body = parcel();
    const version = versionOf({
      id: 'evt_1',
      digest: sha256(body),
      ...times,
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-01T09:59:59.000Z',
      apiVersion: '2026-02-27',
      progress: '2026-03-01T09:00:00.000Z',
      rank: 300,
      grown: [{ decimal: '2' }],
    });
    expect(judged(body)).toEqual({
      id: 'evt_1',
      name: 'parcel.sent',
      accountId: 'acct_a',
      orgId: 'org_a',
      apiVersion: '2026-02-27',
      occurredAt: '2026-03-01T10:00:00.000Z',
      version,
      outcome: 'accepted',
      object: 'parcel#p1',
      issues: [],
      records: [expect.objectContaining({ pk: 'parcel#p1', version, revision: 7 })],
    });
  });

  it('projects a name of a known family that no catalogue has, of rank 0', () => {
    const verdict = judged(parcel({ name: 'parcel.lost' }));
    expect(verdict).toMatchObject({ outcome: 'unrecognized', object: 'parcel#p1', issues: [] });
    expect(verdict.records).toHaveLength(1);
    expect(verdict.version).toContain('|000|');
  });

  it('quarantines what its family cannot read', () => {
    expect(judged(parcel({ data: {} }))).toMatchObject({
      outcome: 'quarantined',
      object: undefined,
      issues: [{ path: 'data.id', expected: expect.any(String), received: 'undefined' }],
      records: [],
    });
  });

  it.each(['no JSON', '[]', '"text"'])('says of a body of %j what is wrong', (body) => {
    expect(judged(body)).toMatchObject({
      id: `sha256:${sha256(`sha256:${sha256(body)}`)}`,
      name: undefined,
      outcome: 'unrecognized',
      issues: [{ path: '', expected: 'a JSON object', received: 'something else' }],
      records: [],
    });
  });

  it.each([undefined, 'other.event'])('has nothing to say of an event named %j', (name) => {
    expect(judged(parcel({ name }))).toMatchObject({
      id: 'evt_1',
      outcome: 'unrecognized',
      object: undefined,
      issues: [],
      records: [],
    });
  });

  it('projects nothing in a domain that owns no family', () => {
    const none = { domain: { ...runtime.domain, families: [] }, families: {} };
    expect(judged(parcel(), none)).toMatchObject({ outcome: 'unrouted', issues: [], records: [] });
    expect(judged('no JSON', none)).toMatchObject({ outcome: 'unrouted' });
  });

  it('orders an event without a time by the receipt of its first delivery', () => {
    const undated = parcel({ created_at: null, data: { id: 'p1' } });
    const at = (milliseconds: number) =>
      judged(parcel({ created_at: new Date(milliseconds).toISOString(), data: { id: 'p1' } }));
    const first = { sentAt: sentAt + 1_000, receivedAt: sentAt + 1_050 };
    expect(judged(undated).occurredAt).toBeUndefined();
    expect(judged(undated).version > at(sentAt - 1).version).toBe(true);
    expect(judged(undated).version < at(sentAt + 1).version).toBe(true);
    expect(judged(undated, runtime, first).version > at(sentAt + 999).version).toBe(true);
    expect(judged(undated, runtime, first).version < at(sentAt + 1_001).version).toBe(true);
  });

  it('measures what an event states of its time by the receipt of its first delivery', () => {
    const early = parcel({ created_at: new Date(sentAt + 600_000).toISOString() });
    expect(judged(early).occurredAt).toBe('2026-03-01T09:59:59.000Z');
    const later = { sentAt, receivedAt: sentAt + 300_000 };
    expect(judged(early, runtime, later).occurredAt).toBe('2026-03-01T10:10:05.000Z');
  });
});

describe('an event id that is a name of ours', () => {
  /** Every name that a table, an index or a partition of ours has, and what those were before. */
  const named = [eventsTable, stateTable].flatMap((table) =>
    Object.values(table).flatMap((part) =>
      typeof part === 'string' ? [part] : [part.name, part.hash, part.range],
    ),
  );
  const ids = [
    ...named,
    DISCARDED,
    'erasures',
    'open',
    '2026-03-01#0',
    `${'a'.repeat(64)}#001`,
    '-',
    '',
  ];

  it.each([...new Set(ids)])('cannot put the event into a partition of ours: %j', (id) => {
    const verdict = judged(parcel({ id }));
    expect(verdict.id).not.toBe('');
    expect(verdict.id).not.toContain('#');
    expect(verdict.id).not.toBe(DISCARDED);
  });
});
