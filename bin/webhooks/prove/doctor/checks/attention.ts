import { needingAttentionFrom } from '../../../../../functions/shared/query/headlines.ts';
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

const everything = { since: 0, until: Date.UTC(9999, 0) };

/** The number of events of one trouble, with the most frequent reason where reasons differ. */
const summaryOf = (trouble: Trouble, groups: readonly QuarantineGroup[]): string => {
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const [most] = groups;
  if (trouble !== 'quarantined' || !most) return `${number(total)} ${trouble}`;
  const others = groups.length - 1;
  const more = others > 0 ? `, and ${counted(others, 'other reason')}` : '';
  return `${number(total)} ${trouble} (${groupReasons(most).join('; ')}${more})`;
};

/** No archived event needs attention. */
export const attention: Check = {
  name: 'attention',
  after: ['pipeline'],
  run: async ({ target, pipeline }) => {
    const groups = createGroups();
    let oldest: number | undefined;
    let count = 0;
    for await (const { event } of needingAttentionFrom(
      (await target()).tables.events,
      everything,
    )) {
      groups.add(event);
      oldest ??= event.archivedAt;
      count += 1;
      if (count === MAX_EVENTS) break;
    }
    if (oldest === undefined) return [ok('No archived event needs attention.')];
    const byTrouble = Map.groupBy(groups.all(), ({ trouble }) => trouble);
    const summaries = [...byTrouble].map(([trouble, some]) => summaryOf(trouble, some));
    const total =
      count === MAX_EVENTS
        ? `${number(MAX_EVENTS)} or more events need`
        : counted(count, 'event needs', 'events need');
    return [
      problem(
        `${total} attention: ${summaries.join(', ')}. The oldest was archived ${durationOf(Math.max(0, Date.now() - oldest))} ago.`,
        commandLine('quarantine', { pipeline }),
      ),
    ];
  },
};
