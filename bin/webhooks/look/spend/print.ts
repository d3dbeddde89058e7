import { styleText } from 'node:util';
import type Big from 'big.js';
import type {
  GroupLedger,
  SpendFigures,
} from '../../../../functions/issuing/ledger/figures/group-ledger.ts';
import type { MonthlyUse } from '../../../../functions/issuing/ledger/figures/month.ts';
import type { Ledger } from '../../../../functions/issuing/ledger/ledger.ts';
import type { Message } from '../../../../functions/issuing/ledger/messages/message.ts';
import { isoTime, type Range } from '../../../../functions/shared/event/time.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, indentedLines, leftAligned } from '../../terminal/table.ts';
import { decimalPlacesOf, furtherMessagesOf, groupKeyOf, labels, shownOf } from './wording.ts';

const LABEL = Math.max(...labels.map(([, label]) => label.length));

/** Card spend as it is printed. */
export interface Spend {
  readonly ledger: Ledger;
  /** The period of the messages, by their own times; empty for all of them. */
  readonly period: Partial<Range>;
  readonly month: MonthlyUse | undefined;
}

const isWhole = ({ since, until }: Spend['period']): boolean => (since ?? until) === undefined;

/** A message: its date, type and merchant. */
const messageCells = ({ at, kind, merchant = '' }: Message): readonly string[] => [
  at.slice(0, 10) || 'no date',
  kind,
  merchant,
];

const NO_CELLS = ['', '', ''];

/** The figures of one currency, each with its messages. @param isAll whether they are of no period. */
const block = (
  figures: SpendFigures,
  entries: GroupLedger['entries'],
  isAll: boolean,
): readonly string[] => {
  const currency = shown(figures.currency);
  const own = entries.filter((entry) => entry.currency === figures.currency);
  const named = shownOf(figures).filter(([name]) => isAll || figures[name] !== undefined);
  const cells = new Map(
    leftAligned(
      own.map(({ message, ids }) => [
        ...(message ? messageCells(message) : NO_CELLS),
        message ? ids.join(' = ') : `the rest, ended by ${ids.join(' and ')}`,
      ]),
    ).map((line, index) => [own[index], line]),
  );
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
      .map((entry) =>
        [
          ' '.repeat(currency.length + LABEL + 2),
          text(entry.amount).padStart(width),
          cells.get(entry) ?? '',
          styleText('dim', shown(entry.events.join(' '))),
        ].join('  '),
      );
    return [line, ...behind];
  });
};

const noEffect = ({ messages }: GroupLedger): readonly string[] =>
  messages
    .filter(({ kind }) => kind === 'none')
    .map((message) => {
      const { ids, events, money } = message;
      const amount = money ? `${money.amount.abs().toFixed()} ${money.currency}` : '';
      const [date = '', , merchant = ''] = messageCells(message);
      const words = [date, merchant, amount, ids.join(' = '), events.join(' ')];
      const line = words.filter((word) => word !== '').join('  ');
      return styleText('dim', shown(`no effect: ${line}`));
    });

const timeOf = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? '' : (isoTime(milliseconds) ?? '');

/** What the figures are of, and what they do not show. */
const headOf = ({ ledger: { groups }, period, month }: Spend): readonly string[] => {
  const { since, until } = period;
  const bounds = [
    ...(since === undefined ? [] : [`from ${timeOf(since)}`]),
    ...(until === undefined ? [] : [`until ${timeOf(until)}`]),
  ];
  const uncounted = groups.reduce((sum, group) => sum + group.uncounted, 0);
  return [
    ...(isWhole(period)
      ? []
      : [
          `Messages ${bounds.join(' ')}. Held amounts are current ones, and not shown for a period.`,
        ]),
    ...(month
      ? [
          `${month.month}: ${month.used.toFixed()} ${month.currency} authorized and not released, of a monthly limit of ${month.limit.toFixed()} ${month.currency}.`,
        ]
      : []),
    ...(uncounted === 0
      ? []
      : [styleText('yellow', `${counted(uncounted, 'message')} not counted, see below.`)]),
  ];
};

/** A ledger as text: the sum of all groups, then each group with the messages of its figures. */
export const print = (spend: Spend, title: string): string => {
  const { groups, figures, disagreements } = spend.ledger;
  const isAll = isWhole(spend.period);
  const overall =
    groups.length === 1 ? [] : indentedLines(figures.flatMap((one) => block(one, [], isAll)));
  return [
    styleText('bold', shown(title)),
    ...headOf(spend),
    ...overall,
    ...groups.flatMap((group) => [
      '',
      styleText('bold', shown(`${groupKeyOf(group)}${furtherMessagesOf(group)}`)),
      ...indentedLines([
        ...group.figures.flatMap((one) => block(one, group.entries, isAll)),
        ...noEffect(group),
        ...group.remarks.map(shown),
      ]),
    ]),
    ...(disagreements.length === 0
      ? []
      : ['', 'Totals reported by Airwallex differ from its messages:']),
    ...disagreements.map(
      ({ of, event, total, currency, reported, counted: sum }) =>
        `  ${shown(`${of}  ${total} ${reported.toFixed()} ${currency}, counted ${sum.toFixed()}`)}  ${styleText('dim', shown(event))}`,
    ),
  ].join('\n');
};
