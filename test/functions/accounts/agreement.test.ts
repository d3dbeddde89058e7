import * as fc from 'fast-check';
import { accounts } from '../../../functions/accounts/domain.ts';
import { families } from '../../../functions/accounts/families.ts';
import { histories } from '../../../functions/accounts/histories.ts';
import { deliveredFrom } from '../../convergence/histories.ts';
import { delivery, recordsAfter } from '../../support/tables/expected-records.ts';

/* An account's status and its open requirements: two records that must agree. */

const runtime = { domain: accounts, families };

const recordsOf = (events: readonly (readonly [name: string, at: string, data: object])[]) =>
  recordsAfter(
    events.map(([name, created_at, data], index) => {
      const event = { id: `evt_${index}`, name, account_id: 'acct_1', created_at, data };
      return delivery(Buffer.from(JSON.stringify(event)), Date.UTC(2026, 2, 10) + index);
    }),
    runtime,
  );

const attributesAt = (records: ReturnType<typeof recordsOf>, sk: string) =>
  records.get(`account#acct_1 ${sk}`)?.attributes;

it.each(histories)(
  'requirements of $title are open exactly while action is required',
  (history) => {
    fc.assert(
      fc.property(deliveredFrom(history), ({ arriving }) => {
        const records = recordsAfter(arriving, runtime);
        for (const { pk, sk, attributes, version } of records.values())
          if (sk === 'status') {
            const requirements = records.get(`${pk} requirements`);
            expect(requirements?.attributes['open']).toBe(
              attributes['status'] === 'ACTION_REQUIRED',
            );
            expect(requirements?.version).toBe(version);
          }
      }),
      { numRuns: 200 },
    );
  },
);

const named = { photo_required: { message: 'Too dark' } };

it('an account that is asked to act without a reason has open requirements', () => {
  const records = recordsOf([
    ['account.submitted', '2026-03-01T10:00:00Z', {}],
    ['account.action_required', '2026-03-01T11:00:00Z', {}],
  ]);
  expect(attributesAt(records, 'status')).toEqual({ status: 'ACTION_REQUIRED' });
  expect(attributesAt(records, 'requirements')).toEqual({ open: true });
});

it('a later event that names no requirement keeps those named before', () => {
  const records = recordsOf([
    ['account.action_required', '2026-03-01T11:00:00Z', named],
    ['account.action_required', '2026-03-01T12:00:00Z', {}],
  ]);
  expect(attributesAt(records, 'requirements')).toEqual({ open: true });
  expect(attributesAt(records, 'named_requirements')).toEqual({
    requirements: [{ name: 'photo_required', message: 'Too dark' }],
  });
});

it('requirements of an earlier review are not named in a later one', () => {
  const records = recordsOf([
    ['account.action_required', '2026-03-01T11:00:00Z', named],
    ['account.active', '2026-03-02T12:00:00Z', {}],
    ['account.action_required', '2026-03-03T12:00:00Z', {}],
  ]);
  expect(attributesAt(records, 'requirements')).toEqual({ open: true });
  expect(attributesAt(records, 'named_requirements')).toEqual({ requirements: [] });
});
