import * as fc from 'fast-check';
import {
  type DomainRecord,
  join,
  MOST_TIES,
  recordsOf,
  sameRecord,
  uncertaintyOf,
} from '../../../../functions/shared/record/domain-record.ts';
import { FINAL, versionOf, withoutStatus } from '../../../../functions/shared/record/version.ts';
import { recordArbitrary } from '../../../support/tables/records.ts';

const row = (
  changes: Partial<DomainRecord> & { at?: string; rank?: number } = {},
): DomainRecord => {
  const { at = '2026-03-01T10:00:00.000Z', rank = 10, eventId = 'evt_a', ...rest } = changes;
  const digest = eventId.charCodeAt(4).toString(16).repeat(32);
  const version = versionOf({
    id: eventId,
    digest,
    sentAt: 1_772_400_000_000,
    receivedAt: 1_772_400_000_000,
    createdAt: at,
    rank,
  });
  return {
    pk: 'card#1',
    sk: 'card',
    version,
    revision: 1,
    eventId,
    eventName: 'issuing.card.active',
    occurredAt: at,
    accountId: undefined,
    orgId: undefined,
    link: undefined,
    tiedWith: [],
    attributes: { status: `rank ${rank}` },
    carried: [],
    ...rest,
  };
};

describe('join', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(recordArbitrary, recordArbitrary, (a, b) => {
        expect(join(a, b)).toEqual(join(b, a));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(recordArbitrary, recordArbitrary, recordArbitrary, (a, b, c) => {
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is idempotent, and takes nothing twice', () => {
    fc.assert(
      fc.property(recordArbitrary, recordArbitrary, (a, b) => {
        expect(join(a, a)).toEqual(a);
        expect(join(join(a, b), b)).toEqual(join(a, b));
        expect(sameRecord(join(join(a, b), a), join(a, b))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps the later event, whichever comes first', () => {
    const earlier = row({ at: '2026-03-01T10:00:00.000Z', eventId: 'evt_a', rank: 20 });
    const later = row({ at: '2026-03-01T10:00:01.000Z', eventId: 'evt_b', rank: 10 });
    expect(join(earlier, later).eventId).toBe('evt_b');
    expect(join(later, earlier).eventId).toBe('evt_b');
    expect(join(later, earlier).tiedWith).toEqual([]);
  });

  it('decides a tie by rank and says so', () => {
    const joined = join(row({ eventId: 'evt_a', rank: 20 }), row({ eventId: 'evt_b', rank: 10 }));
    expect(joined).toMatchObject({ eventId: 'evt_a', tiedWith: ['evt_b'] });
    expect(uncertaintyOf(joined)).toBe('tied');
  });

  it('has no doubt about a terminal state, and names two terminal states of one moment as tied', () => {
    const open = row({ eventId: 'evt_b', rank: 10 });
    const joined = join(row({ eventId: 'evt_a', rank: 900 }), open);
    expect(joined.tiedWith).toEqual([]);
    expect(uncertaintyOf(joined)).toBeUndefined();
    const two = join(joined, row({ eventId: 'evt_c', rank: 910 }));
    expect(two).toMatchObject({ eventId: 'evt_c', tiedWith: ['evt_a'] });
    expect(uncertaintyOf(two)).toBe('tied');
  });

  it('keeps a terminal state when an open one comes later', () => {
    const ended = row({ at: '2026-03-01T10:00:00.000Z', eventId: 'evt_a', rank: 900 });
    const later = row({ at: '2026-03-01T11:00:00.000Z', eventId: 'evt_b', rank: 10 });
    for (const joined of [join(ended, later), join(later, ended)])
      expect(joined).toMatchObject({ eventId: 'evt_a', tiedWith: [] });
  });

  it('names only the first of hundreds of tied events, the same ones in any order', () => {
    const ids = Array.from({ length: 60 }, (_, index) => `evt_${String(index).padStart(3, '0')}`);
    const rows = ids.map((eventId, index) => row({ eventId, rank: index + 100 }));
    const first = ids.slice(0, MOST_TIES);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(shuffled.reduce(join)).toMatchObject({ eventId: 'evt_059', tiedWith: first });
      }),
      { numRuns: 200 },
    );
  });

  it('is associative where more events are tied than it names', () => {
    const event = fc
      .tuple(fc.integer({ min: 0, max: 2 * MOST_TIES }), fc.constantFrom(10, 20, 30))
      .map(([index, rank]) => row({ eventId: `evt_${index}`, rank }));
    const several = fc.array(event, { minLength: 1, maxLength: 2 * MOST_TIES });
    fc.assert(
      fc.property(several, several, several, (one, two, three) => {
        const [a, b, c] = [one, two, three].map((rows) => rows.reduce(join));
        if (!a || !b || !c) return;
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
        expect(join(a, b)).toEqual(join(b, a));
        expect(a.tiedWith.length).toBeLessThanOrEqual(MOST_TIES);
      }),
      { numRuns: 1_000 },
    );
  });

  it('rewrites an equal version of a lower projection revision, and not the reverse', () => {
    const old = row({ revision: 1, attributes: { a: 'old' } });
    const revised = row({ revision: 2, attributes: { a: 'new' } });
    expect(join(old, revised).attributes).toEqual({ a: 'new' });
    expect(join(revised, old).attributes).toEqual({ a: 'new' });
  });

  it('keeps the link that an earlier event named when a later one names none', () => {
    const named = row({ at: '2026-03-01T10:00:00.000Z', eventId: 'evt_a' });
    const sparse = row({ at: '2026-03-01T10:00:01.000Z', eventId: 'evt_b' });
    const a = {
      ...named,
      link: { to: 'cardholder#1', at: '-', version: named.version, revision: 1 },
    };
    const b = { ...sparse, link: { to: undefined, at: '-', version: sparse.version, revision: 1 } };
    for (const joined of [join(a, b), join(b, a)])
      expect(joined).toMatchObject({ eventId: 'evt_b', link: { to: 'cardholder#1' } });
  });
});

describe('a link that an earlier event named', () => {
  it('is replaced when that event is replayed under a projection that names another', () => {
    const named = row({ at: '2026-03-01T10:00:00.000Z', eventId: 'evt_a' });
    const sparse = row({ at: '2026-03-01T10:00:01.000Z', eventId: 'evt_b' });
    const under = (
      record: DomainRecord,
      revision: number,
      to: string | undefined,
    ): DomainRecord => ({
      ...record,
      revision,
      link: { to, at: '-', version: record.version, revision },
    });
    const before = join(under(named, 1, 'intent#1'), under(sparse, 1, undefined));
    const replayed = join(join(before, under(named, 2, 'intent#2')), under(sparse, 2, undefined));
    expect(before.link?.to).toBe('intent#1');
    expect(replayed.link).toMatchObject({ to: 'intent#2', version: named.version, revision: 2 });
    expect(sameRecord(before, replayed)).toBe(false);
  });

  it('stays when that event is replayed under a projection that names none, in any order', () => {
    const record = row({ at: '2026-03-01T10:00:00.000Z', eventId: 'evt_a' });
    const later = row({ at: '2026-03-01T10:00:01.000Z', eventId: 'evt_b' });
    const named = { to: 'intent#1', at: '-', version: record.version, revision: 1 };
    const before = { ...record, link: named };
    const after = { ...record, revision: 2, link: { ...named, to: undefined, revision: 2 } };
    for (const rows of [
      [before, after, later],
      [before, later, after],
      [later, after, before],
    ])
      expect(rows.reduce(join)).toMatchObject({ eventId: 'evt_b', link: named });
  });
});

describe('sameRow', () => {
  const record = row();
  const link = { to: 'card#1', at: '-', version: record.version, revision: 1 };
  const linked = { ...record, link };

  it.each<[string, DomainRecord, DomainRecord]>([
    ['version', record, { ...record, version: row({ eventId: 'evt_b' }).version }],
    ['revision', record, { ...record, revision: 2 }],
    ['link', linked, { ...record, link: { ...link, to: 'card#2' } }],
    ['link, which one alone has', record, linked],
    ["link's event", linked, { ...record, link: { ...link, version: 'v' } }],
    ["link's revision", linked, { ...record, link: { ...link, revision: 2 } }],
    ['tie', record, { ...record, tiedWith: ['evt_c'] }],
  ])('distinguishes records by their %s', (_part, a, b) => {
    expect(sameRecord(a, b)).toBe(false);
    expect(sameRecord(b, a)).toBe(false);
    expect(sameRecord(a, { ...a })).toBe(true);
  });

  it('knows a record again that names no link, as a table gives it back', () => {
    const record = row();
    const unlinked = {
      ...record,
      link: { to: undefined, at: '-', version: record.version, revision: 1 },
    };
    expect(sameRecord(join(record, unlinked), record)).toBe(true);
  });
});

describe('uncertaintyOf', () => {
  it('doubts a record whose event says no time, and none that time decided', () => {
    expect(uncertaintyOf(row())).toBeUndefined();
    expect(uncertaintyOf(row({ at: '1999-01-01T00:00:00.000Z' }))).toBe('undated');
  });
});

describe('rowsOf', () => {
  const occurrence = {
    id: 'evt_1',
    digest: 'd'.repeat(64),
    sentAt: 1_772_400_000_000,
    receivedAt: 1_772_400_000_000,
    createdAt: '2026-03-01T10:00:00.000Z',
  };
  const event = {
    id: 'evt_1',
    name: 'x.made',
    version: 'v',
    occurredAt: '2026-03-01T10:00:00.000Z',
    accountId: 'acct_a',
    orgId: 'org_a',
  };
  const fact = { pk: 'a', sk: 'b', attributes: { status: 'NEW' } };

  it('says of a record which event set it, under which projection', () => {
    expect(recordsOf({ object: 'a', records: [fact] }, event, 3)).toEqual([
      {
        ...fact,
        version: 'v',
        revision: 3,
        eventId: 'evt_1',
        eventName: 'x.made',
        occurredAt: event.occurredAt,
        accountId: 'acct_a',
        orgId: 'org_a',
        link: undefined,
        tiedWith: [],
        carried: [],
      },
    ]);
    expect(
      recordsOf({ object: 'a', records: [fact] }, { ...event, name: undefined }, 3),
    ).toMatchObject([{ eventName: '' }]);
  });

  it('gives a fact that does not depend on the status a version without it', () => {
    const version = versionOf({ ...occurrence, rank: FINAL });
    const related = { to: 'card#1', at: undefined };
    const records = [fact, { ...fact, sk: 'c', besideStatus: true as const, related }];
    expect(recordsOf({ object: 'a', records }, { ...event, version }, 3)).toMatchObject([
      { sk: 'b', version },
      { sk: 'c', version: withoutStatus(version), link: { version: withoutStatus(version) } },
    ]);
  });

  it.each([
    ['2026-01-01T00:00:00.000Z', event.occurredAt, '2026-01-01T00:00:00.000Z'],
    [undefined, event.occurredAt, event.occurredAt],
    [undefined, undefined, '-'],
  ])('puts a record of %s, reported at %s, into a timeline at %s', (at, occurredAt, place) => {
    const records = [{ ...fact, related: { to: 'card#1', at } }];
    expect(recordsOf({ object: 'a', records }, { ...event, occurredAt }, 3)).toMatchObject([
      { link: { to: 'card#1', at: place, version: 'v', revision: 3 } },
    ]);
  });

  it('sets each key once, also when the body names an object twice', () => {
    const fact = { pk: 'a', sk: 'b', attributes: {} };
    const event = {
      id: 'evt_1',
      name: 'x',
      version: 'v',
      occurredAt: undefined,
      accountId: undefined,
      orgId: undefined,
    };
    const other = { ...fact, sk: 'c' };
    const rows = recordsOf({ object: 'a', records: [fact, { ...fact }, other] }, event, 1);
    expect(rows.map(({ pk, sk }) => [pk, sk])).toEqual([
      ['a', 'b'],
      ['a', 'c'],
    ]);
  });
});
