import Big from 'big.js';
import * as v from 'valibot';
import type { DomainRecord } from '../../../../../functions/shared/record/domain-record.ts';
import type { Message } from '../messages/message.ts';
import { sum } from '../money.ts';
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
  /** Magnitudes: `told` is what Airwallex reported. */
  readonly told: Big;
  readonly counted: Big;
}

const amount = v.nullish(
  v.pipe(
    v.object({ decimal: v.string() }),
    v.transform(({ decimal }) => new Big(decimal)),
  ),
);
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

/**
 * Compares the totals of lifecycles and card transactions with the sums of their messages. The totals
 * are never summed: they report the same money again.
 */
export const disagreements = (
  rows: Iterable<DomainRecord>,
  groups: readonly GroupLedger[],
): readonly Disagreement[] => {
  const found: Disagreement[] = [];
  const byLevel = new Map<string, GroupLedger[]>();
  for (const group of groups)
    for (const level of [...group.lifecycles, ...group.cardTransactions])
      byLevel.set(level, [...(byLevel.get(level) ?? []), group]);
  for (const { pk, sk, eventId, attributes } of rows) {
    if (!reportingKinds.includes(sk) || !pk.startsWith(`${sk}#`)) continue;
    const { billing_amounts, billing_currency } = v.parse(schema, attributes);
    const own = byLevel.get(pk) ?? [];
    const belongs = ({ lifecycle, cardTransaction }: Message): boolean =>
      lifecycle === pk || cardTransaction === pk;
    const entries = own
      .flatMap((group) => group.entries)
      .filter(({ message }) => message && belongs(message));
    for (const totals of [billing_amounts ?? []].flat()) {
      const currency = totals.currency ?? billing_currency;
      if (!currency) continue;
      for (const { name, count } of counters) {
        const reported = totals[name]?.abs();
        const counted = count(
          (figure) => total(entries, figure, currency),
          heldBy(own, belongs, currency),
        );
        if (reported && counted && !reported.eq(counted))
          found.push({ of: pk, event: eventId, currency, total: name, told: reported, counted });
      }
    }
  }
  return found;
};
