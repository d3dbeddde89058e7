import { loadRuntime } from '../../../../functions/runtimes.ts';
import { type Timeline, timelineOf } from '../../../../functions/shared/query/timeline.ts';
import type { Target } from '../../pipeline/target.ts';
import { knownTimelines, membersOf } from '../../pipeline/timelines.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';

/** An object's timeline, with the events of its members. */
export interface FullTimeline extends Timeline {
  /** Objects that belong to this one, such as an intent's attempts and refunds, in their order. */
  readonly members: readonly string[];
  /** Whether the events are those of the members too. */
  readonly isWhole: boolean;
}

/** With more members, each has only its own timeline. */
const MAX_MEMBERS = 50;

/** The keys of the objects that belong to one. */
const memberKeys = async (target: Target, { domain, pk }: Timeline): Promise<readonly string[]> => {
  const items = await membersOf(target, domain, pk);
  return [...new Set(items.map((item) => item['pk']?.S ?? ''))];
};

/** An object's timeline with the events of its members, in one order. */
export const withMembers = async (target: Target, timeline: Timeline): Promise<FullTimeline> => {
  const members = await memberKeys(target, timeline);
  const isWhole = members.length <= MAX_MEMBERS;
  const runtime = await loadRuntime(timeline.domain);
  const events = new Map(timeline.events.map((event) => [event.verdict.version, event]));
  for (const member of isWhole ? members : [])
    for (const event of (await timelineOf(target.tables, runtime, member)).events)
      events.set(event.verdict.version, event);
  const ordered = [...events.values()].sort((a, b) =>
    a.verdict.version < b.verdict.version ? -1 : 1,
  );
  return { ...timeline, events: ordered, members, isWhole };
};

/**
 * Reads an object's timeline with its members' events.
 * @throws Failure when nothing is known of it.
 */
export const fullTimelineOf = async (
  target: Target,
  domain: string,
  pk: string,
): Promise<FullTimeline> => {
  const timelines = await knownTimelines(target, [pk]);
  const timeline = timelines.find((one) => one.domain.name === domain);
  if (!timeline) throw new Failure(`Nothing is known of ${pk} in ${domain}.`, exitCodes.notFound);
  return withMembers(target, timeline);
};
