import { isoTime } from '../../../functions/shared/event/time.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import type { AcceptedLine } from '../target/accepted.ts';

/**
 * What happened to an event on its way. `queued`: a queue confirmed it, and Airwallex was answered
 * with 200. `delivered again`: its body came once more and changed nothing.
 */
type Happening = 'occurred' | 'sent' | 'received' | 'queued' | 'archived' | 'delivered again';

/** A station of an event's way. */
export interface Step {
  readonly step: Happening;
  /** UTC text. */
  readonly at: string;
  /** Milliseconds since the station before; negative where two clocks disagree. */
  readonly after?: number;
}

type Arrival = Pick<
  ArchivedEvent,
  'occurredAt' | 'sentAt' | 'receivedAt' | 'requestId' | 'archivedAt'
>;

/**
 * The way that an event went: by Airwallex's clock until it was sent, by ours from then on.
 * @param accepted what the ingress logged when a queue had the body, once for each delivery; none
 *   where there is no log. It logs that when it answers: a consumer may have been quicker.
 */
export const wayOf = (
  event: Arrival,
  accepted: readonly Pick<AcceptedLine, 'requestId' | 'at'>[],
): readonly Step[] => {
  const { occurredAt, sentAt, receivedAt, requestId, archivedAt } = event;
  const queued = accepted.find((line) => line.requestId === requestId);
  const station = (step: Happening, time: number) => ({ step, time });
  const theirs = [
    ...(occurredAt === undefined ? [] : [station('occurred', Date.parse(occurredAt))]),
    station('sent', sentAt),
  ];
  const ours = [
    station('received', receivedAt),
    ...(queued === undefined ? [] : [station('queued', queued.at)]),
    station('archived', archivedAt),
    ...accepted.filter((line) => line !== queued).map(({ at }) => station('delivered again', at)),
  ].sort((a, b) => a.time - b.time);
  return [...theirs, ...ours].map(({ step, time }, index, stations) => {
    const before = stations[index - 1]?.time;
    const at = isoTime(time) ?? '?';
    return before === undefined ? { step, at } : { step, at, after: time - before };
  });
};
