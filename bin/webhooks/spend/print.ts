import { styleText } from 'node:util';
import type Big from 'big.js';
import { shown } from '../printable.ts';
import { indented } from '../table.ts';
import type { Account, Figures } from './figures/account.ts';
import { summed } from './figures/entry.ts';
import type { Ledger } from './ledger.ts';
import { headOf, labels, othersOf, placesOf, shownOf } from './wording.ts';

const LABEL = Math.max(...labels.map(([, label]) => label.length));

/** The figures of one currency, each with its messages. */
const block = (figures: Figures, entries: Account['entries']): readonly string[] => {
  const currency = shown(figures.currency);
  const own = entries.filter((entry) => entry.currency === figures.currency);
  const named = shownOf(figures);
  const places = placesOf([
    ...named.map(([name]) => figures[name]),
    ...own.map(({ amount }) => amount),
  ]);
  const text = (amount: Big | undefined): string => amount?.toFixed(places) ?? 'unknown';
  const width = Math.max(...named.map(([name]) => text(figures[name]).length));
  return named.flatMap(([name, label]) => {
    const line = `${currency}  ${label.padEnd(LABEL)}  ${text(figures[name]).padStart(width)}`;
    const behind = own
      .filter(({ figure }) => figure === name)
      .map(({ amount, ids, events, message }) =>
        [
          ' '.repeat(currency.length + LABEL + 2),
          text(amount).padStart(width),
          shown(message ? ids.join(' = ') : `the rest, ended by ${ids.join(' and ')}`),
          styleText('dim', shown(events.join(' '))),
        ].join('  '),
      );
    return [line, ...behind];
  });
};

const noEffect = ({ messages }: Account): readonly string[] =>
  messages
    .filter(({ kind }) => kind === 'none')
    .map(({ ids, events }) =>
      styleText('dim', shown(`no effect: ${ids.join(' = ')}  ${events.join(' ')}`)),
    );

/** A ledger as text: the sum of all groups, then each group with the messages of its figures. */
export const print = ({ accounts, figures, disagreements }: Ledger, title: string): string => {
  const overall = accounts.length === 1 ? [] : indented(figures.flatMap((one) => block(one, [])));
  return [
    styleText('bold', shown(title)),
    ...overall,
    ...accounts.flatMap((account) => [
      '',
      styleText('bold', shown(`${headOf(account)}${othersOf(account)}`)),
      ...indented([
        ...account.figures.flatMap((one) => block(one, account.entries)),
        ...noEffect(account),
        ...account.remarks.map(shown),
      ]),
    ]),
    ...(disagreements.length === 0
      ? []
      : ['', 'Totals reported by Airwallex differ from its messages:']),
    ...disagreements.map(
      ({ of, event, total, currency, told, counted }) =>
        `  ${shown(`${of}  ${total} ${told.toFixed()} ${currency}, counted ${counted.toFixed()}`)}  ${styleText('dim', shown(event))}`,
    ),
  ].join('\n');
};

const figuresJson = (figures: Figures) => ({
  currency: figures.currency,
  ...Object.fromEntries(labels.map(([name]) => [name, figures[name]?.toFixed() ?? null])),
});

/** A ledger as JSON text: amounts as decimal text, null where no webhook states them. */
export const toJson = ({ accounts, figures, disagreements }: Ledger): string =>
  JSON.stringify(
    {
      figures: figures.map(figuresJson),
      groups: accounts.map((account) => ({
        figures: account.figures.map(figuresJson),
        behind: Object.fromEntries(
          summed.map((name) => [
            name,
            account.entries
              .filter(({ figure }) => figure === name)
              .map(({ currency, amount, ids, events }) => ({
                currency,
                amount: amount.toFixed(),
                messages: ids,
                events,
              })),
          ]),
        ),
        messages: account.messages.map(({ ids, events, kind, at }) => ({
          messages: ids,
          events,
          kind,
          at,
        })),
        awaited: account.awaited,
        lifecycles: account.lifecycles,
        remarks: account.remarks,
      })),
      disagreements: disagreements.map(({ told, counted, ...rest }) => ({
        ...rest,
        told: told.toFixed(),
        counted: counted.toFixed(),
      })),
    },
    undefined,
    2,
  );
