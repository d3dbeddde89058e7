import { styleText } from 'node:util';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import {
  briefTime,
  type Column,
  fitted,
  listing,
  listingHeader,
  listingLine,
} from '../../terminal/listing.ts';
import { shown } from '../../terminal/printable.ts';

const columns: readonly Column[] = [
  { title: 'archived (UTC)' },
  { title: 'outcome', least: 8 },
  { title: 'name', least: 20 },
  { title: 'object', least: 12 },
  { title: 'event', least: 10 },
];

/** Wide enough for nearly every value: what follows is not known. */
const USUAL_WIDTHS = [24, 12, 36, 36, 32];

const colours = {
  accepted: 'none',
  unrouted: 'dim',
  unrecognized: 'yellow',
  quarantined: 'red',
  void: 'dim',
} as const;

const cellsOf = (
  { archivedAt, outcome, name = '-', object = '-', id }: ListedEvent,
  width: number | undefined,
): readonly string[] => {
  const time = isoTime(archivedAt) ?? '?';
  return [width === undefined ? time : briefTime(time), outcome, name, object, id];
};

const coloured = ({ outcome }: ListedEvent, line: string): string =>
  styleText(colours[outcome], line);

/** A line for each event. @param width that of the terminal; undefined for a pipe. */
export const eventLines = (
  events: readonly ListedEvent[],
  width: number | undefined,
): readonly string[] => {
  const cells = events.map((event) => cellsOf(event, width));
  const lines = listing(columns, cells, width);
  const headers = lines.length - events.length;
  return lines.map((line, index) => {
    const event = events[index - headers];
    return event ? coloured(event, line) : line;
  });
};

/** Prints events that become known one after the other, in columns of constant width. */
export interface EventColumns {
  /** The header, on a terminal. */
  readonly header: readonly string[];
  line(event: ListedEvent): string;
}

/** @param width that of the terminal; undefined for a pipe. */
export const eventColumns = (width: number | undefined): EventColumns => {
  const [, ...others] = USUAL_WIDTHS;
  const usual = width === undefined ? [0, 12, 36, 0, 0] : [14, ...others];
  const widths = fitted(columns, usual, width);
  return {
    header: width === undefined ? [] : [listingHeader(columns, widths)],
    line: (event) => {
      const cells = cellsOf(event, width);
      const whole = cells.map((cell, index) => Math.max(shown(cell).length, widths[index] ?? 0));
      return coloured(event, listingLine(cells, width === undefined ? whole : widths));
    },
  };
};
