import { domains } from '../../../../functions/domains.ts';
import { archivedWithin, type ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { acceptedWith } from '../../../../functions/shared/query/logs/ingress-log.ts';
import { eventKey, isObjectKey } from '../../pipeline/names.ts';
import type { Target } from '../../pipeline/target.ts';
import { knownTimelines } from '../../pipeline/timelines.ts';
import { eventReports, type ReportedEvent } from './event/report.ts';
import { type Belonging, belonging } from './lookup/belonging.ts';
import { byOwnKey } from './lookup/lookup.ts';
import { type ObjectReport, objectReport } from './object/report.ts';
import { type Unarchived, whereIs } from './unarchived/where-is.ts';

/** What an id names. */
export interface Found extends Belonging {
  /** An event: one for each body received under its id, or in a request of this id. */
  readonly events: readonly ReportedEvent[];
  /** Objects of this key or id, or the only one that has it as a key which the integrator chose. */
  readonly objects: readonly ObjectReport[];
  /** The latest events of an account with this id, the newest first. */
  readonly accountEvents: readonly ListedEvent[];
  /** What is known of an event of this id that is not archived; null where anything was found. */
  readonly unarchived: Unarchived | null;
}

const nothing: Found = {
  ...{ events: [], objects: [], lookups: [] },
  ...{ accountIndexed: null, accountEvents: [], unarchived: null },
};

const DAY = 86_400_000;
/** The latest events of an account: how many, and how far back to look, which takes a few requests a day. */
const ACCOUNT = { events: 10, days: 30 };

const accountEvents = async (
  { tables }: Target,
  id: string,
  now: number,
  onRead: (count: number) => void,
): Promise<readonly ListedEvent[]> => {
  const found: ListedEvent[] = [];
  let read = 0;
  const range = { since: now - ACCOUNT.days * DAY, until: now + 60_000 };
  for await (const { event } of archivedWithin(tables.events, range)) {
    read += 1;
    onRead(read);
    if (event.accountId === id) found.push(event);
    if (found.length === ACCOUNT.events) break;
  }
  return found;
};

/** Whether words are the id of an account. */
const isAccount = (words: readonly string[]): boolean =>
  words.length === 1 && /^acct_/.test(words[0] ?? '');

const objectsOf = async (
  target: Target,
  words: readonly string[],
): Promise<readonly ObjectReport[]> => {
  const timelines = await knownTimelines(target, words);
  return Promise.all(timelines.map((timeline) => objectReport(target, timeline)));
};

/** Whether words can only name an object: its key, or its domain and its id. */
const isObject = ([first = '', second]: readonly string[]): boolean =>
  second === undefined ? isObjectKey(first) : domains.some(({ name }) => name === first);

/** What has a key that the integrator chose; the object itself, where it is the only one. */
const chosen = async (target: Target, value: string): Promise<Found | undefined> => {
  const lookups = await byOwnKey(target, value);
  const [only, ...others] = new Set(
    lookups.flatMap(({ records }) => records.flatMap(({ pk }) => pk?.S ?? [])),
  );
  if (only === undefined) return undefined;
  if (others.length > 0) return { ...nothing, lookups };
  const objects = await objectsOf(target, [only]);
  const beside = await belonging(target, [only], objects);
  return { ...nothing, objects, lookups: [...lookups, ...beside.lookups] };
};

/** The event that a request delivered, by the ingress's log. */
const delivered = async (target: Target, id: string, now: number): Promise<Found> => {
  const request = await acceptedWith(target.accepted, ({ requestId }) => requestId === id);
  const events = request ? await eventReports(target, request.eventId) : [];
  if (events.length > 0) return { ...nothing, events };
  return { ...nothing, unarchived: await whereIs(target, request?.eventId ?? id, now) };
};

/**
 * Finds what words name: an event by its id or its request's, objects by their key or id or by a key that
 * the integrator chose, the payments of a customer, records and events of an account. Where nothing is
 * found it reads the dead-letter queues and the ingress's log.
 * @param onRead called with the number of events read.
 * @throws Failure when the words can name nothing.
 */
export const find = async (
  target: Target,
  words: readonly string[],
  onRead: (count: number) => void = () => {},
  now: number = Date.now(),
): Promise<Found> => {
  const [id = ''] = words;
  if (isObject(words)) {
    const objects = await objectsOf(target, words);
    return { ...nothing, objects, ...(await belonging(target, words, objects)) };
  }
  const events = await eventReports(target, eventKey(id));
  if (events.length > 0) return { ...nothing, events };
  // A kind of object that does not exist, or a number such as #1001.
  const isNumber = words.length === 1 && id.includes('#');
  const other = isNumber ? await chosen(target, id) : undefined;
  if (other) return other;
  const objects = await objectsOf(target, words);
  const beside = await belonging(target, words, objects);
  const ofAccount = isAccount(words) ? await accountEvents(target, id, now, onRead) : [];
  if (objects.length + beside.lookups.length + ofAccount.length > 0)
    return { ...nothing, objects, ...beside, accountEvents: ofAccount };
  const found = (await chosen(target, id)) ?? (await delivered(target, id, now));
  return { ...found, accountIndexed: beside.accountIndexed };
};
