import { unrouted as unroutedDomain } from '../../../../../functions/domains.ts';
import { archivedWithin } from '../../../../../functions/shared/query/headlines.ts';
import { nearFamily } from '../../../pipeline/names.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { number } from '../../../terminal/table.ts';
import { type Check, ok, warning } from '../check.ts';

const DAY_MS = 86_400_000;
/** Upper limit of events to read, the newest first. */
const MAX_EVENTS = 1_000;

/** No unrouted event is named like those of a domain: nothing else reports a family that is missing. */
export const unroutedEvents: Check = {
  name: 'unrouted events',
  after: ['pipeline'],
  run: async ({ target, pipeline }) => {
    const now = Date.now();
    const names = new Map<string, number>();
    let count = 0;
    for await (const { event } of archivedWithin((await target()).tables.events, {
      since: now - DAY_MS,
      until: now,
    })) {
      const { domain, name } = event;
      if (domain === unroutedDomain.name && name !== undefined && nearFamily(name) !== undefined)
        names.set(name, (names.get(name) ?? 0) + 1);
      count += 1;
      if (count === MAX_EVENTS) break;
    }
    const time =
      count === MAX_EVENTS ? `Among the last ${number(MAX_EVENTS)} events` : 'In the last day';
    if (names.size === 0)
      return [ok(`${time} no unrouted event was named like those of a domain.`)];
    const found = [...names].map(([name, times]) => `${name} (${number(times)})`).join(', ');
    return [
      warning(
        `${time} unrouted events were named like those of a domain: ${found}. They are archived and set no record.`,
        commandLine('stats', { options: ['--since', '24h'], pipeline }),
      ),
    ];
  },
};
