import type Big from 'big.js';
import { normaliseTime } from '../../shared/event/time.ts';
import type { Entry } from './figures/entry.ts';
import type { GroupLedger, SpendFigures } from './figures/group-ledger.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import type { SpendRecord } from './record.ts';

/** Figures in one currency: exact decimals in major units, null where no webhook states the figure. */
type Figures = { readonly currency: string } & {
  readonly [name in Exclude<keyof SpendFigures, 'currency'>]: SpendFigures[name] extends Big
    ? string
    : string | null;
};

/** Keys of the objects that report a message, and ids of the events that set these. */
interface Reported {
  readonly objects: readonly string[];
  readonly events: readonly string[];
}

/** The share of a message in a figure. */
interface Part extends Reported {
  readonly currency: string;
  readonly amount: string;
}

/** The authorizations that one purchase is made of, with all that cleared, reversed or refunded them. */
interface Group {
  readonly figures: readonly Figures[];
  /** The share of each message in each figure that is a sum. */
  readonly parts: { readonly [name in Entry['figure']]: readonly Part[] };
  readonly messages: readonly (Reported & {
    readonly kind: string;
    readonly occurredAt: string | null;
    readonly merchant: string | null;
    readonly currency: string | null;
    /** As Airwallex signs it: negative where money leaves the wallet. */
    readonly amount: string | null;
  })[];
  readonly uncountedMessages: number;
  /** Keys of authorizations that messages name and that no record given is of: what is held is unknown. */
  readonly missingAuthorizations: readonly string[];
  readonly lifecycles: readonly string[];
  readonly remarks: readonly string[];
}

/** Card spend as webhooks report it. */
export interface CardSpend {
  /** The sum of all groups, by currency. */
  readonly figures: readonly Figures[];
  readonly groups: readonly Group[];
  /** Totals that Airwallex reports and that differ from the sum of the messages. */
  readonly disagreements: readonly {
    /** Key of the lifecycle or card transaction that reports it. */
    readonly object: string;
    readonly event: string;
    readonly currency: string;
    /** Airwallex's name of the total. */
    readonly total: string;
    readonly reported: string;
    readonly counted: string;
  }[];
}

const textOf = (value: Big | undefined): string | null => value?.toFixed() ?? null;

const figuresFrom = (figures: SpendFigures): Figures => ({
  currency: figures.currency,
  authorized: figures.authorized.toFixed(),
  released: figures.released.toFixed(),
  held: textOf(figures.held),
  cleared: figures.cleared.toFixed(),
  overCleared: textOf(figures.overCleared),
  reversed: figures.reversed.toFixed(),
  refunded: figures.refunded.toFixed(),
  unlinked: figures.unlinked.toFixed(),
  posted: figures.posted.toFixed(),
});

const groupFrom = (group: GroupLedger): Group => {
  const partsOf = (name: Entry['figure']): readonly Part[] =>
    group.entries
      .filter(({ figure }) => figure === name)
      .map(({ currency, amount: share, ids, events }) => ({
        currency,
        amount: share.toFixed(),
        objects: ids,
        events,
      }));
  return {
    figures: group.figures.map(figuresFrom),
    parts: {
      authorized: partsOf('authorized'),
      released: partsOf('released'),
      cleared: partsOf('cleared'),
      reversed: partsOf('reversed'),
      refunded: partsOf('refunded'),
      unlinked: partsOf('unlinked'),
    },
    messages: group.messages.map(({ ids, events, kind, at, merchant, money }) => ({
      objects: ids,
      events,
      kind,
      occurredAt: normaliseTime(at) ?? null,
      merchant: merchant ?? null,
      currency: money?.currency ?? null,
      amount: textOf(money?.amount),
    })),
    uncountedMessages: group.uncounted,
    missingAuthorizations: group.awaited,
    lifecycles: group.lifecycles,
    remarks: group.remarks,
  };
};

/** A ledger with its amounts as text. */
export const cardSpendFrom = (ledger: Ledger): CardSpend => ({
  figures: ledger.figures.map(figuresFrom),
  groups: ledger.groups.map(groupFrom),
  disagreements: ledger.disagreements.map(({ of, reported, counted, ...disagreement }) => ({
    object: of,
    ...disagreement,
    reported: reported.toFixed(),
    counted: counted.toFixed(),
  })),
});

/**
 * The spend that records describe: what is authorized, held, released, cleared, given back and posted. Pure, and
 * independent of the order, repetition and API version of the webhooks. A message counts by its own record
 * alone, never by a copy of it under an authorization or a lifecycle.
 * @param about keys of objects, such as `transaction#<id>`: only the groups that contain one of them.
 */
export const cardSpendOf = (
  records: readonly SpendRecord[],
  about?: readonly string[],
): CardSpend => cardSpendFrom(ledgerOf(records, about));
