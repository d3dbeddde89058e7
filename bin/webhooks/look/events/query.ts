import { key } from '../../../../functions/shared/event/identifier.ts';
import type { Range } from '../../../../functions/shared/event/time.ts';
import { needingAttention } from '../../../../functions/shared/query/attention.ts';
import {
  aboutObjects,
  archivedIfFew,
  archivedWithin,
  type ListedEvent,
  type Placed,
} from '../../../../functions/shared/query/headlines.ts';
import type { Outcome } from '../../../../functions/shared/record/read.ts';
import type { Target } from '../../pipeline/target.ts';
import { type EventFilter, meets } from '../filter.ts';
import { meetingWhole, type WholeFilter } from './whole.ts';

/** Which events to show: those that match every condition. */
export interface EventQuery extends EventFilter, WholeFilter {
  /** When they were archived. */
  readonly range: Range;
}

/** Some of the events that match a query, and the position to continue from if there are more. */
export interface EventPage {
  readonly events: readonly ListedEvent[];
  readonly next: string | undefined;
}

/** The index of what needs attention has every event of these outcomes, acknowledged or not. */
const attentive: readonly (Outcome | undefined)[] = ['quarantined', 'unrecognized'];

/** Whether an index covers the whole archive, without a query per day. */
export const isIndexed = ({ objects, outcome }: EventFilter): boolean =>
  objects !== undefined || attentive.includes(outcome);

/** Whether an event was archived in a time. */
const isWithin = ({ since, until }: Range, { archivedAt }: ListedEvent): boolean =>
  archivedAt >= since && archivedAt < until;

/** Until just after the moment of a position by time, which may have others of its millisecond. */
const untilOf = (range: Range, below: string | undefined): Range =>
  below === undefined
    ? range
    : { ...range, until: Math.min(range.until, Date.parse(below.split('|', 1)[0] ?? '') + 1) };

const DAY = 86_400_000;

/** What was archived in a time, the newest first: a query per day and shard, or one in all if it can be. */
async function* byTime({ tables }: Target, range: Range, pageSize?: number) {
  const few = range.until - range.since > DAY ? await archivedIfFew(tables.events) : undefined;
  yield* few ?? archivedWithin(tables.events, range, pageSize);
}

/** Reads the smallest index that holds all of them, from its end. */
const candidates = (target: Target, query: EventQuery, below?: string, pageSize?: number) => {
  if (query.objects) return aboutObjects(target.tables.events, query.objects, below);
  const range = untilOf(query.range, below);
  return attentive.includes(query.outcome)
    ? needingAttention(target.tables.events, range, pageSize)
    : byTime(target, range, pageSize);
};

/** Ids of the events that name an account among several. */
const naming = async ({ tables }: Target, account: string | undefined) => {
  const ids = new Set<string>();
  if (account !== undefined)
    for await (const { event } of aboutObjects(tables.events, [key('account', account)]))
      if (event.accountId !== account) ids.add(event.id);
  return ids;
};

/** The events that match a query, but for what only the whole event states. */
async function* matching(
  target: Target,
  query: EventQuery,
  { limit, below, onRead }: PageOptions,
): AsyncGenerator<Placed> {
  const { names, account, domain, text, secret } = query;
  const filtered = [names, account, domain, text, secret].some((filter) => filter !== undefined);
  const named = await naming(target, account);
  let read = 0;
  for await (const placed of candidates(target, query, below, filtered ? undefined : limit + 1)) {
    read += 1;
    onRead?.(read);
    if (below !== undefined && placed.position >= below) continue;
    const { event } = placed;
    const isOf = named.has(event.id) ? { ...event, accountId: account } : event;
    if (isWithin(query.range, event) && meets(isOf, query)) yield placed;
  }
}

/** How a page is read. */
interface PageOptions {
  /** The most events of the page. */
  readonly limit: number;
  /** The position where the page before ended. */
  readonly below?: string;
  /** Called with the number of events read. */
  readonly onRead?: (count: number) => void;
}

/** Reads a page, the newest first: by when they were archived or, about an object, by their versions. */
export const readPage = async (
  target: Target,
  query: EventQuery,
  options: PageOptions,
): Promise<EventPage> => {
  const listing = matching(target, query, options);
  const isWhole = query.text !== undefined || query.secret !== undefined;
  const found: Placed[] = [];
  for await (const placed of isWhole
    ? meetingWhole(target.tables.events, listing, query)
    : listing) {
    if (found.length === options.limit)
      return { events: found.map(({ event }) => event), next: found.at(-1)?.position };
    found.push(placed);
  }
  return { events: found.map(({ event }) => event), next: undefined };
};
