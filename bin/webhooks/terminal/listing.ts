import { styleText } from 'node:util';
import { shown } from './printable.ts';
import { wrapped } from './wrapped.ts';

/** A column of a listing. */
export interface Column {
  readonly title: string;
  /** The width to which a narrow terminal may shorten its values; without one they are always whole. */
  readonly least?: number;
}

const GAP = '  ';
const ELLIPSIS = '…';
/** Characters at the end of a shortened value: ids of one time begin alike. */
const END = 5;

/** A time for a person at a terminal: `03-04 12:01:00`, in UTC. */
export const briefTime = (time: string): string => time.slice(5, 19).replace('T', ' ');

/** A value of at most a width, without its middle. */
const shortened = (text: string, width: number): string => {
  if (text.length <= width) return text;
  const end = Math.min(END, Math.max(0, width - 2));
  return `${text.slice(0, width - end - 1)}${ELLIPSIS}${text.slice(text.length - end)}`;
};

/**
 * The widths of columns.
 * @param wanted those at which every value is whole.
 * @param width that of the terminal; undefined for a pipe, which gets every value whole.
 */
export const fitted = (
  columns: readonly Column[],
  wanted: readonly number[],
  width: number | undefined,
): readonly number[] => {
  const widths = [...wanted];
  const gaps = GAP.length * (columns.length - 1);
  const spare = (index: number): number =>
    (widths[index] ?? 0) - (columns[index]?.least ?? Number.POSITIVE_INFINITY);
  let excess = widths.reduce((sum, one) => sum + one, gaps) - (width ?? Number.POSITIVE_INFINITY);
  while (excess > 0) {
    const widest = columns.reduce(
      (best, _, index) => (spare(index) > spare(best) ? index : best),
      0,
    );
    if (spare(widest) <= 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
};

/** A line of a listing with columns of these widths; external values are escaped here. */
export const listingLine = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) =>
      shortened(shown(cell), Math.max(widths[index] ?? 0, 1)).padEnd(widths[index] ?? 0),
    )
    .join(GAP)
    .trimEnd();

/** The titles of the columns, for the first line of a listing on a terminal. */
export const listingHeader = (columns: readonly Column[], widths: readonly number[]): string =>
  styleText(
    'bold',
    listingLine(
      columns.map(({ title }) => title),
      widths,
    ),
  );

/**
 * A listing: on a terminal with a header and as wide as that, in a pipe its lines with every value whole.
 * @param width that of the terminal; undefined for a pipe.
 */
export const listing = (
  columns: readonly Column[],
  lines: readonly (readonly string[])[],
  width: number | undefined,
): readonly string[] => {
  const titles = width === undefined ? [] : [columns.map(({ title }) => title)];
  const wanted = columns.map((_, index) =>
    Math.max(0, ...[...titles, ...lines].map((line) => shown(line[index] ?? '').length)),
  );
  const widths = fitted(columns, wanted, width);
  return [
    ...(width === undefined ? [] : [listingHeader(columns, widths)]),
    ...lines.map((line) => listingLine(line, widths)),
  ];
};

const INDENT = '    ';

/**
 * A line with a text that belongs to it: beside it where the terminal is wide enough, and in a pipe; else
 * below it.
 */
export const withText = (
  line: string,
  text: string,
  width: number | undefined,
): readonly string[] => {
  const beside = `${line}${GAP}${text}`.trimEnd();
  if (width === undefined || beside.length <= width) return [beside];
  return [
    line.trimEnd(),
    ...wrapped(text, width - INDENT.length).map((part) => `${INDENT}${part}`),
  ];
};
