import type Big from 'big.js';
import * as v from 'valibot';
import { isoTime, normaliseTime } from '../../../../functions/shared/event/time.ts';
import { maybeText, maybeTime } from '../../json/event.ts';
import type { Entry } from './figures/entry.ts';
import type { GroupLedger, SpendFigures } from './figures/group-ledger.ts';
import type { Spend } from './print.ts';

/** Exact, in major units. */
const amount = v.pipe(v.string(), v.decimal());

/** Null where no webhook states it, and where a period is selected. */
const maybeAmount = v.nullable(amount);

const figuresShape = v.strictObject({
  currency: v.string(),
  authorized: amount,
  released: amount,
  held: maybeAmount,
  cleared: amount,
  overCleared: maybeAmount,
  reversed: amount,
  refunded: amount,
  unlinked: amount,
  posted: amount,
});

/** Keys of the objects that report a message, and ids of the events that set these. */
const reported = { objects: v.array(v.string()), events: v.array(v.string()) };

const partsShape = v.array(v.strictObject({ currency: v.string(), amount, ...reported }));

const groupShape = v.strictObject({
  figures: v.array(figuresShape),
  /** The share of each message in each figure that is a sum. */
  parts: v.strictObject({
    authorized: partsShape,
    released: partsShape,
    cleared: partsShape,
    reversed: partsShape,
    refunded: partsShape,
    unlinked: partsShape,
  }),
  messages: v.array(
    v.strictObject({
      ...reported,
      kind: v.string(),
      occurredAt: maybeTime,
      merchant: maybeText,
      currency: maybeText,
      /** As Airwallex signs it: negative where money leaves the wallet. */
      amount: maybeAmount,
    }),
  ),
  uncountedMessages: v.number(),
  /** Keys of authorizations that messages name and no webhook has reported. */
  missingAuthorizations: v.array(v.string()),
  lifecycles: v.array(v.string()),
  remarks: v.array(v.string()),
});

/** What `spend --json` prints. */
export const spendShape = v.strictObject({
  since: maybeTime,
  until: maybeTime,
  figures: v.array(figuresShape),
  /** The use of a card's monthly limit in the current UTC month. */
  monthlyLimit: v.nullable(
    v.strictObject({ month: v.string(), currency: v.string(), used: amount, limit: amount }),
  ),
  groups: v.array(groupShape),
  disagreements: v.array(
    v.strictObject({
      object: v.string(),
      event: v.string(),
      currency: v.string(),
      /** Airwallex's name of the total. */
      total: v.string(),
      reported: amount,
      counted: amount,
    }),
  ),
});

const textOf = (value: Big | undefined): string | null => value?.toFixed() ?? null;

const figuresJson = (figures: SpendFigures): v.InferOutput<typeof figuresShape> => ({
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

const groupJson = (group: GroupLedger): v.InferOutput<typeof groupShape> => {
  const partsOf = (name: Entry['figure']) =>
    group.entries
      .filter(({ figure }) => figure === name)
      .map(({ currency, amount: share, ids, events }) => ({
        currency,
        amount: share.toFixed(),
        objects: [...ids],
        events: [...events],
      }));
  return {
    figures: group.figures.map(figuresJson),
    parts: {
      authorized: partsOf('authorized'),
      released: partsOf('released'),
      cleared: partsOf('cleared'),
      reversed: partsOf('reversed'),
      refunded: partsOf('refunded'),
      unlinked: partsOf('unlinked'),
    },
    messages: group.messages.map(({ ids, events, kind, at, merchant, money }) => ({
      objects: [...ids],
      events: [...events],
      kind,
      occurredAt: normaliseTime(at) ?? null,
      merchant: merchant ?? null,
      currency: money?.currency ?? null,
      amount: textOf(money?.amount),
    })),
    uncountedMessages: group.uncounted,
    missingAuthorizations: [...group.awaited],
    lifecycles: [...group.lifecycles],
    remarks: [...group.remarks],
  };
};

const timeOf = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : (isoTime(milliseconds) ?? null);

/** Card spend as JSON. */
export const spendJson = ({ ledger, period, month }: Spend): v.InferOutput<typeof spendShape> => ({
  since: timeOf(period.since),
  until: timeOf(period.until),
  figures: ledger.figures.map(figuresJson),
  monthlyLimit: month
    ? { ...month, used: month.used.toFixed(), limit: month.limit.toFixed() }
    : null,
  groups: ledger.groups.map(groupJson),
  disagreements: ledger.disagreements.map(
    ({ of, event, currency, total, reported: stated, counted }) => ({
      ...{ object: of, event, currency, total },
      ...{ reported: stated.toFixed(), counted: counted.toFixed() },
    }),
  ),
});
