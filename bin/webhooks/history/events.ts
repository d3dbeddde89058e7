import { judge, type Verdict } from '../../../functions/shared/event/judge.ts';
import { fromItem } from '../../../functions/shared/store/attributes.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import { rowOf } from '../../../functions/shared/store/state-item.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { commandLine } from '../command-line.ts';
import { exitCodes, Failure } from '../failure.ts';
import { type Place, placesOf } from '../objects.ts';
import { loadRuntime, owns } from '../runtime.ts';
import { archivedUnder } from '../target/archive.ts';
import { aboutObjects } from '../target/headlines.ts';
import { createReader } from '../target/reader.ts';
import type { Target } from '../target/target.ts';

/** An archived event and what its domain makes of it today. */
export interface ToldEvent {
  readonly event: ArchivedEvent;
  readonly verdict: Verdict;
}

/** Every row about an object. */
const rowsAbout = async (target: Target, domain: string, pk: string): Promise<readonly Row[]> =>
  (await createReader(target).object(domain, pk)).map((item) => rowOf(fromItem(item)));

/** Ids of the events whose primary object this is. */
const idsAbout = async (target: Target, object: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { event } of aboutObjects(target, [object])) ids.add(event.id);
  return ids;
};

const order = (a: ToldEvent, b: ToldEvent): number =>
  a.verdict.version < b.verdict.version ? -1 : 1;

/** What is known of an object in one domain: its rows, and the events that tell of it in order. */
export interface Story {
  readonly domain: string;
  /** `<object>#<id>`. */
  readonly pk: string;
  readonly rows: readonly Row[];
  readonly events: readonly ToldEvent[];
}

/**
 * Reads an object's story: the archived events about it, in the order of their versions, and those
 * about another object that set a row of this one (a clearing its match with an authorization), as
 * far as that object's events have set a row that stands here.
 */
const storyOf = async (target: Target, { domain, pk }: Place): Promise<Story> => {
  const runtime = await loadRuntime(domain);
  const rows = await rowsAbout(target, domain.name, pk);
  const asked = new Set<string>();
  const events: ToldEvent[] = [];
  const take = async (ids: Iterable<string>): Promise<void> => {
    for (const id of ids) {
      if (asked.has(id)) continue;
      asked.add(id);
      for (const event of await archivedUnder(target, id))
        if (owns(domain, event.name))
          events.push({ event, verdict: judge({ body: event.body, receipt: event }, runtime) });
    }
  };
  await take(await idsAbout(target, pk));
  await take(rows.flatMap(({ eventId, tiedWith }) => [eventId, ...tiedWith]));
  for (const other of new Set(events.map(({ verdict }) => verdict.object)))
    if (other !== undefined && other !== pk) await take(await idsAbout(target, other));
  const telling = events.filter(
    ({ event, verdict }) =>
      verdict.object === pk || event.object === pk || verdict.rows.some((row) => row.pk === pk),
  );
  return { domain: domain.name, pk, rows, events: telling.sort(order) };
};

/**
 * The stories of what a person names, those of which something is known.
 * @throws Failure when nothing is.
 */
export const storiesOf = async (
  target: Target,
  words: readonly string[],
): Promise<readonly Story[]> => {
  const stories: Story[] = [];
  for (const place of placesOf(words)) {
    const story = await storyOf(target, place);
    if (story.rows.length + story.events.length > 0) stories.push(story);
  }
  if (stories.length > 0) return stories;
  throw new Failure(
    `Nothing is known of "${words.join(' ')}". The kinds of object are listed by: ${commandLine('list')}`,
    exitCodes.notFound,
  );
};
