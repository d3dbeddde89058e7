import { loadRuntime, owns } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { aboutObjects } from '../../../../functions/shared/query/headlines.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import { judge, type Verdict } from '../../../../functions/shared/record/judge.ts';
import { fromItem } from '../../../../functions/shared/store/attributes.ts';
import { recordOf } from '../../../../functions/shared/store/state-item.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { type ObjectKey, objectKeysOf } from '../../pipeline/names.ts';
import { createReader } from '../../pipeline/records.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';

/** An archived event and the verdict of today's code on it. */
export interface JudgedEvent {
  readonly event: ArchivedEvent;
  readonly verdict: Verdict;
}

/** Every record about an object. */
const recordsAbout = async (
  target: Target,
  domain: Domain,
  pk: string,
): Promise<readonly DomainRecord[]> =>
  (await createReader(target.tables).object(domain, pk)).map((item) => recordOf(fromItem(item)));

/** Ids of the events whose primary object this is. */
const idsAbout = async (target: Target, object: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { event } of aboutObjects(target.tables.events, [object])) ids.add(event.id);
  return ids;
};

const order = (a: JudgedEvent, b: JudgedEvent): number =>
  a.verdict.version < b.verdict.version ? -1 : 1;

/** What is known of an object in one domain: its records, and the events about it in order. */
export interface Timeline {
  readonly domain: Domain;
  /** `<object>#<id>`. */
  readonly pk: string;
  readonly records: readonly DomainRecord[];
  readonly events: readonly JudgedEvent[];
}

/**
 * Reads an object's timeline: the archived events about it, in the order of their versions, and those
 * about another object that set a record of this one (a clearing and its matching authorization), if an
 * event of that object set a current record here.
 */
const timelineOf = async (target: Target, { domain, pk }: ObjectKey): Promise<Timeline> => {
  const runtime = await loadRuntime(domain);
  const records = await recordsAbout(target, domain, pk);
  const seen = new Set<string>();
  const events: JudgedEvent[] = [];
  const take = async (ids: Iterable<string>): Promise<void> => {
    for (const id of ids) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const event of await archivedUnder(target.tables.events, id))
        if (owns(domain, event.name))
          events.push({ event, verdict: judge({ body: event.body, receipt: event }, runtime) });
    }
  };
  await take(await idsAbout(target, pk));
  await take(records.flatMap(({ eventId, tiedWith }) => [eventId, ...tiedWith]));
  for (const other of new Set(events.map(({ verdict }) => verdict.object)))
    if (other !== undefined && other !== pk) await take(await idsAbout(target, other));
  const relevant = events.filter(
    ({ event, verdict }) =>
      verdict.object === pk ||
      event.object === pk ||
      verdict.records.some((record) => record.pk === pk),
  );
  return { domain, pk, records: records, events: relevant.sort(order) };
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
  for (const place of objectKeysOf(words)) {
    const timeline = await timelineOf(target, place);
    if (timeline.records.length + timeline.events.length > 0) timelines.push(timeline);
  }
  if (timelines.length > 0) return timelines;
  throw new Failure(
    `Nothing is known of "${words.join(' ')}". The kinds of object are listed by: ${commandLine('list')}`,
    exitCodes.notFound,
  );
};
