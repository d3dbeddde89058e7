import { loadRuntime } from '../../../functions/runtimes.ts';
import type { Domain } from '../../../functions/shared/domain.ts';
import type { Item } from '../../../functions/shared/query/items.ts';
import { type Timeline, timelineOf } from '../../../functions/shared/query/timeline.ts';
import { exitCodes, Failure } from '../terminal/failure.ts';
import { objectKeysOf } from './names.ts';
import { createReader } from './records.ts';
import type { Target } from './target.ts';

/** The records of what belongs to an object, in their order. */
export const membersOf = async (
  { tables }: Target,
  domain: Domain,
  pk: string,
): Promise<readonly Item[]> => {
  const items = await createReader(tables).related(domain, pk);
  return items.filter((item) => item['pk']?.S !== pk);
};

/** Whether anything is known of an object: it may only have members, such as a card's transactions. */
const isKnown = async (target: Target, { domain, pk, records, events }: Timeline) =>
  records.length + events.length > 0 || (await membersOf(target, domain, pk)).length > 0;

/** The timelines of the objects that words name, without those of which nothing is known. */
export const knownTimelines = async (
  target: Target,
  words: readonly string[],
): Promise<readonly Timeline[]> => {
  const timelines: Timeline[] = [];
  for (const { domain, pk } of objectKeysOf(words)) {
    const timeline = await timelineOf(target.tables, await loadRuntime(domain), pk);
    if (await isKnown(target, timeline)) timelines.push(timeline);
  }
  return timelines;
};

/**
 * The timeline of the one object that a word names, by its key or its id.
 * @param domain where to look; everywhere by default.
 * @throws Failure when nothing is known of it, or of several objects with this id.
 */
export const timelineNamed = async (
  target: Target,
  word: string,
  domain?: Domain,
): Promise<Timeline> => {
  const [timeline, ...others] = (await knownTimelines(target, [word])).filter(
    (one) => domain === undefined || one.domain === domain,
  );
  if (timeline === undefined)
    throw new Failure(
      `Nothing is known of "${word}"${domain ? ` in ${domain.name}` : ''} in ${target.name}.`,
      exitCodes.notFound,
    );
  if (others.length === 0) return timeline;
  const keys = [timeline, ...others].map(({ pk }) => pk).join(', ');
  throw new Failure(
    `"${word}" is the id of several objects. Choose one of ${keys}.`,
    exitCodes.usage,
  );
};
