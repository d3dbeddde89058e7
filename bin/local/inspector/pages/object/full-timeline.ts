import type { Timeline } from '../../../../../functions/shared/query/timeline.ts';
import { fromItem } from '../../../../../functions/shared/store/attributes.ts';
import { recordOf } from '../../../../../functions/shared/store/state-item.ts';
import { timelinesOf } from '../../../../webhooks/look/history/events.ts';
import { domainNamed } from '../../../../webhooks/pipeline/names.ts';
import { createReader } from '../../../../webhooks/pipeline/records.ts';
import type { Target } from '../../../../webhooks/pipeline/target.ts';
import { exitCodes, Failure } from '../../../../webhooks/terminal/failure.ts';

/** An object's timeline, with the events of its members. */
export interface FullTimeline extends Timeline {
  /** Objects that belong to this one, such as an intent's attempts and refunds, in their order. */
  readonly members: readonly string[];
  /** Whether the events are those of the members too. */
  readonly isWhole: boolean;
}

/** With more members, each has only its own timeline. */
const MAX_MEMBERS = 50;

const ownTimeline = async (
  target: Target,
  domain: string,
  pk: string,
): Promise<Timeline | undefined> =>
  (await timelinesOf(target, [pk])).find((timeline) => timeline.domain.name === domain);

const membersOf = async (
  target: Target,
  domain: string,
  pk: string,
): Promise<readonly string[]> => {
  const items = await createReader(target.tables).related(domainNamed(domain), pk);
  const keys = items.map((item) => recordOf(fromItem(item)).pk);
  return [...new Set(keys)].filter((key) => key !== pk);
};

/**
 * Reads an object's timeline, with its members' events in one order.
 * @throws Failure when nothing is known of it.
 */
export const fullTimelineOf = async (
  target: Target,
  domain: string,
  pk: string,
): Promise<FullTimeline> => {
  const timeline = await ownTimeline(target, domain, pk);
  if (!timeline) throw new Failure(`Nothing is known of ${pk} in ${domain}.`, exitCodes.notFound);
  const members = await membersOf(target, domain, pk);
  const isWhole = members.length <= MAX_MEMBERS;
  const events = new Map(timeline.events.map((event) => [event.verdict.version, event]));
  for (const member of isWhole ? members : [])
    for (const event of (await ownTimeline(target, domain, member))?.events ?? [])
      events.set(event.verdict.version, event);
  const ordered = [...events.values()].sort((a, b) =>
    a.verdict.version < b.verdict.version ? -1 : 1,
  );
  return { ...timeline, events: ordered, members, isWhole };
};
