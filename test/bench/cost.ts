import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { archiveIndexes, stateIndexes } from '../../functions/shared/tables.ts';
import { hosted, monthOf } from './cost/hosted.ts';
import { type ArchiveClass, yearOf } from './cost/kept.ts';
import { billOf, type CostLine, MILLION, meanOf, totalOf } from './cost/model.ts';
import { monthlyBill } from './cost/monthly.ts';
import { assumptions, prices } from './cost/prices.ts';
import { type Survey, survey } from './figures.ts';
import { startJourney } from './metered/journey.ts';
import { shown, tableOf } from './report.ts';

const usage = `What a million events cost, line by line, from the templates and what the real functions asked.

Usage: npm run cost -- [options]

  --events  also the write units of every event
  --json    machine-readable
  --help

Example: npm run cost -- --events`;

const BATCH = 10;
const volumes = [10_000, 1_000_000, 100_000_000];

const dollars = (value: number): string =>
  value.toLocaleString('en-US', {
    minimumFractionDigits: 2,
    maximumFractionDigits: value < 1 ? 3 : 2,
  });

const span = ([most, least]: readonly [number, number]): string =>
  dollars(most) === dollars(least) ? dollars(most) : `${dollars(least)}–${dollars(most)}`;

const { values } = parseArgs({
  options: {
    events: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const billsOf = ({ kilobyte, samples, sizes }: Survey) => {
  const mean = meanOf([...samples.values()]);
  return {
    kilobyte: billOf(kilobyte, sizes, BATCH),
    samples: billOf(mean, sizes, BATCH),
    /** Evenly spread, so that a consumer never finds two events waiting: the dearest way to receive. */
    alone: billOf(mean, sizes, 1),
  };
};

const classes: readonly ArchiveClass[] = ['standard', 'infrequent-access'];

/** What to write a million 1 KB events and to keep them a year costs, by the archive's class. */
const yearTable = ({ kilobyte, sizes }: Survey): string => {
  const writing = totalOf(billOf(kilobyte, sizes, BATCH));
  const years = classes.map((one) => yearOf(kilobyte, one));
  const [{ events, beside } = { events: [], beside: [] }] = years;
  const named = (what: string): readonly string[] => [
    what,
    ...years.map((year) =>
      dollars([...year.events, ...year.beside].find((line) => line.what === what)?.dollars ?? 0),
    ),
  ];
  const total = (what: string, linesOf: (year: (typeof years)[number]) => readonly CostLine[]) => [
    what,
    ...years.map((year) => dollars(writing + totalOf(linesOf(year)))),
  ];
  return tableOf(
    ['$ to write a million 1 KB events and keep them a year', ...classes],
    [
      ['written, as above', ...classes.map(() => dollars(writing))],
      ...events.map(({ what }) => named(what)),
      total('events', (year) => year.events),
      ...beside.map(({ what }) => named(what)),
      total('events, indexes and records', (year) => [...year.events, ...year.beside]),
    ],
  );
};

/** What write units are for. */
const writes = [
  'archive',
  ...archiveIndexes.map(({ name }) => name),
  'state',
  ...stateIndexes({ lookups: [] }, false).map(({ name }) => name),
];

const lineTable = (bills: ReturnType<typeof billsOf>): string => {
  const at = (bill: readonly CostLine[], what: string): string =>
    dollars(bill.find((line) => line.what === what)?.dollars ?? 0);
  const cells = bills.samples.map(({ what }) => [
    what,
    at(bills.kilobyte, what),
    at(bills.samples, what),
    at(bills.alone, what),
  ]);
  const totals = [bills.kilobyte, bills.samples, bills.alone].map(totalOf).map(dollars);
  return tableOf(
    ['$ per million events', '1 KB, one row', 'all samples', 'all samples, one by one'],
    [...cells, ['total', ...totals]],
  );
};

const print = (found: Survey, resting: ReturnType<typeof monthlyBill>): void => {
  const bills = billsOf(found);
  console.log(`List prices of us-east-1 as of ${prices.asOf.month}, without any free tier.\n`);
  console.log(`${lineTable(bills)}\n`);
  console.log(`${yearTable(found)}\n`);
  const rest = resting.reduce((sum, line) => sum + line.dollars, 0);
  console.log(
    `${tableOf(
      ['$ a month at rest', 'count', '$'],
      [
        ...resting.map(({ what, count, dollars: cost }) => [what, shown(count), dollars(cost)]),
        ['total', '', dollars(rest)],
      ],
    )}\n`,
  );
  const month = (volume: number, bill: readonly CostLine[]): string =>
    dollars(rest + (volume / MILLION) * totalOf(bill));
  console.log(
    `${tableOf(
      ['$ a month, all samples', 'in bursts', 'evenly spread'],
      volumes.map((volume) => [
        `${volume.toLocaleString('en-US')} events`,
        month(volume, bills.samples),
        month(volume, bills.alone),
      ]),
    )}\n`,
  );
  console.log(
    tableOf(
      [
        `$ a month elsewhere (${hosted.readOn})`,
        ...volumes.map((it) => it.toLocaleString('en-US')),
      ],
      hosted.plans.map((plan) => [plan.name, ...volumes.map((it) => span(monthOf(plan, it)))]),
    ),
  );
  if (!values.events) return;
  const lines = [...found.samples].map(([name, { units, unitsAgain }]) => [
    name,
    ...writes.map((what) => shown(units[what] ?? 0)),
    shown(unitsAgain),
  ]);
  console.log(`\n${tableOf(['write units', ...writes, 'again'], lines)}`);
};

const run = async (folder: string): Promise<void> => {
  const journey = await startJourney(folder);
  try {
    const found = await survey(journey);
    const resting = monthlyBill(journey.templates.assembly.resources);
    if (values.json) {
      const perMillion = billsOf(found);
      const samples = Object.fromEntries(found.samples);
      console.log(
        JSON.stringify({ prices, assumptions, perMillion, resting, samples }, undefined, 2),
      );
    } else print(found, resting);
  } finally {
    await journey.stop();
  }
};

if (values.help) console.log(usage);
else {
  const folder = mkdtempSync(join(tmpdir(), 'cost-'));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
