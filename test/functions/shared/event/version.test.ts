import fc from 'fast-check';
import {
  FINAL,
  isDated,
  isFinal,
  momentOf,
  type Occurrence,
  occurredAt,
  versionOf,
} from '../../../../functions/shared/event/version.ts';

const sent = Date.parse('2026-06-01T12:00:00Z');

/** Few instants, so that ties are usual. */
const instant = fc
  .constantFrom(0, 1, 1000, 86_400_000, 200 * 86_400_000)
  .map((before) => new Date(sent - before).toISOString());

const occurrence: fc.Arbitrary<Occurrence & { createdAt: string }> = fc.record({
  id: fc.string(),
  digest: fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: 64,
    maxLength: 64,
  }),
  sentAt: fc.integer({ min: sent, max: sent + 259_200_000 }),
  createdAt: instant,
  updatedAt: fc.option(instant, { nil: undefined }),
  rank: fc.integer({ min: 0, max: 999 }),
});

const event: Occurrence = {
  id: 'evt_1',
  digest: 'd'.repeat(64),
  sentAt: sent,
  createdAt: '2026-06-01T11:59:59.000Z',
  updatedAt: '2026-06-01T11:59:58.000Z',
  rank: 300,
};

it('is a text of fixed width', () => {
  expect(versionOf(event)).toMatch(
    /^2026-06-01T11:59:59\.000Z\|2026-06-01T11:59:58\.000Z\|300\|[0-9a-f]{12}\|d{12}$/,
  );
  fc.assert(
    fc.property(occurrence, (one) => {
      expect(versionOf(one)).toHaveLength(versionOf(event).length);
    }),
  );
});

it('sorts by when it happened, then when the object changed, then by rank', () => {
  const order = ({ createdAt, updatedAt = '0000', rank }: Occurrence): string =>
    `${createdAt} ${updatedAt} ${String(rank).padStart(3, '0')}`;
  fc.assert(
    fc.property(occurrence, occurrence, (a, b) => {
      fc.pre(order(a) !== order(b));
      expect(versionOf(a) < versionOf(b)).toBe(order(a) < order(b));
    }),
  );
});

it('is the same for every delivery of an event', () => {
  fc.assert(
    fc.property(occurrence, fc.nat(259_200_000), (one, later) => {
      expect(versionOf({ ...one, sentAt: one.sentAt + later })).toBe(versionOf(one));
    }),
  );
});

it('differs between two events, and between two bodies of one', () => {
  expect(versionOf({ ...event, id: 'evt_2' })).not.toBe(versionOf(event));
  expect(versionOf({ ...event, digest: 'e'.repeat(64) })).not.toBe(versionOf(event));
});

it('takes the object’s time where the envelope has none', () => {
  expect(occurredAt({ ...event, createdAt: undefined })).toBe(event.updatedAt);
});

it.each([
  ['no time', undefined],
  ['a time before Airwallex', '2014-12-31T23:59:59.999Z'],
  ['a time over a day after it was sent', '2026-06-02T12:00:00.001Z'],
  ['a time centuries ahead', '9999-12-31T00:00:00.000Z'],
])('an event with %s stands below every dated one', (_, time) => {
  const undated = { ...event, createdAt: time, updatedAt: undefined };
  expect(occurredAt(undated)).toBeUndefined();
  expect(isDated(versionOf(undated))).toBe(false);
  fc.assert(
    fc.property(occurrence, (dated) => {
      expect(versionOf(undated) < versionOf(dated)).toBe(true);
      expect(isDated(versionOf(dated))).toBe(true);
    }),
  );
});

it('events without a time are in the order of sending', () => {
  const undated = { ...event, createdAt: undefined, updatedAt: undefined };
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (a, b) => {
      fc.pre(a !== b);
      const [first, second] = [a, b].map((sentAt) => versionOf({ ...undated, sentAt }));
      expect(String(first) < String(second)).toBe(a < b);
    }),
  );
});

it('believes a clock that is a day ahead', () => {
  const ahead = { ...event, createdAt: '2026-06-02T12:00:00.000Z' };
  expect(occurredAt(ahead)).toBe(ahead.createdAt);
});

it('believes every time since the year of Airwallex', () => {
  const first = { ...event, createdAt: '2015-01-01T00:00:00.000Z' };
  expect(occurredAt(first)).toBe(first.createdAt);
});

it.each([
  ['before Airwallex', 0, '2099-12-31T00:00:00.000Z', true],
  ['in the year of Airwallex', Date.UTC(2015, 0), '2026-01-01T00:00:00.000Z', false],
  ['far ahead', Date.UTC(2200, 0), '2150-01-01T00:00:00.000Z', false],
  ['just far ahead', Date.UTC(2100, 0), '2100-01-01T00:00:00.001Z', false],
])(
  'measures a time by a send time %s as far as that can be one',
  (_, sentAt, createdAt, isTime) => {
    expect(occurredAt({ ...event, sentAt, createdAt })).toBe(isTime ? createdAt : undefined);
  },
);

it.each([
  [FINAL - 1, false],
  [FINAL, true],
])('takes rank %i for final: %s', (rank, final) => {
  expect(isFinal(versionOf({ ...event, rank }))).toBe(final);
});

it('has a moment, which time alone decides, and is final by rank alone', () => {
  fc.assert(
    fc.property(occurrence, occurrence, (a, b) => {
      const tied = a.createdAt === b.createdAt && a.updatedAt === b.updatedAt;
      expect(momentOf(versionOf(a)) === momentOf(versionOf(b))).toBe(tied);
      expect(isFinal(versionOf(a))).toBe(a.rank >= FINAL);
    }),
  );
});
