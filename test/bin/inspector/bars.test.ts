import Big from 'big.js';
import fc from 'fast-check';
import { barsOf } from '../../../bin/inspector/pages/spend/bars.ts';
import type {
  GroupLedger,
  SpendFigures,
} from '../../../functions/issuing/ledger/figures/group-ledger.ts';

type Entry = GroupLedger['entries'][number];

const figuresOf = (known: Readonly<Partial<Record<keyof SpendFigures, string>>>): SpendFigures => {
  const { held = '0', overCleared = '0' } = known;
  const amount = (name: keyof SpendFigures): Big => new Big(known[name] ?? '0');
  return {
    currency: 'USD',
    authorized: amount('authorized'),
    released: amount('released'),
    held: held === 'unknown' ? undefined : new Big(held),
    cleared: amount('cleared'),
    overCleared: overCleared === 'unknown' ? undefined : new Big(overCleared),
    reversed: amount('reversed'),
    refunded: amount('refunded'),
    unlinked: amount('unlinked'),
    posted: amount('posted'),
  };
};

const entry = (figure: Entry['figure'], amount: string, currency = 'USD'): Entry => ({
  figure,
  currency,
  amount: new Big(amount),
  ids: [],
  events: [],
});

const drawn = (figures: SpendFigures, entries: readonly Entry[] = []) =>
  Object.fromEntries(
    barsOf(figures, entries).map(({ name, stretches }) => [
      name,
      stretches.map(({ from, to }) => [from, to]),
    ]),
  );

it('aligns released and held with authorized, and refunds with cleared', () => {
  const figures = { authorized: '200', released: '20', held: '30', cleared: '150' };
  expect(drawn(figuresOf({ ...figures, reversed: '10', refunded: '40', posted: '-100' }))).toEqual({
    authorized: [[0, 100]],
    released: [[90, 100]],
    held: [[75, 90]],
    cleared: [[0, 75]],
    reversed: [[70, 75]],
    refunded: [[50, 70]],
    posted: [[0, 50]],
  });
});

it('draws clearings that exceed the authorized amount', () => {
  const figures = { authorized: '80', cleared: '100', overCleared: '20', posted: '-100' };
  expect(drawn(figuresOf(figures))).toMatchObject({
    authorized: [[0, 80]],
    cleared: [[0, 100]],
    overCleared: [[80, 100]],
  });
});

it('has a stretch for each message of the currency', () => {
  const figures = figuresOf({ authorized: '100', cleared: '100', posted: '-100' });
  const entries = [entry('cleared', '75'), entry('cleared', '9', 'EUR'), entry('cleared', '25')];
  expect(drawn(figures, entries)).toMatchObject({
    authorized: [[0, 100]],
    cleared: [
      [0, 75],
      [75, 100],
    ],
  });
});

it('draws no bar for unknown and zero amounts', () => {
  expect(drawn(figuresOf({ authorized: '5', held: 'unknown' }))).toEqual({
    authorized: [[0, 100]],
    held: [],
    posted: [],
  });
  expect(drawn(figuresOf({}))).toEqual({ posted: [] });
});

it('never exceeds its scale', () => {
  const cents = fc.nat(1_000_000).map((amount) => new Big(amount).div(100).toFixed());
  const names: readonly (keyof SpendFigures)[] = [
    ...(['authorized', 'released', 'held', 'cleared', 'overCleared'] as const),
    ...(['reversed', 'refunded', 'unlinked', 'posted'] as const),
  ];
  const all = fc.tuple(...names.map(() => cents));
  fc.assert(
    fc.property(all, (amounts) => {
      const figures = figuresOf(Object.fromEntries(names.map((name, at) => [name, amounts[at]])));
      for (const { stretches } of barsOf(figures, []))
        for (const { from, to } of stretches) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(100);
        }
    }),
  );
});
