import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { withAttention } from '../../../../functions/shared/query/attention.ts';
import type { Verdict } from '../../../../functions/shared/record/judge.ts';
import { judgeArchived } from '../../../../functions/shared/store/judge-archived.ts';
import { createGroups, type QuarantineGroup, reasonKey } from '../../pipeline/attention.ts';
import type { Target } from '../../pipeline/target.ts';
import { type Acknowledgement, readAcknowledged } from './acknowledged.ts';
import { type Advice, adviceOn, reopening } from './advice.ts';

/** A group, and what to do about it. */
export interface Advised {
  readonly group: QuarantineGroup;
  readonly advice: readonly Advice[];
  /** The acknowledgements of events of the same reason, the latest first. */
  readonly acknowledgements: readonly Acknowledgement[];
}

/** What needs attention, and how much of it was acknowledged. */
export interface AttentionReport {
  readonly groups: readonly Advised[];
  /** Acknowledged events, of any reason. */
  readonly acknowledged: number;
}

/** The number of events of groups. */
export const eventsOf = (groups: readonly QuarantineGroup[]): number =>
  groups.reduce((sum, { count }) => sum + count, 0);

/** The verdict of today's code on a group's example. */
const judgedToday = async (
  target: Target,
  { example }: QuarantineGroup,
): Promise<Verdict | undefined> => {
  const events = await archivedUnder(target.tables.events, example.id);
  const event = events.find(({ digest }) => digest === example.digest);
  if (!event) return undefined;
  const runtime = await loadRuntime(ownerOf(event.name ?? ''));
  return judgeArchived(event, runtime);
};

/**
 * Groups what needs attention by reason, each with what to do and what was acknowledged of it before.
 * @param onRead called with the number of events read.
 */
export const readAttention = async (
  target: Target,
  onRead: (count: number) => void = () => {},
): Promise<AttentionReport> => {
  const { events } = target.tables;
  const open = createGroups();
  let count = 0;
  for await (const { event } of withAttention(events, 'open')) {
    open.add(event);
    count += 1;
    onRead(count);
  }
  const keys = new Set(open.all().map(reasonKey));
  const acknowledged = await readAcknowledged(
    events,
    (reason) => keys.has(reasonKey(reason)),
    (more) => onRead(count + more),
  );
  const groups: Advised[] = [];
  for (const group of open.all()) {
    const today = await judgedToday(target, group);
    const advice = adviceOn(group, today, target.pipeline);
    groups.push({ group, advice, acknowledgements: acknowledged.of(group) });
  }
  return { groups, acknowledged: eventsOf(acknowledged.groups) };
};

/** Groups what is acknowledged by reason, each with how to undo that. @param onRead as there. */
export const readAllAcknowledged = async (
  target: Target,
  onRead: (count: number) => void,
): Promise<readonly Advised[]> => {
  const acknowledged = await readAcknowledged(target.tables.events, () => true, onRead);
  return acknowledged.groups.map((group) => ({
    group,
    advice: [reopening(group, target.pipeline)],
    acknowledgements: acknowledged.of(group),
  }));
};
