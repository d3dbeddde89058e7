import { styleText } from 'node:util';
import { briefTime, type Column, listing } from '../../terminal/listing.ts';
import type { OverdueJson, WorkJson } from './json.ts';

const columns: readonly Column[] = [
  { title: 'due (UTC)' },
  { title: 'what', least: 10 },
  { title: 'object', least: 14 },
  { title: 'account', least: 10 },
  { title: 'status', least: 12 },
  { title: 'since (UTC)' },
];

const timeOf = (time: string | null, width: number | undefined): string => {
  if (time === null) return '-';
  return width === undefined ? time : briefTime(time);
};

/** A line for each record that somebody must act on. @param width that of the terminal; undefined for a pipe. */
export const workLines = (
  work: readonly WorkJson[],
  width: number | undefined,
): readonly string[] => {
  const lines = listing(
    columns,
    work.map(({ kind, pk, account, status, since, dueAt, overdue }) => [
      `${timeOf(dueAt, width)}${overdue ? ' overdue' : ''}`,
      kind,
      pk,
      account ?? '-',
      status,
      timeOf(since, width),
    ]),
    width,
  );
  const headers = lines.length - work.length;
  return lines.map((line, index) =>
    work[index - headers]?.overdue ? styleText('red', line) : line,
  );
};

const overdueColumns: readonly Column[] = [
  { title: 'overdue (UTC)' },
  { title: 'object', least: 14 },
  { title: 'account', least: 10 },
  { title: 'status', least: 12 },
  { title: 'since (UTC)' },
  { title: 'days' },
];

/** A line for each record whose status has lasted too long. @param width as above. */
export const overdueLines = (
  records: readonly OverdueJson[],
  width: number | undefined,
): readonly string[] =>
  listing(
    overdueColumns,
    records.map(({ pk, account, status, since, dwellDays, overdueAt }) => [
      ...[timeOf(overdueAt, width), pk, account ?? '-', status, timeOf(since, width)],
      String(dwellDays),
    ]),
    width,
  );
