import * as fc from 'fast-check';
import { missingEffect } from '../../../../functions/scheduled/audit/effect.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import { isCarriedAlike } from '../../../../functions/shared/record/registers.ts';
import { recordArbitrary } from '../../../support/tables/records.ts';

const joined = (records: readonly DomainRecord[]): DomainRecord | undefined =>
  records.length === 0 ? undefined : records.reduce(join);

describe('the effect of an event', () => {
  it('is present in every record that the event was joined into, among any others', () => {
    fc.assert(
      fc.property(fc.array(recordArbitrary, { minLength: 1 }), (records) => {
        for (const record of records)
          expect(missingEffect(record, joined(records))).toBeUndefined();
      }),
    );
  });

  it('is missing where there is no record, and in a record of earlier events only', () => {
    fc.assert(
      fc.property(recordArbitrary, fc.array(recordArbitrary), (row, others) => {
        const earlier = joined(others.filter(({ version }) => version < row.version));
        expect(missingEffect(row, earlier)).toBeDefined();
      }),
    );
  });

  it('is missing exactly where joining the event again would change a record of its revision', () => {
    fc.assert(
      fc.property(recordArbitrary, fc.array(recordArbitrary, { minLength: 1 }), (row, others) => {
        const one = { ...row, revision: 1 };
        const stored = joined(others.map((other) => ({ ...other, revision: 1 })));
        if (!stored || stored.version <= one.version) return;
        const again = join(stored, one);
        const changed =
          again.link?.to !== stored.link?.to ||
          again.link?.version !== stored.link?.version ||
          again.tiedWith.length !== stored.tiedWith.length ||
          !isCarriedAlike(again, stored);
        expect(missingEffect(one, stored) !== undefined).toBe(changed);
      }),
    );
  });
});
