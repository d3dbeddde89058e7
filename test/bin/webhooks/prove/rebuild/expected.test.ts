import * as fc from 'fast-check';
import {
  expectedRecord,
  isLost,
  lostAt,
  lostOf,
  nothingLost,
} from '../../../../../bin/webhooks/prove/rebuild/expected.ts';
import { type DomainRecord, join } from '../../../../../functions/shared/record/domain-record.ts';
import { eventOf } from '../../../../../functions/shared/record/version-parts.ts';
import { recordArbitrary } from '../../../../support/tables/records.ts';

const joined = (records: readonly DomainRecord[]): DomainRecord | undefined =>
  records.length === 0 ? undefined : records.reduce(join);

const archiveOf = (records: readonly DomainRecord[]) => ({
  holds: (version: string) =>
    records.some((record) => eventOf(record.version) === eventOf(version)),
  holdsId: (id: string) => records.some((row) => row.eventId === id),
});

/** What events of one key set, by one projection, each event once. */
const recordsArbitrary = fc
  .array(
    recordArbitrary.map((record) => ({ ...record, revision: 1 })),
    { minLength: 1, maxLength: 8 },
  )
  .map((records) => [...new Map(records.map((row) => [row.version, row])).values()]);

describe('the expected record', () => {
  it('is the rebuilt one when the archive holds every event', () => {
    fc.assert(
      fc.property(recordsArbitrary, recordsArbitrary, (stored, archived) => {
        const live = stored.reduce(join);
        const lost = lostOf(live, archiveOf([...stored, ...archived]));
        const rebuilt = joined([...stored, ...archived]);
        expect(isLost(lost)).toBe(false);
        expect(expectedRecord(live, rebuilt, lost)).toEqual(rebuilt);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the stored one for any part of its history that the archive has lost', () => {
    fc.assert(
      fc.property(recordsArbitrary, fc.integer({ min: 0, max: 255 }), (records, mask) => {
        const live = records.reduce(join);
        const kept = records.filter((_row, index) => mask & (1 << index));
        const lost = lostOf(live, archiveOf(kept));
        expect(expectedRecord(live, joined(kept), lost)).toEqual(live);
      }),
      { numRuns: 3_000 },
    );
  });

  it('has a time for every loss that changes it', () => {
    fc.assert(
      fc.property(recordsArbitrary, fc.integer({ min: 0, max: 255 }), (rows, mask) => {
        const live = rows.reduce(join);
        const kept = rows.filter((_row, index) => mask & (1 << index));
        const lost = lostOf(live, archiveOf(kept));
        if (isLost(lost)) expect(lostAt(live, lost)).toBeDefined();
        else expect(expectedRecord(live, joined(kept), nothingLost)).toEqual(live);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is lower than the stored one where today’s projection ranks it lower', () => {
    const [record] = fc.sample(recordArbitrary, { numRuns: 1, seed: 1 });
    if (record === undefined) throw new Error('no record');
    const demoted = { ...record, version: record.version.split('|').with(3, '001').join('|') };
    const lost = lostOf(record, archiveOf([demoted]));
    expect(expectedRecord(record, demoted, lost)?.version).toBe(demoted.version);
  });

  it('is undefined where no event projects it any longer', () => {
    const [row] = fc.sample(recordArbitrary, { numRuns: 1, seed: 2 });
    if (row === undefined) throw new Error('no record');
    expect(expectedRecord(row, undefined, lostOf(row, archiveOf([row])))).toBeUndefined();
    expect(expectedRecord(row, undefined, lostOf(row, archiveOf([])))).toBe(row);
  });
});
