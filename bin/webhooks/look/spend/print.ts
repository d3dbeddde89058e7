import { styleText } from 'node:util';
import type Big from 'big.js';
import { shown } from '../../terminal/printable.ts';
import { indentedLines } from '../../terminal/table.ts';
import { summed } from './figures/entry.ts';
import type { GroupLedger, SpendFigures } from './figures/group-ledger.ts';
import type { Ledger } from './ledger.ts';
import { decimalPlacesOf, furtherMessagesOf, groupKeyOf, labels, shownOf } from './wording.ts';

const LABEL = Math.max(...labels.map(([, label]) => label.length));

/** The figures of one currency, each with its messages. */
const block = (figures: SpendFigures, entries: GroupLedger['entries']): readonly string[] => {
  const currency = shown(figures.currency);
  const own = entries.filter((entry) => entry.currency === figures.currency);
  const named = shownOf(figures);
  const places = decimalPlacesOf([
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

const noEffect = ({ messages }: GroupLedger): readonly string[] =>
  messages
    .filter(({ kind }) => kind === 'none')
    .map(({ ids, events }) =>
      styleText('dim', shown(`no effect: ${ids.join(' = ')}  ${events.join(' ')}`)),
    );

/** A ledger as text: the sum of all groups, then each group with the messages of its figures. */
export const print = ({ groups, figures, disagreements }: Ledger, title: string): string => {
  const overall =
    groups.length === 1 ? [] : indentedLines(figures.flatMap((one) => block(one, [])));
  return [
    styleText('bold', shown(title)),
    ...overall,
    ...groups.flatMap((group) => [
      '',
      styleText('bold', shown(`${groupKeyOf(group)}${furtherMessagesOf(group)}`)),
      ...indentedLines([
        ...group.figures.flatMap((one) => block(one, group.entries)),
        ...noEffect(group),
        ...group.remarks.map(shown),
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

const figuresJson = (figures: SpendFigures) => ({
  currency: figures.currency,
  ...Object.fromEntries(labels.map(([name]) => [name, figures[name]?.toFixed() ?? null])),
});

/** A ledger as JSON text: amounts as decimal text, null where no webhook states them. */
export const toJson = ({ groups, figures, disagreements }: Ledger): string =>
  JSON.stringify(
    {
      figures: figures.map(figuresJson),
      groups: groups.map((group) => ({
        figures: group.figures.map(figuresJson),
        behind: Object.fromEntries(
          summed.map((name) => [
            name,
            group.entries
              .filter(({ figure }) => figure === name)
              .map(({ currency, amount, ids, events }) => ({
                currency,
                amount: amount.toFixed(),
                messages: ids,
                events,
              })),
          ]),
        ),
        messages: group.messages.map(({ ids, events, kind, at }) => ({
          messages: ids,
          events,
          kind,
          at,
        })),
        awaited: group.awaited,
        lifecycles: group.lifecycles,
        remarks: group.remarks,
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
