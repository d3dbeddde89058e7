import { fromItem } from '../../../../../functions/shared/store/attributes.ts';
import { rowOf } from '../../../../../functions/shared/store/state-item.ts';
import { exitCodes, Failure } from '../../../../webhooks/failure.ts';
import { type Story, storiesOf } from '../../../../webhooks/history/events.ts';
import { createReader } from '../../../../webhooks/target/reader.ts';
import type { Target } from '../../../../webhooks/target/target.ts';

/** An object's own story, and what happened to all that belongs to it. */
export interface WholeStory extends Story {
  /** Objects that belong to this one, such as an intent's attempts and refunds, in their order. */
  readonly members: readonly string[];
  /** Whether the events are those of the members too. */
  readonly isWhole: boolean;
}

/** More members than that have stories of their own. */
const MOST_MEMBERS = 50;

const ownStory = async (target: Target, domain: string, pk: string): Promise<Story | undefined> =>
  (await storiesOf(target, [pk])).find((story) => story.domain === domain);

const membersOf = async (
  target: Target,
  domain: string,
  pk: string,
): Promise<readonly string[]> => {
  const items = await createReader(target).related(domain, pk);
  const keys = items.map((item) => rowOf(fromItem(item)).pk);
  return [...new Set(keys)].filter((key) => key !== pk);
};

/**
 * Reads an object's story, with its members' events in one order.
 * @throws Failure when nothing is known of it.
 */
export const wholeStoryOf = async (
  target: Target,
  domain: string,
  pk: string,
): Promise<WholeStory> => {
  const story = await ownStory(target, domain, pk);
  if (!story) throw new Failure(`Nothing is known of ${pk} in ${domain}.`, exitCodes.notFound);
  const members = await membersOf(target, domain, pk);
  const isWhole = members.length <= MOST_MEMBERS;
  const events = new Map(story.events.map((told) => [told.verdict.version, told]));
  for (const member of isWhole ? members : [])
    for (const told of (await ownStory(target, domain, member))?.events ?? [])
      events.set(told.verdict.version, told);
  const ordered = [...events.values()].sort((a, b) =>
    a.verdict.version < b.verdict.version ? -1 : 1,
  );
  return { ...story, events: ordered, members, isWhole };
};
