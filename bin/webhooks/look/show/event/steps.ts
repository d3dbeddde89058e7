import { isoTime } from '../../../../../functions/shared/event/time.ts';
import type { AcceptedLine } from '../../../../../functions/shared/query/logs/ingress-log.ts';
import type { ArchivedEvent } from '../../../../../functions/shared/store/store.ts';

/**
 * A step of an event. `queued`: a queue confirmed it, and Airwallex was answered with 200.
 * `delivered again`: its body was delivered again and changed nothing.
 */
type StepName = 'occurred' | 'sent' | 'received' | 'queued' | 'archived' | 'delivered again';

/** A step of an event, with its time. */
export interface Step {
  readonly step: StepName;
  /** UTC text. */
  readonly at: string;
  /** Milliseconds since the step before; negative where two clocks disagree; null for the first. */
  readonly afterMs: number | null;
}

type Arrival = Pick<
  ArchivedEvent,
  'occurredAt' | 'sentAt' | 'receivedAt' | 'requestId' | 'archivedAt'
>;

/**
 * The steps of an event: by Airwallex's clock until it was sent, by ours from then on.
 * @param accepted what the ingress logged when a queue had the body, once for each delivery; none
 *   where there is no log. It logs that when it answers; where a consumer was faster, the event was queued
 *   by the time it was archived.
 */
export const stepsOf = (
  event: Arrival,
  accepted: readonly Pick<AcceptedLine, 'requestId' | 'at'>[],
): readonly Step[] => {
  const { occurredAt, sentAt, receivedAt, requestId, archivedAt } = event;
  const queued = accepted.find((line) => line.requestId === requestId);
  const stepAt = (step: StepName, time: number) => ({ step, time });
  const theirs = [
    ...(occurredAt === undefined ? [] : [stepAt('occurred', Date.parse(occurredAt))]),
    stepAt('sent', sentAt),
  ];
  const ours = [
    stepAt('received', receivedAt),
    ...(queued === undefined ? [] : [stepAt('queued', Math.min(queued.at, archivedAt))]),
    stepAt('archived', archivedAt),
    ...accepted.filter((line) => line !== queued).map(({ at }) => stepAt('delivered again', at)),
  ].sort((a, b) => a.time - b.time);
  return [...theirs, ...ours].map(({ step, time }, index, steps) => {
    const before = steps[index - 1]?.time;
    const at = isoTime(time) ?? '?';
    return { step, at, afterMs: before === undefined ? null : time - before };
  });
};
