import type { Operation } from '../../pipeline/control/operation.ts';
import { briefTime, type Column, listing } from '../../terminal/listing.ts';
import { number } from '../../terminal/table.ts';

const columns: readonly Column[] = [
  { title: 'started' },
  { title: 'result' },
  { title: 'by', least: 12 },
  { title: 'command', least: 20 },
  { title: 'counts', least: 10 },
];

const countsOf = ({ counts }: Operation): string =>
  Object.entries(counts)
    .map(([name, count]) => `${number(count)} ${name}`)
    .join(', ');

/** Operations, a line each. @param width that of the terminal; undefined for a pipe. */
export const operationLines = (
  operations: readonly Operation[],
  width: number | undefined,
): readonly string[] =>
  listing(
    columns,
    operations.map((operation) => {
      const { startedAt, result, by, command, arguments: words } = operation;
      const at = width === undefined ? startedAt : briefTime(startedAt);
      return [at, result, by, [command, ...words].join(' '), countsOf(operation)];
    }),
    width,
  );
