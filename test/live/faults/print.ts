import { styleText } from 'node:util';
import type { Result } from './rounds.ts';

const columns = [
  ['rounds', 6],
  ['events', 7],
  ['deliveries', 10],
  ['injected', 8],
  ['kills', 5],
  ['redriven', 8],
  ['lost', 4],
  ['repeated', 8],
  ['different', 9],
] as const;

const NAME = 56;

const lineOf = (name: string, cells: readonly (string | number)[], width = NAME): string =>
  [
    name.padEnd(width),
    ...cells.map((cell, index) => String(cell).padStart(columns[index]?.[1] ?? 0)),
  ].join('  ');

/** The table's head. */
export const printHead = (): string =>
  styleText(
    'dim',
    lineOf(
      '  fault',
      columns.map(([name]) => name),
    ),
  );

/** A fault's line of the table. */
export const printLine = (result: Result): string => {
  const mark = result.wrongs.length === 0 ? styleText('green', '✓') : styleText('red', '✗');
  const cells = columns.map(([name]) => result[name]);
  const seconds = styleText('dim', `${result.seconds.toFixed(1)} s`);
  return `${mark} ${lineOf(result.fault, cells, NAME - 2)}  ${seconds}`;
};

/** What all faults come to. */
export const printTotals = (results: readonly Result[]): string =>
  lineOf(
    '  all',
    columns.map(([name]) => results.reduce((sum, result) => sum + result[name], 0)),
  );
