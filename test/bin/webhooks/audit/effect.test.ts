import * as fc from 'fast-check';
import { missingEffect } from '../../../../bin/webhooks/audit/effect.ts';
import { join, type Row } from '../../../../functions/shared/store/row.ts';
import { rowArbitrary } from '../../../support/rows.ts';

const joined = (rows: readonly Row[]): Row | undefined =>
  rows.length === 0 ? undefined : rows.reduce(join);

describe('the effect of an event', () => {
  it('is present in every row that the event was joined into, among any others', () => {
    fc.assert(
      fc.property(fc.array(rowArbitrary, { minLength: 1 }), (rows) => {
        for (const row of rows) expect(missingEffect(row, joined(rows))).toBeUndefined();
      }),
    );
  });

  it('is missing where there is no row, and in a row of earlier events only', () => {
    fc.assert(
      fc.property(rowArbitrary, fc.array(rowArbitrary), (row, others) => {
        const earlier = joined(others.filter(({ version }) => version < row.version));
        expect(missingEffect(row, earlier)).toBeDefined();
      }),
    );
  });

  it('is missing exactly where joining the event again would change a row of its revision', () => {
    fc.assert(
      fc.property(rowArbitrary, fc.array(rowArbitrary, { minLength: 1 }), (row, others) => {
        const one = { ...row, revision: 1 };
        const stored = joined(others.map((other) => ({ ...other, revision: 1 })));
        if (!stored || stored.version <= one.version) return;
        const again = join(stored, one);
        const changed =
          again.link?.to !== stored.link?.to ||
          again.link?.version !== stored.link?.version ||
          again.tiedWith.length !== stored.tiedWith.length;
        expect(missingEffect(one, stored) !== undefined).toBe(changed);
      }),
    );
  });
});
