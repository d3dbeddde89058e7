import * as v from 'valibot';
import { cardSpendFrom } from '../../../../functions/issuing/ledger/card-spend.ts';
import type { CardSpend } from '../../../../functions/issuing/ledger/spend-report.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { maybeText, maybeTime } from '../../json/event.ts';
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

const timeOf = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : (isoTime(milliseconds) ?? null);

/** Card spend of a period, with the use of the card's limit. */
interface SpendJson extends CardSpend {
  readonly since: string | null;
  readonly until: string | null;
  readonly monthlyLimit: v.InferOutput<typeof spendShape>['monthlyLimit'];
}

/** Card spend as JSON. */
export const spendJson = ({ ledger, period, month }: Spend): SpendJson => ({
  since: timeOf(period.since),
  until: timeOf(period.until),
  monthlyLimit: month
    ? { ...month, used: month.used.toFixed(), limit: month.limit.toFixed() }
    : null,
  ...cardSpendFrom(ledger),
});
