import { styleText } from 'node:util';
import type { AnyChange, Value } from '../../../../functions/shared/change/any-change.ts';
import { kindOf } from '../../../../functions/shared/event/identifier.ts';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import {
  briefTime,
  type Column,
  fitted,
  listing,
  listingHeader,
  listingLine,
  withText,
} from '../../terminal/listing.ts';
import { shown } from '../../terminal/printable.ts';

/** A change, and when the event that made it was archived (epoch milliseconds). */
export interface ListedChange {
  readonly archivedAt: number;
  readonly change: AnyChange;
}

const columns: readonly Column[] = [
  { title: 'archived (UTC)' },
  { title: 'record', least: 12 },
  { title: 'key', least: 16 },
  { title: 'status', least: 29 },
];

/** Wide enough for nearly every value: what follows is not known. */
const USUAL_WIDTHS = [24, 24, 44, 32];

const colours = {
  changed: 'none',
  corrected: 'yellow',
  erased: 'yellow',
  removed: 'red',
  due: 'cyan',
} as const;

/** From which status to which; what kind of change it is where that is not the usual one. */
const statusText = ({ from, becomes, kind }: AnyChange): string => {
  const status = becomes === null && from === null ? '' : `${from ?? '-'} → ${becomes ?? '-'}`;
  return [status, kind === 'changed' ? '' : kind].filter((text) => text !== '').join(' ') || '-';
};

/** The key of the object, and that of the record where it is not the object's own. */
const keyText = ({ key: { pk, sk } }: AnyChange): string =>
  sk === kindOf(pk) ? pk : `${pk} ${sk}`;

const cellsOf = (
  { archivedAt, change }: ListedChange,
  width: number | undefined,
): readonly string[] => {
  const time = isoTime(archivedAt) ?? '?';
  return [
    width === undefined ? time : briefTime(time),
    change.object,
    keyText(change),
    statusText(change),
  ];
};

const MAX_FIELDS = 4;
const MAX_LENGTH = 60;

const valueText = (value: Value): string => {
  if (typeof value !== 'object' || value === null) {
    const text = String(value);
    return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
  }
  return Array.isArray(value) ? '[…]' : '{…}';
};

/** Amounts first, then what else a person looks for, times of writing last. */
const weightOf = (name: string): number => {
  if (/amount|currency|total/.test(name)) return 0;
  return /_at$|(?:^|_)id$/.test(name) ? 2 : 1;
};

const fieldText = (name: string, before: Value, after: Value): string => {
  const [old, current] = [valueText(before), valueText(after)];
  if (before === null) return `${name} ${current}`;
  return old === current
    ? `${name} changed`
    : `${name} ${old} → ${after === null ? 'none' : current}`;
};

/** What the other columns state: the status, and the object's id in its key. */
const shownBeside: ReadonlySet<string> = new Set(['status', 'id']);

/** What changed beside that, in short. */
const fieldsText = ({ previous, record }: AnyChange): string => {
  if (record === null) return '';
  const names = Object.keys(previous)
    .filter((name) => !shownBeside.has(name))
    .sort((a, b) => weightOf(a) - weightOf(b));
  const texts = names
    .slice(0, MAX_FIELDS)
    .map((name) => fieldText(name, previous[name] ?? null, record[name] ?? null));
  const more = names.length - texts.length;
  return [...texts, ...(more > 0 ? [`${more} more`] : [])].join(', ');
};

const coloured = ({ change: { kind } }: ListedChange, line: string): string =>
  styleText(colours[kind], line);

const linesOf = (one: ListedChange, line: string, width: number | undefined): readonly string[] =>
  withText(line, shown(fieldsText(one.change)), width).map((part) => coloured(one, part));

/** Lines for each change. @param width that of the terminal; undefined for a pipe. */
export const changeLines = (
  changes: readonly ListedChange[],
  width: number | undefined,
): readonly string[] => {
  const lines = listing(
    columns,
    changes.map((one) => cellsOf(one, width)),
    width,
  );
  const headers = lines.length - changes.length;
  const widest = Math.max(0, ...lines.slice(headers).map(({ length }) => length));
  return lines.flatMap((line, index) => {
    const one = changes[index - headers];
    return one ? linesOf(one, line.padEnd(widest), width) : [line];
  });
};

/** Prints changes that become known one after the other, in columns of constant width. */
export interface ChangeColumns {
  /** The header, on a terminal. */
  readonly header: readonly string[];
  lines(one: ListedChange): readonly string[];
}

/** @param width that of the terminal; undefined for a pipe. */
export const changeColumns = (width: number | undefined): ChangeColumns => {
  const [, ...others] = USUAL_WIDTHS;
  const widths = fitted(columns, width === undefined ? USUAL_WIDTHS : [14, ...others], width);
  return {
    header: width === undefined ? [] : [listingHeader(columns, widths)],
    lines: (one) => {
      const cells = cellsOf(one, width);
      const whole = cells.map((cell, index) => Math.max(shown(cell).length, widths[index] ?? 0));
      return linesOf(one, listingLine(cells, width === undefined ? whole : widths), width);
    },
  };
};
