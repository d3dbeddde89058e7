import { clearing, figures, hold, ledgerFrom, shown } from './figures.ts';
import type { TestMessage } from './webhooks.ts';

describe('a credit', () => {
  const refund: TestMessage = { id: 'f1', type: 'REFUND', amount: 15, second: 30 };

  it('that names no authorization remains unlinked with any amount', () => {
    const credit: TestMessage = { id: 'o1', type: 'ORIGINAL_CREDIT', amount: 250, lifecycle: 'l1' };
    const purchase = [hold, clearing].map((one) => ({ ...one, lifecycle: 'l1' }));
    const { figures, groups } = ledgerFrom([...purchase, { ...refund, amount: 100 }, credit]);
    expect(groups).toHaveLength(3);
    expect(shown(figures)).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', unlinked: '350', posted: '250' },
    ]);
  });

  it.each([
    ['an authorization', { names: ['a1'] }],
    ['a lifecycle', { lifecycle: 'l1' }],
  ])('that names %s is a refund of that purchase', (_, link) => {
    const purchase = [hold, clearing].map((one) => ({ ...one, lifecycle: 'l1' }));
    expect(figures([...purchase, { ...refund, ...link }])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', refunded: '15', posted: '-85' },
    ]);
  });

  it('holds nothing when it is authorized', () => {
    expect(figures([{ ...hold, amount: 15 }])).toEqual([{ currency: 'USD' }]);
  });

  it('that is taken back reduces the total', () => {
    expect(figures([refund, { ...refund, id: 'f2', amount: -5 }])).toEqual([
      { currency: 'USD', unlinked: '10', posted: '10' },
    ]);
  });
});
