import * as fc from 'fast-check';
import { accountsHistory } from '../../convergence/histories/accounts.ts';
import { deliveredFrom } from '../../convergence/histories/histories.ts';
import { runtimes } from '../../support/runtimes.ts';
import { delivery, recordsAfter } from '../../support/tables/expected-records.ts';

/* An account's status and what is open of its requirements: two records that must agree. */

const rowsOf = (events: readonly (readonly [name: string, at: string, data: object])[]) =>
  recordsAfter(
    events.map(([name, created_at, data], index) => {
      const event = { id: `evt_${index}`, name, account_id: 'acct_1', created_at, data };
      return delivery(Buffer.from(JSON.stringify(event)), Date.UTC(2026, 2, 10) + index);
    }),
    runtimes.accounts,
  );

const attributesAt = (rows: ReturnType<typeof rowsOf>, sk: string) =>
  rows.get(`account#acct_1 ${sk}`)?.attributes;

it('requirements are open exactly while action is required, after any history in any order', () => {
  fc.assert(
    fc.property(deliveredFrom(accountsHistory), ({ arriving }) => {
      const rows = recordsAfter(arriving, runtimes.accounts);
      for (const { pk, sk, attributes, version } of rows.values())
        if (sk === 'status') {
          const requirements = rows.get(`${pk} requirements`);
          expect(requirements?.attributes['open']).toBe(attributes['status'] === 'ACTION_REQUIRED');
          expect(requirements?.version).toBe(version);
        }
    }),
    { numRuns: 200 },
  );
});

const named = { photo_required: { message: 'Too dark' } };

it('an account that is asked to act without a reason has open requirements', () => {
  const rows = rowsOf([
    ['account.submitted', '2026-03-01T10:00:00Z', {}],
    ['account.action_required', '2026-03-01T11:00:00Z', {}],
  ]);
  expect(attributesAt(rows, 'status')).toEqual({ status: 'ACTION_REQUIRED' });
  expect(attributesAt(rows, 'requirements')).toEqual({ open: true });
});

it('a later event that names no requirement leaves those named before', () => {
  const rows = rowsOf([
    ['account.action_required', '2026-03-01T11:00:00Z', named],
    ['account.action_required', '2026-03-01T12:00:00Z', {}],
  ]);
  expect(attributesAt(rows, 'requirements')).toEqual({ open: true });
  expect(attributesAt(rows, 'named_requirements')).toEqual({
    requirements: [{ name: 'photo_required', message: 'Too dark' }],
  });
});

it('requirements of an earlier review are not named in a later one', () => {
  const rows = rowsOf([
    ['account.action_required', '2026-03-01T11:00:00Z', named],
    ['account.active', '2026-03-02T12:00:00Z', {}],
    ['account.action_required', '2026-03-03T12:00:00Z', {}],
  ]);
  expect(attributesAt(rows, 'requirements')).toEqual({ open: true });
  expect(attributesAt(rows, 'named_requirements')).toEqual({ requirements: [] });
});
