import { archivedWithin } from '../../../../../functions/shared/query/headlines.ts';
import { HEARTBEAT } from '../../../pipeline/event-names.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { type Check, ok, skipped } from '../check.ts';

const DAY_MS = 86_400_000;
/** The period to search. */
const DAYS = 30;

/** Reports the age of the last archived event, without heartbeats. */
export const lastEvent: Check = {
  name: 'last event',
  after: ['pipeline'],
  run: async ({ target }) => {
    const now = Date.now();
    const range = { since: now - DAYS * DAY_MS, until: now };
    for await (const { event } of archivedWithin((await target()).tables.events, range))
      if (event.name !== HEARTBEAT)
        return [
          ok(
            `${event.name ?? 'A body without a name'} was archived ${durationOf(Math.max(0, now - event.archivedAt))} ago, as ${event.outcome}.`,
          ),
        ];
    return [
      skipped(
        `No event was archived in ${DAYS} days. If Airwallex should have sent some, check the URL and the events of the webhook in its web app.`,
      ),
    ];
  },
};
