import * as fc from 'fast-check';
import {
  expectedRow,
  isLost,
  lostAt,
  lostOf,
  nothingLost,
} from '../../../../bin/webhooks/rebuild/expected.ts';
import { eventOf } from '../../../../bin/webhooks/version-parts.ts';
import { join, type Row } from '../../../../functions/shared/store/row.ts';
import { rowArbitrary } from '../../../support/rows.ts';

const joined = (rows: readonly Row[]): Row | undefined =>
  rows.length === 0 ? undefined : rows.reduce(join);

const archiveOf = (rows: readonly Row[]) => ({
  holds: (version: string) => rows.some((row) => eventOf(row.version) === eventOf(version)),
  holdsId: (id: string) => rows.some((row) => row.eventId === id),
});

/** What events of one key set, by one projection, each event once. */
const rowsArbitrary = fc
  .array(
    rowArbitrary.map((row) => ({ ...row, revision: 1 })),
    { minLength: 1, maxLength: 8 },
  )
  .map((rows) => [...new Map(rows.map((row) => [row.version, row])).values()]);

describe('the expected row', () => {
  it('is the rebuilt one when the archive holds every event', () => {
    fc.assert(
      fc.property(rowsArbitrary, rowsArbitrary, (stored, archived) => {
        const live = stored.reduce(join);
        const lost = lostOf(live, archiveOf([...stored, ...archived]));
        const rebuilt = joined([...stored, ...archived]);
        expect(isLost(lost)).toBe(false);
        expect(expectedRow(live, rebuilt, lost)).toEqual(rebuilt);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the stored one for any part of its history that the archive has lost', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.integer({ min: 0, max: 255 }), (rows, mask) => {
        const live = rows.reduce(join);
        const kept = rows.filter((_row, index) => mask & (1 << index));
        const lost = lostOf(live, archiveOf(kept));
        expect(expectedRow(live, joined(kept), lost)).toEqual(live);
      }),
      { numRuns: 3_000 },
    );
  });

  it('has a time for every loss that changes it', () => {
    fc.assert(
      fc.property(rowsArbitrary, fc.integer({ min: 0, max: 255 }), (rows, mask) => {
        const live = rows.reduce(join);
        const kept = rows.filter((_row, index) => mask & (1 << index));
        const lost = lostOf(live, archiveOf(kept));
        if (isLost(lost)) expect(lostAt(live, lost)).toBeDefined();
        else expect(expectedRow(live, joined(kept), nothingLost)).toEqual(live);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is lower than the stored one where today’s projection ranks it lower', () => {
    const [row] = fc.sample(rowArbitrary, { numRuns: 1, seed: 1 });
    if (row === undefined) throw new Error('no row');
    const demoted = { ...row, version: row.version.split('|').with(3, '001').join('|') };
    const lost = lostOf(row, archiveOf([demoted]));
    expect(expectedRow(row, demoted, lost)?.version).toBe(demoted.version);
  });

  it('is undefined where no event projects it any longer', () => {
    const [row] = fc.sample(rowArbitrary, { numRuns: 1, seed: 2 });
    if (row === undefined) throw new Error('no row');
    expect(expectedRow(row, undefined, lostOf(row, archiveOf([row])))).toBeUndefined();
    expect(expectedRow(row, undefined, lostOf(row, archiveOf([])))).toBe(row);
  });
});
