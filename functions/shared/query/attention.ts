import { isoTime, type Range } from '../event/time.ts';
import { eventsTable } from '../tables.ts';
import { along, earlier, merged, type Placement, placedByTime } from './headlines.ts';
import type { Table } from './table.ts';

/** The keys of the index of attention: no person has seen to an event yet, or one has acknowledged it. */
export type Attention = 'open' | 'acknowledged';

const textOf = (time: number): string => isoTime(time) ?? '';

/** Every time at which an event can have been archived. */
const always: Range = { since: 0, until: Date.UTC(9999, 0) };

const stretchOf = (attention: Attention, { since, until }: Range) => ({
  index: eventsTable.attention,
  hash: attention,
  from: textOf(since),
  to: textOf(until - 1),
});

/** The events of one of these keys, or those archived in a time, the newest first. */
export const withAttention = (
  events: Table,
  attention: Attention,
  range = always,
  pageSize?: number,
): Placement => placedByTime(along(events, stretchOf(attention, range), { pageSize }));

/** All events of one of these keys, the oldest first. */
export const withAttentionFrom = (events: Table, attention: Attention): Placement =>
  placedByTime(along(events, stretchOf(attention, always), { forwards: true }), earlier);

/** Every event that could not be read as it should, acknowledged or not, the newest first. */
export const needingAttention = (events: Table, range: Range, pageSize?: number): Placement =>
  merged([
    withAttention(events, 'open', range, pageSize),
    withAttention(events, 'acknowledged', range, pageSize),
  ]);
