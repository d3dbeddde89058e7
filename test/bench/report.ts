import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { projectRoot } from '../../lib/project-root.ts';
import { isMet, type Note, type Row } from './row.ts';

const GIGABYTE = 1_073_741_824;

const commit = (): string =>
  execFileSync('git', ['describe', '--always', '--dirty'], { cwd: projectRoot }).toString().trim();

/** What was measured where: a figure means something only beside another of the same run. */
export const headerOf = () => ({
  date: new Date().toISOString().slice(0, 16),
  commit: commit(),
  node: process.version,
  v8: process.versions.v8,
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? process.arch}`,
  memory: `${Math.round(totalmem() / GIGABYTE)} GB`,
  load: loadavg()[0]?.toFixed(1) ?? '',
});

/** Three digits that count; whole numbers in groups. */
export const shown = (value: number | string | undefined): string => {
  if (typeof value === 'string') return value;
  if (value === undefined || Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
};

const columns = ['#', 'what', 'unit', 'floor', 'ours', 'naive', 'ratio', 'bar', ''];

const cellsOf = (row: Row): readonly string[] => [
  String(row.bar),
  row.what,
  row.unit,
  shown(row.floor),
  shown(row.ours),
  shown(row.naive),
  shown(row.ratio ?? (row.floor ? row.ours / row.floor : undefined)),
  `≤ ${shown(row.limit)}`,
  isMet(row) ? 'met' : 'MISSED',
];

/** A table for a terminal that is one in Markdown too. */
export const tableOf = (head: readonly string[], lines: readonly (readonly string[])[]): string => {
  const widths = head.map((title, column) =>
    Math.max(
      ...[head, ...lines].map((cells) => (cells === head ? title : (cells[column] ?? '')).length),
    ),
  );
  const isText = (column: number): boolean =>
    column === 0 || lines.every((cells) => !/^[-≤–\d]/.test(cells[column] ?? ''));
  const padded = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    isText(column) ? '-'.repeat(width) : `${'-'.repeat(Math.max(1, width - 1))}:`,
  );
  return [padded(head), `| ${rule.join(' | ')} |`, ...lines.map(padded)].join('\n');
};

/** All bars with what was measured. */
export const barsTable = (rows: readonly Row[]): string => tableOf(columns, rows.map(cellsOf));

/** What was measured beside the bars. */
export const noteTable = ({ about, columns: head, lines }: Note): string =>
  `${about}\n\n${tableOf(
    head,
    lines.map((line) => line.map(shown)),
  )}`;
