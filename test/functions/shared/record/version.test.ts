import fc from 'fast-check';
import {
  FINAL,
  isDated,
  momentOf,
  type Occurrence,
  occurredAt,
  versionOf,
  withoutStatus,
} from '../../../../functions/shared/record/version.ts';

const received = Date.parse('2026-06-01T12:00:00Z');
const MINUTES = 60_000;
const ago = (milliseconds: number): string => new Date(received - milliseconds).toISOString();

/** Few instants, so that ties are usual; one that no event received then can state. */
const instant = fc
  .constantFrom(0, 1, 1_000, 86_400_000, 200 * 86_400_000, -5 * MINUTES, -6 * MINUTES)
  .map(ago);

const decimal = fc.oneof(
  fc.constantFrom('0', '0.5', '0.05', '9', '10', '10.01', '199', '200', '501', '502'),
  fc.bigInt({ min: 0n, max: 10n ** 126n - 1n }).map(String),
  fc
    .tuple(fc.nat(), fc.integer({ min: 1, max: 999 }))
    .map(([whole, rest]) => `${whole}.${String(rest).padStart(3, '0')}`.replace(/0+$/, '')),
);

const grown = fc.option(
  decimal.map((text) => ({ decimal: text })),
  { nil: undefined },
);

const occurrence: fc.Arbitrary<Occurrence> = fc.record({
  id: fc.string(),
  digest: fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: 64,
    maxLength: 64,
  }),
  sentAt: fc.constantFrom(received, received - 1, received - 86_400_000, received + 86_400_000),
  receivedAt: fc.constantFrom(received, received + 60_000),
  createdAt: fc.option(instant, { nil: undefined }),
  updatedAt: fc.option(instant, { nil: undefined }),
  progress: fc.option(instant, { nil: undefined }),
  apiVersion: fc.constantFrom('2019-09-09', '2026-08-21', 'soon', undefined),
  rank: fc.constantFrom(0, 100, 899, 900, 999),
  grown: fc.tuple(grown, grown),
});

const event: Occurrence = {
  id: 'evt_1',
  digest: 'd'.repeat(64),
  sentAt: received - 1_000,
  receivedAt: received,
  createdAt: ago(1_000),
  updatedAt: ago(2_000),
  apiVersion: '2026-02-27',
  rank: 300,
};

const undated = { ...event, createdAt: undefined, updatedAt: undefined };

const plausible = (time: string | undefined, { receivedAt }: Occurrence): string | undefined =>
  time !== undefined && time >= '2015' && Date.parse(time) <= receivedAt + 5 * MINUTES
    ? time
    : undefined;

const compared = <T>(a: T, b: T): number => (a === b ? 0 : a < b ? -1 : 1);

const digitsOf = (text: string): bigint => {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(9, '0'));
};

/** The documented order, written a second time: the first part that differs decides. */
const order = (a: Occurrence, b: Occurrence): number => {
  const parts = [a, b].map((one) => {
    const time = plausible(one.createdAt, one) ?? plausible(one.updatedAt, one);
    return [
      Number(one.rank >= FINAL),
      time === undefined ? Math.min(one.sentAt, one.receivedAt) : Date.parse(time),
      Number(time !== undefined),
      plausible(one.updatedAt, one) ?? '',
      plausible(one.progress, one) ?? '',
      one.rank,
      ...(one.grown ?? []).map((amount) => (amount ? digitsOf(amount.decimal) : 0n)),
    ] as const;
  });
  const [one = [], other = []] = parts;
  for (const [index, part] of one.entries()) {
    const result = compared<number | string | bigint | undefined>(part, other[index]);
    if (result !== 0) return result;
  }
  return 0;
};

it('is a text that is hardly longer than its parts', () => {
  expect(versionOf(event)).toMatch(
    /^o[0-9a-z]{9}\|[0-9a-z]{9}\|-\|300\|\|[0-9a-f]{12}\|260227\|d{12}$/,
  );
  expect(versionOf(event).length).toBeLessThanOrEqual(79);
});

