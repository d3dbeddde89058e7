import type { AcceptedLog } from '../../../../functions/shared/query/logs/ingress-log.ts';
import type { JudgedEvent } from '../../../../functions/shared/query/timeline.ts';

/** How often events were delivered, according to the ingress's log. */
export type Deliveries = (event: JudgedEvent) => number;

const keyOf = ({ id, digest }: { readonly id: string; readonly digest: string }): string =>
  `${id} ${digest}`;

/** Counts the deliveries of these events in one pass over the log. */
export const deliveriesOf = async (
  log: AcceptedLog,
  events: readonly JudgedEvent[],
): Promise<Deliveries> => {
  if (events.length === 0) return () => 0;
  const counts = new Map(events.map(({ event }) => [keyOf(event), 0]));
  const since = Math.min(...events.map(({ event }) => event.receivedAt));
  for await (const line of log.lines({ since })) {
    if (line === 'unreadable') continue;
    const key = keyOf({ id: line.eventId, digest: line.digest });
    const count = counts.get(key);
    if (count !== undefined) counts.set(key, count + 1);
  }
  return ({ event }) => counts.get(keyOf(event)) ?? 0;
};
