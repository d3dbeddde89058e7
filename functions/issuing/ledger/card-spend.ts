import type Big from 'big.js';
import { normaliseTime } from '../../shared/event/time.ts';
import type { Entry } from './figures/entry.ts';
import type { GroupLedger, SpendFigures } from './figures/group-ledger.ts';
import { type Ledger, ledgerOf } from './ledger.ts';
import type { SpendRecord } from './record.ts';
import type { CardSpend, Figures, Part, SpendGroup } from './spend-report.ts';

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

const groupFrom = (group: GroupLedger): SpendGroup => {
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
