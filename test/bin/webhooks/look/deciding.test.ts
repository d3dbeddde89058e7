import * as fc from 'fast-check';
import { becauseOf, decidingPart, inWords } from '../../../../bin/webhooks/look/deciding.ts';
import { type Occurrence, versionOf } from '../../../../functions/shared/record/version.ts';

const at = (second: number): string => `2026-03-01T10:00:0${second}.000Z`;

const base: Occurrence = {
  id: 'evt_1',
  digest: '0'.repeat(64),
  sentAt: Date.parse(at(5)),
  receivedAt: Date.parse(at(6)),
  createdAt: at(1),
  updatedAt: at(1),
  progress: at(1),
  apiVersion: '2026-02-27',
  rank: 100,
  grown: [{ decimal: '5' }],
};

const occurrence: fc.Arbitrary<Occurrence> = fc.record({
  id: fc.constantFrom('evt_1', 'evt_2'),
  digest: fc.constantFrom('0'.repeat(64), 'f'.repeat(64)),
  sentAt: fc.constantFrom(Date.parse(at(2)), Date.parse(at(6))),
  receivedAt: fc.constant(Date.parse(at(7))),
  createdAt: fc.constantFrom(at(1), at(2), undefined),
  updatedAt: fc.constantFrom(at(1), at(2), undefined),
  progress: fc.constantFrom(at(1), at(2), undefined),
  apiVersion: fc.constantFrom('2019-09-09', '2026-08-21', undefined),
  rank: fc.constantFrom(0, 100, 900),
  grown: fc.constantFrom([{ decimal: '5' }], [{ decimal: '50' }], [undefined]),
});

const undated = { createdAt: undefined, updatedAt: undefined };

describe('what decides between two events', () => {
  it.each<[string, Partial<Occurrence>, string]>([
    ['terminal', { rank: 900 }, 'terminal, which no state follows'],
    ['terminal', { rank: 900, createdAt: at(0) }, 'terminal, which no state follows'],
    ['time', { createdAt: at(0) }, `happened later: ${at(1)} > ${at(0)}`],
    ['time', { rank: 900, createdAt: at(2) }, `happened later: ${at(2)} > ${at(1)}`],
    ['time', undated, `${at(5)} (undated: first sent) > ${at(1)}`],
    ['dated', { ...undated, sentAt: Date.parse(at(1)) }, 'states when it happened'],
    ['updated_at', { updatedAt: at(0) }, `updated later: ${at(1)} > ${at(0)}`],
    ['updated_at', { updatedAt: undefined }, '> unknown'],
    ['progress', { progress: at(0) }, `further: ${at(1)} > ${at(0)}`],
    ['progress', { progress: undefined }, '> unknown'],
    ['rank', { rank: 90 }, 'ranks higher: 100 > 90'],
    ['amounts', { grown: [{ decimal: '12' }] }, 'which only grow'],
    ['event id', { id: 'evt_2' }, 'the hash of the event id decides'],
    ['api version', { apiVersion: '2026-08-21' }, 'its API version is newer'],
    ['api version', { apiVersion: undefined }, 'its API version is newer'],
    ['body', { digest: `f${'0'.repeat(63)}` }, 'one event with two bodies'],
    ['nothing', {}, 'versions are equal'],
  ])('is named: %s', (part, change, words) => {
    const [lower = '', higher = ''] = [versionOf(base), versionOf({ ...base, ...change })].sort();
    expect(decidingPart(lower, higher)).toBe(part);
    expect(decidingPart(higher, lower)).toBe(part);
    expect(becauseOf(higher, lower)).toContain(words);
  });

  it('is the time of first sending where neither is dated', () => {
    const [a, b] = [
      versionOf({ ...base, ...undated }),
      versionOf({ ...base, ...undated, sentAt: base.sentAt - 1_000 }),
    ];
    expect(decidingPart(a, b)).toBe('time');
    expect(becauseOf(a, b)).toContain(at(4));
    expect(inWords(a)).toBe(
      `undated, first sent ${at(5)}; update time unknown; progressed ${at(1)}; status ranks 100`,
    );
  });

  it('is always the first part that differs: once it is made equal, a later part decides', () => {
    const order = [
      ...['terminal', 'time', 'dated', 'updated_at', 'progress', 'rank', 'amounts'],
      ...['event id', 'api version', 'body', 'nothing'],
    ];
    const times = ['createdAt', 'updatedAt', 'sentAt'] as const;
    const parts: Readonly<Record<string, readonly (keyof Occurrence)[]>> = {
      terminal: ['rank'],
      time: ['rank', ...times],
      dated: times,
      updated_at: times,
      progress: ['progress'],
      rank: ['rank'],
      amounts: ['grown'],
      'event id': ['id'],
      'api version': ['apiVersion'],
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
