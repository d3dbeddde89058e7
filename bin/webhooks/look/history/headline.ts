import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { JudgedEvent } from '../../../../functions/shared/query/timeline.ts';

/** The facts about an event without its body. Times are UTC text. */
export interface EventHeadline {
  readonly id: string;
  readonly name: string;
  readonly outcome: string;
  /** The object that it is about. */
  readonly about: string | undefined;
  readonly apiVersion: string | undefined;
  /** As the event states it. */
  readonly occurredAt: string | undefined;
  readonly sentAt: string | undefined;
  readonly receivedAt: string | undefined;
  readonly archivedAt: string | undefined;
  /** When its personal data was erased. */
  readonly erasedAt: string | undefined;
  /** Label of the secret that verified it. */
  readonly secret: string;
}

/** An event's headline: the outcome from the archive, the rest as today's code reads it. */
export const historyHeadline = ({ event, verdict }: JudgedEvent): EventHeadline => ({
  id: event.id,
  name: verdict.name ?? '',
  outcome: event.outcome,
  about: verdict.object,
  apiVersion: verdict.apiVersion,
  occurredAt: verdict.occurredAt,
  sentAt: isoTime(event.sentAt),
  receivedAt: isoTime(event.receivedAt),
  archivedAt: isoTime(event.archivedAt),
  erasedAt: event.erasedAt === undefined ? undefined : isoTime(event.erasedAt),
  secret: event.secret,
});

/** One line of an event's times. */
export const timesOf = (headline: EventHeadline): string =>
  `sent ${headline.sentAt ?? '?'}, received ${headline.receivedAt ?? '?'}, archived ${headline.archivedAt ?? '?'}${headline.erasedAt ? `, erased ${headline.erasedAt}` : ''}, verified by secret "${headline.secret}"`;
