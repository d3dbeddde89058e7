import { type Ledger, ledgerOf } from '../../../../bin/webhooks/spend/ledger.ts';
import { tableOf } from './rows.ts';
import { type Telling, type Told, tellings } from './tell.ts';

/** The ledger of some messages, each told once. */
export const told = (messages: readonly Told[], telling: Telling = 'old'): Ledger =>
  ledgerOf(tableOf(messages.map((one) => tellings[telling](one))));

/** The figures that are not nothing, as text; `?` where webhooks don't say. */
export const shown = (figures: Ledger['figures']): readonly Record<string, string>[] =>
  figures.map(({ currency, ...amounts }) =>
    Object.fromEntries([
      ['currency', currency],
      ...Object.entries(amounts).flatMap(([name, amount]) =>
        amount?.eq(0) ? [] : [[name, amount?.toFixed() ?? '?']],
      ),
    ]),
  );

/** The figures of some messages. */
export const figures = (messages: readonly Told[], telling?: Telling) =>
  shown(told(messages, telling).figures);

export const hold: Told = { id: 'a1', type: 'AUTHORIZATION', amount: -100 };
export const clearing: Told = {
  id: 'c1',
  type: 'CLEARING',
  amount: -100,
  names: ['a1'],
  second: 10,
};
export const reversal: Told = {
  id: 'r1',
  type: 'REVERSAL',
  amount: 100,
  names: ['a1'],
  second: 20,
};
