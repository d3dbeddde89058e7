import { shown } from './printable.ts';
/** A number as people read it. */
export const number = (value: number): string => value.toLocaleString('en');

/** So many of a thing. */
export const counted = (count: number, thing: string, things = `${thing}s`): string =>
  `${number(count)} ${count === 1 ? thing : things}`;

/** Lines that belong under one before them. */
export const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `  ${line}`);

type Cell = string | number;

/**
 * Lines with columns as wide as they must be: the first to the left, the others to the right. Cells
 * are values without colours; those from outside need no care.
 */
export const table = (lines: readonly (readonly Cell[])[]): readonly string[] =>
  columns(lines, (cell, width, column) =>
    column === 0 ? cell.padEnd(width) : cell.padStart(width),
  );

/** The same, with all columns to the left. */
export const list = (lines: readonly (readonly Cell[])[]): readonly string[] =>
  columns(lines, (cell, width) => cell.padEnd(width)).map((line) => line.trimEnd());

const columns = (
  lines: readonly (readonly Cell[])[],
  pad: (cell: string, width: number, column: number) => string,
): readonly string[] => {
  const cells = lines.map((line) =>
    line.map((cell) => (typeof cell === 'number' ? number(cell) : shown(cell))),
  );
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  return cells.map((line) =>
    line.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join('  '),
  );
};
