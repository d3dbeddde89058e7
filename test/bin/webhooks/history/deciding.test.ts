import * as fc from 'fast-check';
import { becauseOf, decidingPart, inWords } from '../../../../bin/webhooks/history/deciding.ts';
import { type Occurrence, versionOf } from '../../../../functions/shared/event/version.ts';

const at = (second: number): string => `2026-03-01T10:00:0${second}.000Z`;

const base: Occurrence = {
  id: 'evt_1',
  digest: '0'.repeat(64),
  sentAt: Date.parse(at(5)),
  createdAt: at(1),
  updatedAt: at(1),
  rank: 100,
};

const occurrence: fc.Arbitrary<Occurrence> = fc.record({
  id: fc.constantFrom('evt_1', 'evt_2'),
  digest: fc.constantFrom('0'.repeat(64), 'f'.repeat(64)),
  sentAt: fc.constantFrom(Date.parse(at(5)), Date.parse(at(6))),
  createdAt: fc.constantFrom(at(1), at(2), undefined),
  updatedAt: fc.constantFrom(at(1), at(2), undefined),
  rank: fc.constantFrom(0, 100, 900),
});

describe('what decides between two events', () => {
  it.each<[string, Partial<Occurrence>, string]>([
    ['dated', { createdAt: undefined, updatedAt: undefined }, 'says when it happened'],
    ['time', { createdAt: at(0) }, `happened later, ${at(1)} and not ${at(0)}`],
    ['updated_at', { updatedAt: at(0) }, `updated ${at(1)} and not ${at(0)}`],
    ['updated_at', { updatedAt: undefined }, 'and not at no known time'],
    ['rank', { rank: 90 }, 'ranks 100 and not 90'],
    ['event id', { id: 'evt_2' }, 'the hash of the event id decides'],
    ['body', { digest: `f${'0'.repeat(63)}` }, 'one event with two bodies'],
    ['nothing', {}, 'of one version'],
  ])('is said: %s', (part, change, words) => {
    const [a, b] = [versionOf(base), versionOf({ ...base, ...change })];
    expect(decidingPart(a, b)).toBe(part);
    expect(decidingPart(b, a)).toBe(part);
    expect(becauseOf(a, b)).toContain(words);
  });

  it('is when they were sent, where neither is dated', () => {
    const undated = { ...base, createdAt: undefined, updatedAt: undefined };
    const [a, b] = [versionOf(undated), versionOf({ ...undated, sentAt: base.sentAt - 1_000 })];
    expect(decidingPart(a, b)).toBe('time');
    expect(becauseOf(a, b)).toContain(`sent later, ${at(5)} and not ${at(4)}`);
    expect(inWords(a)).toBe(
      `undated, sent ${at(5)}; object updated at no known time; status ranks 100`,
    );
  });

  it('is always the first part that differs: with it made equal, a later one decides', () => {
    const order = ['dated', 'time', 'updated_at', 'rank', 'event id', 'body', 'nothing'];
    const parts: Readonly<Record<string, readonly (keyof Occurrence)[]>> = {
      dated: ['createdAt', 'updatedAt'],
      time: ['createdAt', 'updatedAt', 'sentAt'],
      updated_at: ['updatedAt', 'createdAt', 'sentAt'],
      rank: ['rank'],
      'event id': ['id'],
      body: ['digest'],
    };
    fc.assert(
      fc.property(occurrence, occurrence, (a, b) => {
        const part = decidingPart(versionOf(a), versionOf(b));
        if (part === 'nothing') return expect(versionOf(a)).toBe(versionOf(b));
        const equal = Object.fromEntries((parts[part] ?? []).map((name) => [name, a[name]]));
        const next = decidingPart(versionOf(a), versionOf({ ...b, ...equal }));
        return expect(order.indexOf(next)).toBeGreaterThan(order.indexOf(part));
      }),
      { numRuns: 1_000 },
    );
  });
});
