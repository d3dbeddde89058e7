import { withAttentionFrom } from '../../../../../functions/shared/query/attention.ts';
import type { Table } from '../../../../../functions/shared/query/table.ts';
import {
  createGroups,
  groupReasons,
  type QuarantineGroup,
  type Trouble,
} from '../../../pipeline/attention.ts';
import { commandLine } from '../../../terminal/command-line.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { counted, number } from '../../../terminal/table.ts';
import { type Check, ok, problem } from '../check.ts';

/** Upper limit of events to count. */
const MAX_EVENTS = 1_000;

/** The number of events of one trouble, with the most frequent reason where reasons differ. */
const summaryOf = (trouble: Trouble, groups: readonly QuarantineGroup[]): string => {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const [most] = groups;
  if (trouble !== 'quarantined' || !most) return `${number(total)} ${trouble}`;
  const others = groups.length - 1;
  const more = others > 0 ? `, and ${counted(others, 'other reason')}` : '';
  return `${number(total)} ${trouble} (${groupReasons(most).join('; ')}${more})`;
};

/** A number of events that were counted up to {@link MAX_EVENTS}. */
const atLeast = (count: number, one: string, several: string): string =>
  count === MAX_EVENTS ? `${number(MAX_EVENTS)} or more ${several}` : counted(count, one, several);

/** The acknowledged events, of which a person has decided that nothing is to be done. */
const acknowledgedText = async (events: Table): Promise<string> => {
  let count = 0;
  for await (const _ of withAttentionFrom(events, 'acknowledged')) {
    count += 1;
    if (count === MAX_EVENTS) break;
  }
  return count === 0 ? '' : ` ${atLeast(count, 'event is', 'events are')} acknowledged.`;
};

/** No archived event needs attention, except those that are acknowledged. */
export const attention: Check = {
  name: 'attention',
  after: ['pipeline'],
  run: async ({ target, pipeline }) => {
    const { events } = (await target()).tables;
    const groups = createGroups();
    let oldest: number | undefined;
    let count = 0;
    for await (const { event } of withAttentionFrom(events, 'open')) {
      groups.add(event);
      oldest ??= event.archivedAt;
      count += 1;
      if (count === MAX_EVENTS) break;
    }
    const acknowledged = await acknowledgedText(events);
    if (oldest === undefined) return [ok(`No archived event needs attention.${acknowledged}`)];
    const byTrouble = Map.groupBy(groups.all(), ({ trouble }) => trouble);
    const summaries = [...byTrouble].map(([trouble, some]) => summaryOf(trouble, some));
    return [
      problem(
        `${atLeast(count, 'event needs', 'events need')} attention: ${summaries.join(', ')}. The oldest was archived ${durationOf(Math.max(0, Date.now() - oldest))} ago.${acknowledged}`,
        commandLine('quarantine', { pipeline }),
      ),
    ];
  },
};
