import { clearing, figures, hold, ledgerFrom, reversal, shown } from './figures.ts';
import type { TestMessage } from './webhooks.ts';

describe('another currency', () => {
  const foreign: TestMessage = { ...hold, original: { amount: -90, currency: 'EUR' } };
  const part: TestMessage = {
    ...clearing,
    amount: -33,
    original: { amount: -30, currency: 'EUR' },
  };

  it('holds what it billed until something takes from it', () => {
    expect(figures([foreign])).toEqual([{ currency: 'USD', authorized: '100', held: '100' }]);
  });

  it('makes the held amount unknown after a partial clearing, and known once all is used up or ended', () => {
    const cleared = { currency: 'USD', authorized: '100', cleared: '33', posted: '-33' };
    expect(figures([foreign, part])).toEqual([{ ...cleared, held: '?' }]);
    expect(figures([{ ...foreign, status: 'EXPIRED' }, part])).toEqual([
      { ...cleared, released: '67' },
    ]);
    const rest = { ...part, id: 'c2', amount: -65, original: { amount: -60, currency: 'EUR' } };
    expect(figures([foreign, part, rest])).toEqual([
      { ...cleared, cleared: '98', released: '2', posted: '-98' },
    ]);
  });

  it('of a release without billed amount is released in that currency', () => {
    const release: TestMessage = {
      ...reversal,
      amount: 0,
      original: { amount: 20, currency: 'EUR' },
    };
    expect(figures([foreign, release])).toEqual([
      { currency: 'EUR', released: '20' },
      { currency: 'USD', authorized: '100', held: '?' },
    ]);
    const whole = { ...release, original: { amount: 90, currency: 'EUR' } };
    expect(figures([foreign, whole])).toEqual([
      { currency: 'USD', authorized: '100', released: '100' },
    ]);
  });

  it('of a release without a known hold is remarked on, and not counted', () => {
    const cleared = { ...part, amount: -100, original: { amount: -90, currency: 'EUR' } };
    const release: TestMessage = {
      ...reversal,
      amount: 0,
      original: { amount: 90, currency: 'EUR' },
    };
    const { figures, groups } = ledgerFrom([foreign, cleared, release]);
    expect(shown(figures)).toEqual([
      { currency: 'USD', authorized: '100', cleared: '100', posted: '-100' },
    ]);
    expect(groups[0]?.remarks).toEqual([
      'transaction#r1 gives back 90 EUR of which nothing is known to be held: not counted.',
    ]);
  });

  it('of a release has a separate line for what was billed in it', () => {
    const release: TestMessage = {
      ...reversal,
      amount: 0,
      original: { amount: 20, currency: 'EUR' },
    };
    const billed = { ...clearing, amount: -70, currency: 'EUR' };
    expect(figures([{ ...foreign, status: 'EXPIRED' }, billed, release])).toEqual([
      { currency: 'EUR', cleared: '70', overCleared: '?', posted: '-70' },
      { currency: 'USD', authorized: '100', released: '100' },
    ]);
  });

  it('that a clearing is billed in makes the other hold unknown', () => {
    expect(figures([hold, { ...clearing, amount: -80, currency: 'GBP' }])).toEqual([
      { currency: 'GBP', cleared: '80', overCleared: '?', posted: '-80' },
      { currency: 'USD', authorized: '100', held: '?' },
    ]);
  });
});
