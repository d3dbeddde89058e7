import type Big from 'big.js';
import type {
  GroupLedger,
  SpendFigures,
} from '../../../../functions/issuing/ledger/figures/group-ledger.ts';
import { atLeastZero, sum, ZERO } from '../../../../functions/issuing/ledger/money.ts';
import { shownOf } from '../../../webhooks/look/spend/wording.ts';

/** A stretch of a bar, percent of its scale. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A figure as a bar on the scale of its currency, with a stretch for each message behind it. */
export interface Bar {
  readonly name: string;
  readonly label: string;
  /** Undefined where no webhook reports it. */
  readonly amount: Big | undefined;
  readonly stretches: readonly Stretch[];
}

type Entries = GroupLedger['entries'];

/**
 * Where figures begin that are part of another: released and held end where authorized ends;
 * over-cleared, reversed and refunded end where cleared ends.
 */
const beginnings = (figures: SpendFigures): Readonly<Record<string, Big>> => {
  const { authorized, released, cleared, overCleared, held, reversed, refunded } = figures;
  const used = authorized.minus(released);
  const kept = cleared.minus(reversed);
  return {
    released: used,
    held: used.minus(held ?? ZERO),
    overCleared: kept.minus(overCleared ?? ZERO),
    reversed: kept,
    refunded: kept.minus(refunded),
  };
};

/** The amounts that add up to a figure: those of its messages, or the figure where they do not add up. */
const partsOf = (amount: Big, name: string, entries: Entries): readonly Big[] => {
  const parts = entries.filter(({ figure }) => figure === name).map((entry) => entry.amount);
  return parts.every((part) => part.gt(ZERO)) && sum(parts).eq(amount) ? parts : [amount.abs()];
};

/** Where consecutive amounts begin, and where the last one ends. */
const edgesOf = (from: Big, amounts: readonly Big[]): readonly Big[] => {
  const edges = [from];
  for (const amount of amounts) edges.push(amount.plus(edges.at(-1) ?? ZERO));
  return edges;
};

/** A currency's figures as bars below each other on one scale. */
export const barsOf = (figures: SpendFigures, entries: Entries): readonly Bar[] => {
  const own = entries.filter(({ currency }) => currency === figures.currency);
  const begins = beginnings(figures);
  const bars = shownOf(figures).map(([name, label]) => {
    const amount = figures[name];
    const from = atLeastZero(begins[name] ?? ZERO);
    const parts = amount && !amount.eq(ZERO) ? partsOf(amount, name, own) : [];
    return { name, label, amount, edges: edgesOf(from, parts) };
  });
  const ends = bars.map(({ edges }) => edges.at(-1) ?? ZERO);
  const scale = ends.reduce((most, end) => (end.gt(most) ? end : most), ZERO);
  const percent = (at: Big): number => Number(at.div(scale).times(100).toFixed(3));
  return bars.map(({ edges, ...bar }) => ({
    ...bar,
    stretches: edges.slice(1).map((to, index) => ({
      from: percent(edges[index] ?? ZERO),
      to: percent(to),
    })),
  }));
};
