import { type Ledger, ledgerOf } from '../../../../functions/issuing/ledger/ledger.ts';
import { tableOf } from './table.ts';
import { type Format, type TestMessage, webhookOf } from './webhooks.ts';

/** The ledger of some messages, each reported once. */
export const ledgerFrom = (messages: readonly TestMessage[], format: Format = 'old'): Ledger =>
  ledgerOf(tableOf(messages.map((one) => webhookOf[format](one))));

/** The figures other than zero, as text; `?` where they are unknown. */
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
export const figures = (messages: readonly TestMessage[], format?: Format) =>
  shown(ledgerFrom(messages, format).figures);

export const hold: TestMessage = { id: 'a1', type: 'AUTHORIZATION', amount: -100 };
export const clearing: TestMessage = {
  id: 'c1',
  type: 'CLEARING',
  amount: -100,
  names: ['a1'],
  second: 10,
};
export const reversal: TestMessage = {
  id: 'r1',
  type: 'REVERSAL',
  amount: 100,
  names: ['a1'],
  second: 20,
};
