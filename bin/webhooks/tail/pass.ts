import { domains, unrouted } from '../../../functions/domains.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { isoTime } from '../../../functions/shared/event/time.ts';
import { type EventFilter, meets } from '../events/filter.ts';
import { archivedFrom, archivedWithin, type ListedEvent } from '../target/headlines.ts';
import type { Target } from '../target/target.ts';

/** How far a tail is: nothing before it was missed, and nothing after it will be told twice. */
export interface Place {
  /** Whatever was archived before then has been seen: epoch milliseconds. */
  readonly settled: number;
  /** When the newest event that was seen was archived: epoch milliseconds. */
  readonly newest: number;
  /** What was told of the events archived since `settled`, by {@link markOf}. */
  readonly told: ReadonlySet<string>;
}

/** What reading on from a place has found. */
export interface Pass {
  /** Not told before; in the order of archiving. */
  readonly events: readonly ListedEvent[];
  readonly place: Place;
  /** Whether there is nothing more at the moment. */
  readonly complete: boolean;
}

/**
 * How much later than its time of archiving an event may become visible, milliseconds: that is the
 * consumer's clock before it writes, which its time-out bounds, and then an index follows its table,
 * as a rule within a second.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export const OVERLAP =
  Math.max(...[...domains, unrouted].map(({ tuning }) => tuning.timeoutSeconds)) * 1_000 + 30_000;

/** How wrong the clock of this machine may be, milliseconds. */
const CLOCK = 3_600_000;

/** Events that one pass reads on, and that one request gives. */
export const PASS = { events: 2_000, request: 300 };

/** An event in a place: the time, and enough of a digest to know it by. */
const markOf = ({ archivedAt, id, digest }: ListedEvent): string =>
  `${isoTime(archivedAt)}|${sha256(`${id}|${digest}`).slice(0, 16)}`;

/** The place that begins with what is archived from a moment on. */
export const placeAt = (settled: number): Place => ({ settled, newest: settled, told: new Set() });

/** How long work has taken, also where the clock was set or the machine slept meanwhile. */
const stopwatch = (now: () => number): (() => number) => {
  const [wall, running] = [now(), performance.now()];
  return () => Math.ceil(Math.max(now() - wall, performance.now() - running));
};

/**
 * Reads on from a place: again what was archived shortly before it, for what has become visible
 * since, and then what is new, so much of it as a pass holds.
 * @param limit the most events to find.
 */
export const readOn = async (
  target: Target,
  filter: EventFilter,
  place: Place,
  { limit, now }: { limit: number; now: () => number },
): Promise<Pass> => {
  const took = stopwatch(now);
  const started = now();
  const range = { since: place.settled, until: started + CLOCK };
  const events: ListedEvent[] = [];
  const told = new Set(place.told);
  let { newest } = place;
  let further = 0;
  let complete = true;
  for await (const { event } of archivedFrom(target, range, PASS.request)) {
    if (event.archivedAt > place.newest) further += 1;
    newest = Math.max(newest, event.archivedAt);
    const mark = markOf(event);
    if (!told.has(mark) && meets(event, filter)) {
      events.push(event);
      told.add(mark);
    }
    complete = events.length < limit && further < PASS.events;
    if (!complete) break;
  }
  // When this pass began, the newest event was at most so much younger than it is now. What is quiet
  // is left behind by this machine's clock, lest day after day be asked for again.
  const settled = Math.max(
    place.settled,
    newest - OVERLAP - took(),
    complete ? started - CLOCK : 0,
  );
  const oldest = isoTime(settled) ?? '';
  const kept = [...told].filter((mark) => mark >= oldest);
  return { events, place: { settled, newest, told: new Set(kept) }, complete };
};

/** The place after everything that can be seen by now: by what is there, not by anybody's clock. */
export const placeNow = async (target: Target, now: () => number): Promise<Place> => {
  const time = now();
  const range = { since: time - CLOCK, until: time + CLOCK };
  const { value: last } = await archivedWithin(target, range, 1).next();
  let place = placeAt(last ? last.event.archivedAt - OVERLAP : range.since);
  let complete = false;
  while (!complete)
    ({ place, complete } = await readOn(target, {}, place, { limit: PASS.events, now }));
  return place;
};
