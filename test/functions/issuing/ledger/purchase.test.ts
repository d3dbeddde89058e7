import { clearing, figures, hold, ledgerFrom, shown } from './figures.ts';
import type { TestMessage } from './webhooks.ts';

describe('a purchase', () => {
  it('is held until it is cleared', () => {
    expect(figures([hold])).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
    expect(figures([hold, clearing])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', posted: '-100' },
    ]);
  });

  it('is cleared in several parts, and the rest remains held', () => {
    const parts = [
      { ...clearing, amount: -30.1 },
      { ...clearing, id: 'c2', amount: -30.2 },
    ];
    expect(figures([hold, ...parts])).toEqual([
      { currency: 'USD', authorized: '100', held: '39.7', cleared: '60.3', posted: '-60.3' },
    ]);
  });

  it('with a tip clears more than was held', () => {
    expect(figures([hold, { ...clearing, amount: -120 }])).toEqual([
      { currency: 'USD', authorized: '100', cleared: '120', overCleared: '20', posted: '-120' },
    ]);
  });

  it('of two authorizations is cleared once', () => {
    const both = { ...clearing, amount: -150, names: ['a1', 'a2'] };
    const { groups } = ledgerFrom([hold, { ...hold, id: 'a2', amount: -60 }, both]);
    expect(groups.map((group) => shown(group.figures))).toEqual([
      [{ currency: 'USD', authorized: '160', held: '10', cleared: '150', posted: '-150' }],
    ]);
  });

  it('without authorization, as a single message, is only cleared', () => {
    expect(figures([{ ...clearing, names: [] }])).toEqual([
      { currency: 'USD', cleared: '100', posted: '-100' },
    ]);
  });

  it('without its authorization is posted; what is held is unknown', () => {
    expect(figures([clearing])).toEqual([
      { currency: 'USD', held: '?', cleared: '100', overCleared: '?', posted: '-100' },
    ]);
  });

  it('that is authorized in increments is one group by its lifecycle', () => {
    const lifecycle = 'l1';
    const increments: TestMessage[] = [
      { ...hold, lifecycle },
      { ...hold, id: 'a2', amount: -50, lifecycle },
      { ...clearing, amount: -150, lifecycle },
    ];
    expect(figures(increments)).toEqual([
      { currency: 'USD', authorized: '150', cleared: '150', posted: '-150' },
    ]);
  });

  it('that is declined or only verified has no effect', () => {
    expect(figures([{ ...hold, status: 'FAILED' }])).toEqual([{ currency: 'USD' }]);
    expect(figures([{ ...hold, amount: 0 }])).toEqual([{ currency: 'USD' }]);
    expect(figures([{ ...hold, subtype: 'VERIFICATION' }], 'event')).toEqual([{ currency: 'USD' }]);
  });
});
