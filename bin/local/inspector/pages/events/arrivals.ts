import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { readPage } from '../../../../webhooks/events/query.ts';
import type { ListedEvent } from '../../../../webhooks/target/headlines.ts';
import { render } from '../../markup/html.ts';
import type { Visit } from '../../visit.ts';
import { eventLine } from './line.ts';
import { filterFrom, queryOf } from './listing.ts';

const EVERY_MS = 400;
/** A consumer may be so late to write what it has dated: looked at again each time. */
const OVERLAP_MS = 10_000;
/** Who was away for longer has to reload. */
const DAY_MS = 86_400_000;
/** A page shows no more than so many at once. */
const MOST = 200;
/** Says now and then that the connection is alive. */
const BEAT_MS = 15_000;

const keyOf = ({ id, digest }: ListedEvent): string => `${id} ${digest}`;

/** What one who looks on has been told: of the last seconds only, so that it never grows. */
const createMemory = () => {
  const told = new Map<string, number>();
  return {
    isNew: (event: ListedEvent): boolean => !told.has(keyOf(event)),
    add: (event: ListedEvent): void => void told.set(keyOf(event), event.archivedAt),
    forgetBefore: (time: number): void => {
      for (const [key, at] of told) if (at < time) told.delete(key);
    },
  };
};

/**
 * Tells of events as they are archived, as server-sent events that each hold a row of the table, the
 * first first, until the connection ends.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const streamArrivals = async (
  { target, query, now }: Visit,
  response: ServerResponse,
): Promise<void> => {
  const filter = filterFrom(query);
  const closed = new AbortController();
  response.on('close', () => closed.abort());
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  response.write('retry: 1000\n\n');
  const memory = createMemory();
  let since = Math.max(Number(query.get('since')) || now, now - DAY_MS);
  let beat = now;
  while (!closed.signal.aborted) {
    const time = Date.now();
    const asked = queryOf(filter, time);
    const range = { ...asked.range, since: since - OVERLAP_MS };
    const { events } = await readPage(target, { ...asked, range }, { limit: MOST });
    for (const event of events.filter(memory.isNew).reverse()) {
      memory.add(event);
      since = Math.max(since, event.archivedAt);
      const row = render(eventLine(event)).replaceAll('\n', '');
      response.write(`event: archived\ndata: ${row}\n\n`);
    }
    memory.forgetBefore(since - OVERLAP_MS);
    if (time - beat > BEAT_MS) {
      beat = time;
      response.write(': still here\n\n');
    }
    await pause(EVERY_MS, undefined, { signal: closed.signal }).catch(() => {});
  }
};
