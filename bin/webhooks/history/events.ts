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

/** An archived event and the verdict of today's code on it. */
export interface JudgedEvent {
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

const order = (a: JudgedEvent, b: JudgedEvent): number =>
  a.verdict.version < b.verdict.version ? -1 : 1;

/** What is known of an object in one domain: its rows, and the events about it in order. */
export interface Timeline {
  readonly domain: string;
  /** `<object>#<id>`. */
  readonly pk: string;
  readonly rows: readonly Row[];
  readonly events: readonly JudgedEvent[];
}

/**
 * Reads an object's timeline: the archived events about it, in the order of their versions, and those
 * about another object that set a row of this one (a clearing and its matching authorization), if an
 * event of that object set a current row here.
 */
const timelineOf = async (target: Target, { domain, pk }: Place): Promise<Timeline> => {
  const runtime = await loadRuntime(domain);
  const rows = await rowsAbout(target, domain.name, pk);
  const seen = new Set<string>();
  const events: JudgedEvent[] = [];
  const take = async (ids: Iterable<string>): Promise<void> => {
    for (const id of ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const event of await archivedUnder(target, id))
        if (owns(domain, event.name))
          events.push({ event, verdict: judge({ body: event.body, receipt: event }, runtime) });
    }
  };
  await take(await idsAbout(target, pk));
  await take(rows.flatMap(({ eventId, tiedWith }) => [eventId, ...tiedWith]));
  for (const other of new Set(events.map(({ verdict }) => verdict.object)))
    if (other !== undefined && other !== pk) await take(await idsAbout(target, other));
  const relevant = events.filter(
    ({ event, verdict }) =>
      verdict.object === pk || event.object === pk || verdict.rows.some((row) => row.pk === pk),
  );
  return { domain: domain.name, pk, rows, events: relevant.sort(order) };
};

/**
 * The timelines of the objects that words name, without those of which nothing is known.
 * @throws Failure when nothing is known of any.
 */
export const timelinesOf = async (
  target: Target,
  words: readonly string[],
): Promise<readonly Timeline[]> => {
  const timelines: Timeline[] = [];
  for (const place of placesOf(words)) {
    const timeline = await timelineOf(target, place);
    if (timeline.rows.length + timeline.events.length > 0) timelines.push(timeline);
  }
  if (timelines.length > 0) return timelines;
  throw new Failure(
    `Nothing is known of "${words.join(' ')}". The kinds of object are listed by: ${commandLine('list')}`,
    exitCodes.notFound,
  );
};
