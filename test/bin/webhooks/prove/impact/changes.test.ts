import { impactOf } from '../../../../../bin/webhooks/prove/impact/changes.ts';
import type { Replay } from '../../../../../bin/webhooks/prove/impact/replay.ts';

const replayed = (
  records: Readonly<Record<string, Readonly<Record<string, string>>>>,
  { revision = 1, outcome = 'accepted' } = {},
): Replay => ({
  revisions: { payments: revision },
  cases: new Map([
    [
      'a case',
      {
        records: new Map(
          Object.entries(records).map(([pk, fields]) => [
            pk,
            { domain: 'payments', pk, sk: 'refund', fields: { version: '"v"', ...fields } },
          ]),
        ),
        outcomes: [outcome],
      },
    ],
  ]),
});

describe('the impact of a change', () => {
  it('is empty where every record is the same', () => {
    const same = replayed({ 'refund#1': { status: '"SETTLED"' } });
    expect(impactOf(same, same)).toEqual({
      changes: [],
      outcomes: [],
      revisions: {},
      unrevised: [],
    });
  });

  it('includes every changed field, new records and removed records', () => {
    const before = replayed({ 'refund#1': { status: '"PAID"', old: '1' }, 'refund#2': {} });
    const after = replayed({ 'refund#1': { status: '"SETTLED"' }, 'refund#3': {} });
    expect(impactOf(before, after).changes).toMatchObject([
      {
        case: 'a case',
        pk: 'refund#1',
        is: 'changed',
        fields: [
          { field: 'old', before: '1', after: undefined },
          { field: 'status', before: '"PAID"', after: '"SETTLED"' },
        ],
      },
      { pk: 'refund#2', is: 'gone' },
      { pk: 'refund#3', is: 'new' },
    ]);
  });

  it('names a domain whose revision should have been raised, and no other', () => {
    const before = replayed({ 'refund#1': { status: '"PAID"' } });
    const changed = { 'refund#1': { status: '"SETTLED"' } };
    expect(impactOf(before, replayed(changed)).unrevised).toEqual(['payments']);
    expect(impactOf(before, replayed(changed, { revision: 2 }))).toMatchObject({
      unrevised: [],
      revisions: { payments: [1, 2] },
    });
    const reversioned = { 'refund#1': { status: '"SETTLED"', version: '"w"' } };
    expect(impactOf(before, replayed(reversioned)).unrevised).toEqual([]);
    expect(
      impactOf(before, replayed({ 'refund#1': { status: '"PAID"' }, 'refund#2': {} })).unrevised,
    ).toEqual([]);
  });

  it('does not count a raised revision alone as a change of records', () => {
    const before = replayed({ 'refund#1': { revision: '1' } });
    const after = replayed({ 'refund#1': { revision: '2' } }, { revision: 2 });
    expect(impactOf(before, after).changes).toEqual([]);
  });

  it('lists events whose outcome changes', () => {
    const impact = impactOf(replayed({}), replayed({}, { outcome: 'quarantined' }));
    expect(impact.outcomes).toEqual(['a case: accepted → quarantined']);
  });
});
