import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { needingAttention } from '../../../../functions/shared/query/headlines.ts';
import { judge, type Verdict } from '../../../../functions/shared/record/judge.ts';
import { createGroups, type QuarantineGroup } from '../../pipeline/attention.ts';
import type { Target } from '../../pipeline/target.ts';
import { type Advice, adviceOn } from './advice.ts';

/** A group, and what to do about it. */
export interface Advised {
  readonly group: QuarantineGroup;
  readonly advice: readonly Advice[];
}

const everything = { since: 0, until: Date.UTC(9999, 0) };

/** The verdict of today's code on a group's example. */
const judgedToday = async (
  target: Target,
  { example }: QuarantineGroup,
): Promise<Verdict | undefined> => {
  const events = await archivedUnder(target.tables.events, example.id);
  const event = events.find(({ digest }) => digest === example.digest);
  if (!event) return undefined;
  const runtime = await loadRuntime(ownerOf(event.name ?? ''));
  return judge({ body: event.body, receipt: event }, runtime);
};

/**
 * Groups what needs attention by reason, each with what to do.
 * @param onRead called with the number of events read.
 */
export const readAttention = async (
  target: Target,
  onRead: (count: number) => void = () => {},
): Promise<readonly Advised[]> => {
  const groups = createGroups();
  let count = 0;
  for await (const { event } of needingAttention(target.tables.events, everything)) {
    groups.add(event);
    count += 1;
    onRead(count);
  }
  const advised: Advised[] = [];
  for (const group of groups.all()) {
    const today = await judgedToday(target, group);
    advised.push({ group, advice: adviceOn(group, today, target.pipeline) });
  }
  return advised;
};
