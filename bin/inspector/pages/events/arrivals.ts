import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { readPage } from '../../../webhooks/look/events/query.ts';
import { renderHtml } from '../../markup/html.ts';
import type { Visit } from '../../visit.ts';
import { eventLine } from './line.ts';
import { filterOfQuery, queryOf } from './listing.ts';

/** Between two reads: of a deployed stage each takes about ten requests. */
const LOCAL_INTERVAL_MS = 400;
const STAGE_INTERVAL_MS = 5_000;
/** A consumer may write an event this long after its time of archiving: read again each time. */
const OVERLAP_MS = 10_000;
/** After a longer interruption the page has to be reloaded. */
const DAY_MS = 86_400_000;
/** Maximum number of events per read. */
const MAX_EVENTS = 200;
/** Interval of comments that keep the connection alive. */
const HEARTBEAT_MS = 15_000;

const keyOf = ({ id, digest }: ListedEvent): string => `${id} ${digest}`;

/** The events that a client has received in the last seconds, so that it does not grow. */
const createMemory = () => {
  const sent = new Map<string, number>();
  return {
    isNew: (event: ListedEvent): boolean => !sent.has(keyOf(event)),
    add: (event: ListedEvent): void => void sent.set(keyOf(event), event.archivedAt),
    forgetBefore: (time: number): void => {
      for (const [key, at] of sent) if (at < time) sent.delete(key);
    },
  };
};

/**
 * Sends events as they are archived, as server-sent events that each hold a record of the table, oldest
 * first, until the connection ends.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const streamArrivals = async (
  { target, query, now }: Visit,
  response: ServerResponse,
): Promise<void> => {
  const filter = filterOfQuery(query);
  // A wrong address has to be refused before the stream begins.
  queryOf(filter, now);
  const closed = new AbortController();
  response.on('close', () => closed.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  const interval = target.pipeline.stage === undefined ? LOCAL_INTERVAL_MS : STAGE_INTERVAL_MS;
  response.write(`retry: ${Math.max(1_000, interval)}\n\n`);
  const memory = createMemory();
  let since = Math.max(Number(query.get('from')) || now, now - DAY_MS);
  let beat = now;
  while (!closed.signal.aborted) {
    const time = Date.now();
    const eventQuery = queryOf(filter, time);
    const range = {
      ...eventQuery.range,
      since: Math.max(eventQuery.range.since, since - OVERLAP_MS),
    };
    const { events } = await readPage(target, { ...eventQuery, range }, { limit: MAX_EVENTS });
    for (const event of events.filter(memory.isNew).reverse()) {
      memory.add(event);
      since = Math.max(since, event.archivedAt);
      const row = renderHtml(eventLine(event)).replaceAll('\n', '');
      response.write(`event: archived\ndata: ${row}\n\n`);
    }
    memory.forgetBefore(since - OVERLAP_MS);
    if (time - beat > HEARTBEAT_MS) {
      beat = time;
      response.write(': still here\n\n');
    }
    await pause(interval, undefined, { signal: closed.signal }).catch(() => {});
  }
};