it('is above every version of the earlier releases, dated or not', () => {
  const earlier = ['2026-07-01T10:00:00.000Z', '-2026-07-01T10:00:00.000Z'].map(
    (when) => `${when}|2026-07-01T10:00:00.000Z|950|evt_1|aaaaaaaaaaaa`,
  );
  fc.assert(
    fc.property(occurrence, (anything) => {
      const version = versionOf(anything);
      expect(earlier.every((one) => one < version && one < withoutStatus(version))).toBe(true);
    }),
  );
});

it('without its status is open, and the same event of the same time', () => {
  const version = versionOf({ ...event, rank: FINAL });
  expect(withoutStatus(version)).toBe(`o${version.slice(1)}`);
  expect(withoutStatus(version) < version).toBe(true);
  expect(withoutStatus(versionOf(event))).toBe(versionOf(event));
});

it('sorts by terminal state, time, update, progress, rank and what only grows, in this order', () => {
  fc.assert(
    fc.property(occurrence, occurrence, (a, b) => {
      const expected = order(a, b);
      fc.pre(expected !== 0);
      expect(compared(versionOf(a), versionOf(b))).toBe(expected);
    }),
    { numRuns: 5_000 },
  );
});

it('sorts what only grows as a number, without a cap, and a missing one as zero', () => {
  const withCount = (text: string | undefined) =>
    versionOf({ ...event, grown: [text === undefined ? undefined : { decimal: text }] });
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      fc.pre(digitsOf(a) !== digitsOf(b));
      expect(withCount(a) < withCount(b)).toBe(digitsOf(a) < digitsOf(b));
      expect(withCount(undefined)).toBe(withCount('0'));
      expect(withCount(`-${a}`)).toBe(withCount(a));
    }),
    { numRuns: 2_000 },
  );
});

it('takes the newer body of one event in two API versions, independent of their digests', () => {
  const bodies = ['2019-09-09', '2023-10-01', '2026-08-21'];
  fc.assert(
    fc.property(fc.shuffledSubarray(['0', '7', 'f'], { minLength: 3 }), (digits) => {
      const versions = bodies.map((apiVersion, index) =>
        versionOf({ ...event, apiVersion, digest: digits[index]?.repeat(64) ?? '' }),
      );
      expect([...versions].sort()).toEqual(versions);
    }),
  );
  const [none, some] = [undefined, '2019-09-09'].map((apiVersion) =>
    versionOf({ ...event, apiVersion, digest: apiVersion ? '0' : 'f' }),
  );
  expect(String(none) < String(some)).toBe(true);
});

it('is the same for every delivery of a dated event', () => {
  fc.assert(
    fc.property(fc.nat(259_200_000), (later) => {
      const again = { ...event, sentAt: received + later, receivedAt: received + later };
      expect(versionOf(again)).toBe(versionOf(event));
    }),
  );
});

it('differs between two events, and between two bodies of one', () => {
  expect(versionOf({ ...event, id: 'evt_2' })).not.toBe(versionOf(event));
  expect(versionOf({ ...event, digest: 'e'.repeat(64) })).not.toBe(versionOf(event));
});

describe('a terminal state', () => {
  const terminal = { ...event, rank: FINAL };

  it.each<[string, Partial<Occurrence>]>([
    ['of the same moment', {}],
    ['that states no time and is sent later', { ...undated, sentAt: received }],
    ['that states a later time', { createdAt: ago(0) }],
  ])('is above an open one %s', (_, change) => {
    expect(versionOf({ ...event, ...change, rank: 899 }) < versionOf(terminal)).toBe(true);
  });

  it('is below a later terminal one', () => {
    const later = versionOf({ ...terminal, createdAt: ago(0), rank: 950 });
    expect(versionOf({ ...terminal, rank: 999 }) < later).toBe(true);
  });
});

