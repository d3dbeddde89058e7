import * as fc from 'fast-check';
import { versionOf } from '../../../../functions/shared/event/version.ts';
import {
  join,
  type Row,
  rowsOf,
  sameRow,
  uncertaintyOf,
} from '../../../../functions/shared/store/row.ts';
import { rowArbitrary } from '../../../support/rows.ts';

const row = (changes: Partial<Row> & { at?: string; rank?: number } = {}): Row => {
  const { at = '2026-03-01T10:00:00.000Z', rank = 10, eventId = 'evt_a', ...rest } = changes;
  const digest = eventId.charCodeAt(4).toString(16).repeat(32);
  const version = versionOf({
    id: eventId,
    digest,
    sentAt: 1_772_400_000_000,
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
    ...rest,
  };
};

describe('join', () => {
  it('is commutative', () => {
    fc.assert(
      fc.property(rowArbitrary, rowArbitrary, (a, b) => {
        expect(join(a, b)).toEqual(join(b, a));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(rowArbitrary, rowArbitrary, rowArbitrary, (a, b, c) => {
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is idempotent, and takes nothing twice', () => {
    fc.assert(
      fc.property(rowArbitrary, rowArbitrary, (a, b) => {
        expect(join(a, a)).toEqual(a);
        expect(join(join(a, b), b)).toEqual(join(a, b));
        expect(sameRow(join(join(a, b), a), join(a, b))).toBe(true);
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

  it('has no doubt about a tie that a terminal state wins', () => {
    const joined = join(row({ eventId: 'evt_a', rank: 900 }), row({ eventId: 'evt_b', rank: 10 }));
    expect(joined.tiedWith).toEqual(['evt_b']);
    expect(uncertaintyOf(joined)).toBeUndefined();
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
    const under = (told: Row, revision: number, to: string | undefined): Row => ({
      ...told,
      revision,
      link: { to, at: '-', version: told.version, revision },
    });
    const before = join(under(named, 1, 'intent#1'), under(sparse, 1, undefined));
    const replayed = join(join(before, under(named, 2, 'intent#2')), under(sparse, 2, undefined));
    expect(before.link?.to).toBe('intent#1');
    expect(replayed.link).toMatchObject({ to: 'intent#2', version: named.version, revision: 2 });
    expect(sameRow(before, replayed)).toBe(false);
  });
});

describe('sameRow', () => {
  it('knows a row again that names no link, as a table gives it back', () => {
    const told = row();
    const unlinked = {
      ...told,
      link: { to: undefined, at: '-', version: told.version, revision: 1 },
    };
    expect(sameRow(join(told, unlinked), told)).toBe(true);
  });
});

describe('rowsOf', () => {
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
    expect(rowsOf({ object: 'a', facts: [fact, { ...fact }] }, event, 1)).toHaveLength(1);
  });
});
