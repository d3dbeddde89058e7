import type * as v from 'valibot';
import { isoTime } from '../../../functions/shared/event/time.ts';
import type { JudgedEvent } from '../../../functions/shared/query/timeline.ts';
import { type archivedFields, eventJson } from '../json/event.ts';

/** The facts about an archived event without its body. */
export type EventHeadline = {
  readonly [Field in keyof typeof archivedFields]: v.InferOutput<(typeof archivedFields)[Field]>;
};

/** An event's headline: the outcome from the archive, the rest as today's code reads it. */
export const headlineFor = ({ event, verdict }: JudgedEvent): EventHeadline => {
  const { name, object, apiVersion, occurredAt } = verdict;
  return {
    ...eventJson({ ...event, name, object, apiVersion, occurredAt }),
    erasedAt: event.erasedAt === undefined ? null : (isoTime(event.erasedAt) ?? null),
    secret: event.secret,
  };
};

/** One line of an event's times. */
export const timesOf = (headline: EventHeadline): string =>
  `sent ${headline.sentAt ?? '?'}, received ${headline.receivedAt ?? '?'}, archived ${headline.archivedAt ?? '?'}${headline.erasedAt ? `, erased ${headline.erasedAt}` : ''}, verified by secret "${headline.secret}"`;