describe('the time of an event', () => {
  it.each<[string, Partial<Occurrence>, string | undefined]>([
    ['is the envelope’s', {}, event.createdAt],
    ['is its object’s, where the envelope has none', { createdAt: undefined }, event.updatedAt],
    [
      'is its object’s, where the envelope’s is ahead',
      { createdAt: ago(-6 * MINUTES) },
      event.updatedAt,
    ],
    [
      'is its object’s, where the envelope’s is of 1970',
      { createdAt: '1970-01-21T15:00:00.000Z' },
      event.updatedAt,
    ],
    ['may be five minutes ahead of our clock', { createdAt: ago(-5 * MINUTES) }, ago(-5 * MINUTES)],
    [
      'may be the first of the year 2015',
      { createdAt: '2015-01-01T00:00:00.000Z' },
      '2015-01-01T00:00:00.000Z',
    ],
    [
      'is unknown where neither is stated',
      { createdAt: undefined, updatedAt: undefined },
      undefined,
    ],
    [
      'is unknown before Airwallex',
      { ...undated, createdAt: '2014-12-31T23:59:59.999Z' },
      undefined,
    ],
    [
      'is unknown beyond five minutes ahead of our clock',
      { ...undated, createdAt: ago(-5 * MINUTES - 1) },
      undefined,
    ],
    [
      'is unknown centuries ahead',
      { ...undated, createdAt: '9999-12-31T00:00:00.000Z' },
      undefined,
    ],
  ])('%s', (_, change, expected) => {
    const one = { ...event, ...change };
    expect(occurredAt(one)).toBe(expected);
    expect(isDated(versionOf(one))).toBe(expected !== undefined);
  });

  it('is not believed for the sender’s clock, however far that is ahead', () => {
    const sentAt = Date.UTC(2098, 0);
    const ahead = { ...event, sentAt, createdAt: '2098-01-01T00:00:00.000Z', updatedAt: undefined };
    const next = { ...event, createdAt: ago(-1_000), receivedAt: received + 2_000 };
    expect(occurredAt(ahead)).toBeUndefined();
    expect(versionOf(ahead) < versionOf(next)).toBe(true);
  });
});

describe('an event without a time', () => {
  it('has the earlier of the times when it was first sent and received', () => {
    fc.assert(
      fc.property(fc.integer({ min: -86_400, max: 86_400 }), fc.nat(86_400), (sent, passed) => {
        const first = { ...undated, sentAt: received + sent * 1_000, receivedAt: received };
        const place = Math.min(first.sentAt, first.receivedAt);
        const dated = (at: number): Occurrence => ({
          ...event,
          createdAt: new Date(at).toISOString(),
          updatedAt: undefined,
          receivedAt: received + 86_400_000,
        });
        expect(versionOf(first) < versionOf(dated(place + 1 + passed))).toBe(true);
        expect(versionOf(dated(place - 1 - passed)) < versionOf(first)).toBe(true);
      }),
    );
  });

  it('is below one that states that very time', () => {
    const dated = { ...event, updatedAt: undefined };
    expect(Date.parse(String(dated.createdAt))).toBe(undated.sentAt);
    expect(versionOf(undated) < versionOf(dated)).toBe(true);
  });
});

it('has a moment, which terminal state and times alone decide', () => {
  fc.assert(
    fc.property(occurrence, occurrence, (a, b) => {
      const low = { rank: 0, grown: [], apiVersion: undefined };
      const isFinal = (rank: number) => (rank >= FINAL ? FINAL : 0);
      const tied =
        order({ ...a, ...low, rank: isFinal(a.rank) }, { ...b, ...low, rank: isFinal(b.rank) }) ===
        0;
      const [one, other] = [momentOf(versionOf(a)), momentOf(versionOf(b))];
      expect(one === other).toBe(tied);
      if (one < other) expect(versionOf(a) < other).toBe(true);
      expect(versionOf(a) > one).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
