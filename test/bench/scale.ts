import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import cdk from '../../cdk.json' with { type: 'json' };
import { usualTuning } from '../../functions/shared/domain.ts';
import { DAY_SHARDS, eventsTable, OPEN_SHARDS, stateTable } from '../../functions/shared/tables.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { plot } from './plot.ts';
import { shown, tableOf } from './report.ts';
import { simulateCrowd } from './scale/fair.ts';
import type { Scenario } from './scale/limits.ts';
import { simulate } from './scale/simulate.ts';

const usage = `Simulates bursts through the pipeline on paper, by the limits that AWS publishes.

Usage: npm run bench:scale -- [options]

  --seed <number>  other arrivals (default 1)
  --plot           writes .github/images/scale.svg
  --json           machine-readable, second by second
  --help

Example: npm run bench:scale -- --seed 7`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    plot: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const { rateLimit, burstLimit } = cdk.context.stages.prod.throttle;

/** Of open work there is some in every tenth event. */
const OPEN_SHARE = 0.1;

/** @param quarantined the share of events that no schema accepts. */
const narrowIndexes = (quarantined: number): Scenario['indexes'] => [
  { name: eventsTable.byTime.name, keys: DAY_SHARDS, share: 1 },
  { name: eventsTable.attention.name, keys: 1, share: quarantined },
  { name: stateTable.open.name, keys: OPEN_SHARDS, share: OPEN_SHARE },
];

/** One domain gets it all: four would share it. */
const base: Omit<Scenario, 'name' | 'rate'> = {
  seconds: 60,
  throttle: { rate: rateLimit, burst: burstLimit },
  ingressSeconds: 0.02,
  batchSeconds: 0.05,
  batchSize: usualTuning.batchSize,
  maxConcurrency: usualTuning.maxConcurrency,
  archiveUnits: 2,
  indexes: narrowIndexes(0),
  seed: Number(values.seed),
};
/** What comes again after a 429 dribbles in for half an hour more. */
const PLOTTED_SECONDS = 360;
const unthrottled = { rate: 10_000, burst: 5_000 };

const scenarios: readonly Scenario[] = [
  { ...base, name: '1,000 a second, as set', rate: 1_000 },
  { ...base, name: '10,000 a second, as set', rate: 10_000 },
  { ...base, name: '10,000, throttle at 10,000', rate: 10_000, throttle: unthrottled },
  {
    ...base,
    name: '… and 100 consumers',
    rate: 10_000,
    throttle: unthrottled,
    maxConcurrency: 100,
  },
  {
    ...base,
    name: '… and a warm table',
    rate: 10_000,
    throttle: unthrottled,
    maxConcurrency: 100,
    warmedUnits: 40_000,
  },
  {
    ...base,
    name: '4,000, none readable',
    rate: 4_000,
    throttle: unthrottled,
    maxConcurrency: 100,
    warmedUnits: 40_000,
    indexes: narrowIndexes(1),
  },
];

/** More than the consumers take. */
const crowd = {
  noisyRate: 5_000,
  quietRate: 50,
  quietAccounts: 5,
  seconds: 60,
  consumers: base.maxConcurrency,
  batchSize: base.batchSize,
  batchSeconds: base.batchSeconds,
};

if (values.help) console.log(usage);
else {
  const crowds = [false, true].map((grouped) => ({
    grouped,
    ...simulateCrowd({ ...crowd, grouped }),
  }));
  const runs = scenarios.map((scenario) => ({ scenario, run: simulate(scenario) }));
  if (values.json) console.log(JSON.stringify({ runs, crowds }));
  else {
    console.log(
      tableOf(
        ['burst of a minute', 'answered 429', 'deepest queue', 'backlog, s', 'bends at', 'lost'],
        runs.map(({ scenario, run }) => [
          scenario.name,
          shown(run.throttled),
          shown(run.deepest),
          shown(run.backlogSeconds),
          run.bend,
          shown(run.lost),
        ]),
      ),
    );
    console.log(
      `\n${tableOf(
        ['an account of 5,000 a second beside 5 of 50', 'quiet, p50 s', 'p99 s', 'noisy, p99 s'],
        crowds.map(({ grouped, quiet, noisy }) => [
          grouped ? 'each account a message group' : 'without groups',
          shown(quiet.p50),
          shown(quiet.p99),
          shown(noisy.p99),
        ]),
      )}`,
    );
  }
  if (values.plot) {
    const svg = plot({
      title: 'Events waiting in the queue, by second',
      series: runs.map(({ scenario, run }) => ({
        name: scenario.name,
        values: run.seconds.slice(0, PLOTTED_SECONDS).map(({ queued }) => queued),
      })),
    });
    writeFileSync(join(projectRoot, '.github/images/scale.svg'), svg);
  }
}
