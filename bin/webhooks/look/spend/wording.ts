import type Big from 'big.js';
import type {
  GroupLedger,
  SpendFigures,
} from '../../../../functions/issuing/ledger/figures/group-ledger.ts';

/** A figure: its name, and its label. */
type Label = readonly [Exclude<keyof SpendFigures, 'currency'>, string];

/** The figures in the order of a purchase, with their labels. */
export const labels: readonly Label[] = [
  ['authorized', 'authorized'],
  ['released', 'released'],
  ['held', 'held'],
  ['cleared', 'cleared'],
  ['overCleared', 'over-cleared'],
  ['reversed', 'reversed'],
  ['refunded', 'refunded'],
  ['unlinked', 'unlinked credits'],
  ['posted', 'posted'],
];

/** The figures to show: those that are not zero, and always what is posted or may be held. */
export const shownOf = (figures: SpendFigures): readonly Label[] =>
  labels.filter(
    ([name]) =>
      name === 'posted' || (name === 'held' && !figures.authorized.eq(0)) || !figures[name]?.eq(0),
  );

/** Key of the message that identifies a group: its authorization where it was reported. */
export const groupKeyOf = ({ messages, awaited }: GroupLedger): string => {
  const first = messages.find(({ kind }) => kind === 'authorization') ?? messages[0];
  const [key = awaited[0] ?? ''] = first?.ids.slice(-1) ?? [];
  return key;
};

/** The number of further messages of a group, as text. */
export const furtherMessagesOf = ({ messages }: GroupLedger): string => {
  const others = messages.length - 1;
  return others > 0 ? ` and ${others} more ${others > 1 ? 'messages' : 'message'}` : '';
};

/** Decimal places that show each of these amounts in full, aligned. */
export const decimalPlacesOf = (amounts: readonly (Big | undefined)[]): number =>
  Math.max(...amounts.map((amount) => amount?.toFixed().split('.')[1]?.length ?? 0));
