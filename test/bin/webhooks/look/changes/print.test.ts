import { stripVTControlCharacters } from 'node:util';
import {
  changeColumns,
  changeLines,
  type ListedChange,
} from '../../../../../bin/webhooks/look/changes/print.ts';
import type { AnyChange } from '../../../../../functions/shared/change/any-change.ts';

const change: AnyChange = {
  ...{ domain: 'payments', object: 'payment_dispute_stage', kind: 'corrected', position: '' },
  key: { pk: 'payment_dispute#dsp_hkdmy0nc3o69z440k5r', sk: 'stage#PRE_ARBITRATION' },
  ...{ version: 'v', revision: 1, eventId: 'evt_1', occurredAt: null, publishedAt: '' },
  record: {
    ...{ id: 'dsp_1', status: 'REQUIRES_RESPONSE', due_at: '2026-03-09T10:00:00.000Z' },
    ...{ amount: '12.5', reason: { code: 'new' }, notes: 'n'.repeat(90), items: [] },
  },
  previous: {
    ...{ status: null, due_at: null, amount: '10', reason: { code: 'old' }, notes: null },
    ...{ stage: 'CHARGEBACK', items: null },
  },
  ...{ becomes: 'REQUIRES_RESPONSE', from: null, account: null, dueAt: null },
  ...{ replay: true, omitted: false },
};
const listed: readonly ListedChange[] = [
  { archivedAt: Date.UTC(2026, 2, 4, 12), change },
  {
    archivedAt: Date.UTC(2026, 2, 4, 12),
    change: { ...change, kind: 'removed', record: null, from: 'WON', becomes: null },
  },
  {
    archivedAt: Date.UTC(2026, 2, 4, 12),
    change: { ...change, previous: {}, kind: 'changed', from: null, becomes: null },
  },
];

it('is as wide as a terminal of 80 columns, what changed on lines of its own', () => {
  const lines = changeLines(listed, 80).map(stripVTControlCharacters);
  expect(lines).toEqual([
    'archived (UTC)  record         key                status',
    '03-04 12:00:00  payment…stage  payment_dis…ATION  - → REQUIRES_RESPONSE co…ected',
    '    amount 10 → 12.5, reason changed, notes',
    '    nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…, stage',
    '    CHARGEBACK → none, 2 more',
    '03-04 12:00:00  payment…stage  payment_dis…ATION  WON → - removed',
    '03-04 12:00:00  payment…stage  payment_dis…ATION  -',
  ]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

it('has a line for each change in a pipe, with every value whole', () => {
  const lines = changeLines(listed, undefined);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(
    /^2026-03-04T12:00:00.000Z {2}payment_dispute_stage {2}payment_dispute#dsp_hkdmy0nc3o69z440k5r stage#PRE_ARBITRATION {2}- → REQUIRES_RESPONSE corrected {2}amount 10 → 12.5, reason changed, notes n{59}…, stage CHARGEBACK → none, 2 more$/,
  );
});

it('prints changes one after the other in constant columns', () => {
  const { header, lines } = changeColumns(80);
  const all = [...header, ...listed.flatMap(lines)].map(stripVTControlCharacters);
  expect(Math.max(...all.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(changeColumns(undefined).header).toEqual([]);
});
