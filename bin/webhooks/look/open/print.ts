import { styleText } from 'node:util';
import { briefTime, type Column, listing } from '../../terminal/listing.ts';
import type { WorkJson } from './json.ts';

const columns: readonly Column[] = [
  { title: 'due (UTC)' },
  { title: 'what', least: 10 },
  { title: 'object', least: 14 },
  { title: 'account', least: 10 },
  { title: 'status', least: 12 },
  { title: 'since (UTC)' },
];

/** A line for each record that somebody must act on. @param width that of the terminal; undefined for a pipe. */
export const workLines = (
  work: readonly WorkJson[],
  width: number | undefined,
): readonly string[] => {
  const timeOf = (time: string | null): string => {
    if (time === null) return '-';
    return width === undefined ? time : briefTime(time);
  };
  const lines = listing(
    columns,
    work.map(({ kind, pk, account, status, since, dueAt, overdue }) => [
      `${timeOf(dueAt)}${overdue ? ' overdue' : ''}`,
      kind,
      pk,
      account ?? '-',
      status,
      timeOf(since),
    ]),
    width,
  );
  const headers = lines.length - work.length;
  return lines.map((line, index) =>
    work[index - headers]?.overdue ? styleText('red', line) : line,
  );
};
