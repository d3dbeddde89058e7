import * as fc from 'fast-check';
import { claimsOf, provenBy } from '../../../../functions/scheduled/audit/claims.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { recordOf, stateItem } from '../../../../functions/shared/store/state-item.ts';
import { recordArbitrary } from '../../../support/tables/records.ts';

/** What several events of one projection set at one key. */
const projections = fc.array(
  recordArbitrary.map((record) => ({ ...record, revision: 1 })),
  { minLength: 1 },
);

const storedOf = (records: readonly DomainRecord[]): DomainRecord =>
  recordOf(toItem(stateItem(records.reduce(join))));

const unproven = (
  record: DomainRecord,
  by: readonly DomainRecord[],
  revision = 1,
): readonly string[] => {
  const proven = new Set(by.flatMap((projected) => provenBy(projected, record)));
  return claimsOf(record, { revision })
    .filter(({ digest }) => !proven.has(digest))
    .map(({ of }) => of);
};

describe('the claims of a record', () => {
  it('are all proven by the events that were joined into the record', () => {
    fc.assert(
      fc.property(projections, (records) => {
        expect(unproven(storedOf(records), records)).toEqual([]);
      }),
    );
  });

  it('are not proven without its own event or when that event was altered', () => {
    fc.assert(
      fc.property(projections, (rows) => {
        const record = storedOf(rows);
        const others = rows.filter(({ eventId }) => eventId !== record.eventId);
        expect(unproven(record, others)).toContain('own event');
        const { attributes } = record;
        for (const altered of [
          { ...record, accountId: 'acct_2' },
          { ...record, attributes: { ...attributes, status: 'other' } },
          { ...record, attributes: { ...attributes, more: [{ decimal: '1' }] } },
        ])
          expect(unproven(altered, rows)).toEqual(['own event']);
      }),
    );
  });

  it('are not proven when a link or a tie was made up', () => {
    fc.assert(
      fc.property(projections, (rows) => {
        const row = storedOf(rows);
        expect(unproven({ ...row, tiedWith: [...row.tiedWith, 'evt_x'] }, rows)).toEqual(['tie']);
        const link = {
          to: 'intent#9',
          at: '-',
          version: row.link?.version ?? row.version,
          revision: 1,
        };
        expect(unproven({ ...row, link }, rows)).toHaveLength(1);
      }),
    );
  });

  it('are not proven where the index keys are not those that follow from its attributes', () => {
    fc.assert(
      fc.property(projections, (rows) => {
        const row = storedOf(rows);
        expect(unproven({ ...row, indexKeys: { openWork: 'dispute#1' } }, rows)).toEqual([
          'index keys',
        ]);
      }),
    );
  });

  it('are only the event that set it where an older projection wrote the record', () => {
    fc.assert(
      fc.property(projections, (rows) => {
        const row = { ...storedOf(rows), attributes: { as: 'it was before' } };
        const today = rows.map((projected) => ({ ...projected, revision: 2 }));
        expect(unproven(row, today, 2)).toEqual([]);
        expect(unproven(row, [], 2)).toEqual(['own event']);
      }),
    );
  });
});
