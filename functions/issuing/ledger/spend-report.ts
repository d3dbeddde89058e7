/*
 * Card spend as the library reports it. Types alone, without imports: the package of readers has this file
 * as it is.
 */

/** Figures in one currency: exact decimals in major units, null where no webhook states the figure. */
export interface Figures {
  readonly currency: string;
  readonly authorized: string;
  /** No longer held, and not cleared. */
  readonly released: string;
  readonly held: string | null;
  readonly cleared: string;
  /** Cleared beyond what was held for it: tips, exchange rates. */
  readonly overCleared: string | null;
  /** Given back of what was cleared. */
  readonly reversed: string;
  readonly refunded: string;
  /** Credits that name no authorization. */
  readonly unlinked: string;
  /** The change of the wallet's balance: everything given back less everything cleared. */
  readonly posted: string;
}

/** Keys of the objects that report a message, and ids of the events that set these. */
interface Reported {
  readonly objects: readonly string[];
  readonly events: readonly string[];
}

/** The share of a message in a figure. */
export interface Part extends Reported {
  readonly currency: string;
  readonly amount: string;
}

/** A message of card spend. */
interface ReportedMessage extends Reported {
  readonly kind: string;
  readonly occurredAt: string | null;
  readonly merchant: string | null;
  readonly currency: string | null;
  /** As Airwallex signs it: negative where money leaves the wallet. */
  readonly amount: string | null;
}

/** The authorizations that one purchase is made of, with all that cleared, reversed or refunded them. */
export interface SpendGroup {
  readonly figures: readonly Figures[];
  /** The share of each message in each figure that is a sum. */
  readonly parts: {
    readonly authorized: readonly Part[];
    readonly released: readonly Part[];
    readonly cleared: readonly Part[];
    readonly reversed: readonly Part[];
    readonly refunded: readonly Part[];
    readonly unlinked: readonly Part[];
  };
  readonly messages: readonly ReportedMessage[];
  readonly uncountedMessages: number;
  /** Keys of authorizations that messages name and that no record given is of: what is held is unknown. */
  readonly missingAuthorizations: readonly string[];
  readonly lifecycles: readonly string[];
  readonly remarks: readonly string[];
}

/** A total that Airwallex reports and that differs from the sum of the messages. */
interface ReportedTotal {
  /** Key of the lifecycle or card transaction that reports it. */
  readonly object: string;
  readonly event: string;
  readonly currency: string;
  /** Airwallex's name of the total. */
  readonly total: string;
  readonly reported: string;
  readonly counted: string;
}

/** Card spend as webhooks report it. */
export interface CardSpend {
  /** The sum of all groups, by currency. */
  readonly figures: readonly Figures[];
  readonly groups: readonly SpendGroup[];
  readonly disagreements: readonly ReportedTotal[];
}
