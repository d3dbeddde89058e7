import { shown } from './printable.ts';
/** A number with thousands separators. */
export const number = (value: number): string => value.toLocaleString('en');

/** A count with its noun: `1 event`, `3 events`. */
export const counted = (count: number, thing: string, things = `${thing}s`): string =>
  `${number(count)} ${count === 1 ? thing : things}`;

/** Lines indented under the one before them. */
export const indentedLines = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => `  ${line}`);

type Cell = string | number;

/**
 * Lines with columns of minimal width: the first aligned left, the others right. Cells are values
 * without colours; external ones are escaped here.
 */
export const table = (lines: readonly (readonly Cell[])[]): readonly string[] =>
  columns(lines, (cell, width, column) =>
    column === 0 ? cell.padEnd(width) : cell.padStart(width),
  );

/** The same, with all columns aligned left. */
export const leftAligned = (lines: readonly (readonly Cell[])[]): readonly string[] =>
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
