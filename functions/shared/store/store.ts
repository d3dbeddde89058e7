import type { Receipt } from '../event/message.ts';
import type { DomainRecord } from '../record/domain-record.ts';
import type { Verdict } from '../record/judge.ts';
import type { Outcome } from '../record/read.ts';

/** How a delivery of an event was verified. */
export interface VerifiedReceipt
  extends Pick<Receipt, 'sentAt' | 'receivedAt' | 'requestId' | 'secret' | 'signature'> {
  /** The ids of the rules that void it. */
  readonly voidedBy: readonly string[];
}

/** An event as the archive keeps it: its delivery, what was made of it, and its exact body. */
export interface ArchivedEvent extends Receipt, Omit<Verdict, 'records'> {
  readonly domain: string;
  /** Epoch milliseconds. */
  readonly archivedAt: number;
  /**
   * All receipts in the order in which they came, where there are several, of several secrets, or one is
   * void. The event's own is the first that is not.
   */
  readonly receipts?: readonly VerifiedReceipt[] | undefined;
  /** Of a void event the outcome that it would have otherwise. */
  readonly otherwise?: Outcome | undefined;
  /** Whether a person has decided that nothing is to be done about it. */
  readonly acknowledged?: boolean | undefined;
  /** When what is personal was taken out of the body, epoch milliseconds. */
  readonly erasedAt?: number | undefined;
  /** When the archive may let go of it, epoch seconds; not before somebody has seen to what needs attention. */
  readonly expiresAt?: number | undefined;
  readonly body: Uint8Array;
}

/** What of an archived event may change: what became of it, and what was found out about it. */
export type OutcomeUpdate = Pick<
  ArchivedEvent,
  | 'id'
  | 'digest'
  | 'domain'
  | 'name'
  | 'outcome'
  | 'issues'
  | 'object'
  | 'about'
  | 'occurredAt'
  | 'version'
  | 'erasedAt'
  | 'expiresAt'
>;

/** An archived event without its body. */
export type Headline = Omit<ArchivedEvent, 'body'>;

/** What applying a record did: it was new or higher, it was stored already, or a higher one is. */
export type Effect = 'written' | 'unchanged' | 'superseded';

/** What the table's service will never accept (too large, invalid): to be quarantined, not retried. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Where consumers write. Each write is idempotent on its own; what it throws else is transient. */
export interface Store {
  /**
   * Puts an event into the archive if its id and digest are new there.
   * @returns the copy that was there before, without its body; undefined when this one is the first.
   */
  archive(event: ArchivedEvent): Promise<Headline | undefined>;
  /**
   * Joins a record into the state table.
   * @throws Refused
   */
  apply(record: DomainRecord): Promise<Effect>;
  /**
   * Changes what became of an archived event, unless somebody else has changed it meanwhile.
   * @param before the outcome that the change starts from.
   */
  settle(update: OutcomeUpdate, before: Outcome): Promise<void>;
  /**
   * Changes the receipts of an archived event, and with them its outcome and version, unless somebody else
   * has changed them meanwhile.
   * @returns undefined once it is changed, or the event as it is instead.
   */
  confirm(before: Headline, after: Headline): Promise<Headline | undefined>;
}
