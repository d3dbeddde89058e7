import { styleText } from 'node:util';
import * as v from 'valibot';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { eventJson, eventShape, maybeText } from '../../json/event.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { unknownNamesText } from '../../pipeline/event-names.ts';
import { usageError } from '../../terminal/failure.ts';
import { rangeFrom } from '../../terminal/options.ts';
import { type FilterOptions, filterFrom, withoutHeartbeats } from '../filter.ts';
import { cursorOf } from './cursor.ts';
import { eventLines } from './print.ts';
import { type EventPage, type EventQuery, isIndexed } from './query.ts';

/** The options that select a page of events. */
export interface ListOptions extends TargetOptions, FilterOptions {
  readonly since?: string;
  readonly until?: string;
  readonly text?: string;
  readonly secret?: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far back to look by time alone, which takes a few requests per day. */
export const USUAL_DAYS = 30;

/** The query of a command line. @param now epoch milliseconds. */
export const queryFrom = (options: ListOptions, now: number): EventQuery => {
  const filter = withoutHeartbeats(filterFrom(options));
  const { since, until = now + MINUTE } = rangeFrom(options, now);
  const usual = isIndexed(filter) ? 0 : until - USUAL_DAYS * DAY;
  const { text, secret } = options;
  if (text === '') throw usageError('--text takes the text to look for.');
  return {
    ...filter,
    range: { since: since ?? usual, until },
    ...(text === undefined ? {} : { text }),
    ...(secret === undefined ? {} : { secret }),
  };
};

/** What `events --json` prints; with `--follow` it prints an event a line. */
export const pageShape = v.strictObject({
  events: v.array(eventShape),
  /** The cursor of the next page. */
  next: maybeText,
});

/** A page as JSON text. */
export const pageJson = ({ events, next }: EventPage): string =>
  JSON.stringify(
    { events: events.map(eventJson), next: next === undefined ? null : cursorOf(next) },
    undefined,
    2,
  );

/** A page for a person, and the remark after it. @param width that of the terminal, if it is one. */
export const printPage = (
  { events, next }: EventPage,
  { range, names }: EventQuery,
  { width, commandAfter }: { width: number | undefined; commandAfter: (cursor: string) => string },
): { readonly out: string; readonly remark?: string } => {
  if (events.length === 0) {
    const none =
      range.since > 0
        ? `No such event was archived since ${isoTime(range.since)}. Look further back with --since.`
        : 'There is no such event.';
    return { out: [none, unknownNamesText(names)].filter((text) => text !== '').join(' ') };
  }
  const out = eventLines(events, width).join('\n');
  if (next === undefined) return { out };
  return { out, remark: styleText('dim', `More: ${commandAfter(cursorOf(next))}`) };
};
