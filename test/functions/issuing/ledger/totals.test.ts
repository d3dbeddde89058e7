import { ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import { clearing, hold, shown } from './figures.ts';
import { tableOf } from './table.ts';
import { level, webhookOf } from './webhooks.ts';

describe('totals of a lifecycle', () => {
  const messages = [hold, clearing].map((one) => webhookOf.event({ ...one, lifecycle: 'l1' }));
  const totals = (total_debited: number) =>
    level('lifecycle', {
      id: 'l1',
      billing_amounts: {
        total_authorized: -100,
        total_debited,
        total_credited: 0,
        total_pending: 0,
      },
    });

  it('are compared, never summed', () => {
    const ledger = ledgerOf(tableOf([...messages, totals(-100)]));
    expect(shown(ledger.figures)).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', posted: '-100' },
    ]);
    expect(ledger.disagreements).toEqual([]);
  });

  it('that differ from the messages are reported', () => {
    const { disagreements } = ledgerOf(tableOf([...messages, totals(-130)]));
    expect(
      disagreements.map(({ reported, counted, ...rest }) => ({
        ...rest,
        reported: reported.toFixed(),
        counted: counted.toFixed(),
      })),
    ).toEqual([
      expect.objectContaining({
        of: 'transaction_lifecycle#l1',
        currency: 'USD',
        total: 'total_debited',
        reported: '130',
        counted: '100',
      }),
    ]);
  });
});
