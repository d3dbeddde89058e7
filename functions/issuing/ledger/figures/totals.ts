import type Big from 'big.js';
import * as v from 'valibot';
import type { Message } from '../messages/message.ts';
import { sum } from '../money.ts';
import { decimal, type SpendRecord } from '../record.ts';
import { type Entry, total } from './entry.ts';
import type { GroupLedger } from './group-ledger.ts';

/** A total reported by Airwallex that differs from the sum of the messages. */
export interface Disagreement {
  /** Key of the lifecycle or card transaction that reports it. */
  readonly of: string;
  readonly event: string;
  readonly currency: string;
  /** Airwallex's name of the total. */
  readonly total: string;
  /** Magnitudes: `reported` is what Airwallex states. */
  readonly reported: Big;
  readonly counted: Big;
}

const amount = v.nullish(decimal);
const totals = v.object({
  currency: v.nullish(v.string()),
  total_authorized: amount,
  total_debited: amount,
  total_credited: amount,
  total_pending: amount,
});
const schema = v.object({
  billing_currency: v.nullish(v.string()),
  billing_amounts: v.nullish(v.union([v.array(totals), totals])),
});
type Totals = v.InferOutput<typeof totals>;

const reportingKinds = ['transaction_lifecycle', 'card_transaction'];

/** The sum of the messages for each total; undefined where they do not determine it. */
const counters: readonly {
  readonly name: Exclude<keyof Totals, 'currency'>;
  readonly count: (
    figure: (name: Entry['figure']) => Big,
    held: Big | undefined,
  ) => Big | undefined;
}[] = [
  { name: 'total_authorized', count: (figure) => figure('authorized') },
  // No manual states which total a reversed clearing changes.
  {
    name: 'total_debited',
    count: (figure) => (figure('reversed').eq(0) ? figure('cleared') : undefined),
  },
  {
    name: 'total_credited',
    count: (figure) =>
      figure('reversed').eq(0) ? figure('refunded').plus(figure('unlinked')) : undefined,
  },
  { name: 'total_pending', count: (_figure, held) => held },
];

/** What is held by one level: unknown where its group contains messages of others. */
const heldBy = (
  groups: readonly GroupLedger[],
  belongs: (message: Message) => boolean,
  currency: string,
): Big | undefined => {
  if (!groups.every(({ messages }) => messages.every(belongs))) return undefined;
  const figures = groups.flatMap((group) => group.figures);
  const amounts = figures.filter((one) => one.currency === currency).map(({ held }) => held);
  return amounts.includes(undefined)
    ? undefined
    : sum(amounts.filter((held) => held !== undefined));
};

/** What is counted for one lifecycle or card transaction. */
interface Level {
  readonly groups: readonly GroupLedger[];
  readonly belongs: (message: Message) => boolean;
}

/** The totals of one currency that differ from what is counted. */
const differing = (stated: Totals, { groups, belongs }: Level, currency: string) => {
  const entries = groups
    .flatMap((group) => group.entries)
    .filter(({ message }) => message && belongs(message));
  const figure = (name: Entry['figure']): Big => total(entries, name, currency);
  const held = heldBy(groups, belongs, currency);
  return counters.flatMap(({ name, count }) => {
    const reported = stated[name]?.abs();
    const counted = count(figure, held);
    return reported && counted && !reported.eq(counted) ? [{ total: name, reported, counted }] : [];
  });
};

/** The groups that contain messages of each lifecycle and card transaction. */
const groupsByLevel = (groups: readonly GroupLedger[]): ReadonlyMap<string, GroupLedger[]> => {
  const byLevel = new Map<string, GroupLedger[]>();
  for (const group of groups)
    for (const level of [...group.lifecycles, ...group.cardTransactions])
      byLevel.set(level, [...(byLevel.get(level) ?? []), group]);
  return byLevel;
};

/**
 * Compares the totals of lifecycles and card transactions with the sums of their messages. The totals
 * are never summed: they report the same money again.
 */
export const disagreements = (
  records: Iterable<SpendRecord>,
  groups: readonly GroupLedger[],
): readonly Disagreement[] => {
  const byLevel = groupsByLevel(groups);
  const reporting = [...records].filter(
    ({ pk, sk }) => reportingKinds.includes(sk) && pk.startsWith(`${sk}#`),
  );
  return reporting.flatMap((record) => {
    const { pk, eventId } = record;
    const { billing_amounts, billing_currency } = v.parse(schema, record);
    const level = {
      groups: byLevel.get(pk) ?? [],
      belongs: ({ lifecycle, cardTransaction }: Message): boolean =>
        lifecycle === pk || cardTransaction === pk,
    };
    return [billing_amounts ?? []].flat().flatMap((stated) => {
      const currency = stated.currency ?? billing_currency;
      return currency
        ? differing(stated, level, currency).map((one) => ({
            ...{ of: pk, event: eventId, currency },
            ...one,
          }))
        : [];
    });
  });
};
