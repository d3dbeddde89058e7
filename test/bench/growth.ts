import { parseArgs } from 'node:util';
import { timelinesOf } from '../../bin/webhooks/look/history/events.ts';
import { find } from '../../bin/webhooks/look/show/find.ts';
import type { Target } from '../../bin/webhooks/pipeline/target.ts';
import { payments } from '../../functions/payments/domain.ts';
import { startTestDynamoDb } from '../support/tables/dynamodb.ts';
import { createTestTarget } from '../support/tool/target.ts';
import { generate, refundKey } from './growth/generate.ts';
import { onWholeArchive } from './growth/whole-archive.ts';
import { shown, tableOf } from './report.ts';

const usage = `Measures the tool over archives that grow, on the embedded DynamoDB.

Usage: npm run bench:growth -- [options]

  --events <numbers>  sizes, ascending (default 10000,100000)
  --json              machine-readable
  --help

Example: npm run bench:growth -- --events 10000,100000,1000000`;

const MEGABYTE = 1_048_576;

/** What a command took at one size. */
interface Took {
  readonly command: string;
  readonly events: number;
  readonly seconds: number;
  /** Of this process, the store's apart. */
  readonly cpuSeconds: number;
  /** The most that was resident beyond what was before, MB. */
  readonly megabytes: number;
}

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '10000,100000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const measured = async (
  command: string,
  events: number,
  work: () => Promise<unknown>,
): Promise<Took> => {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const start = performance.now();
  const busy = process.cpuUsage();
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(busy);
  const cpuSeconds = (user + system) / 1_000_000;
  return { command, events, seconds, cpuSeconds, megabytes: (most - before) / MEGABYTE };
};

/** Everything that grows with the archive, and what must not. */
const commandsOn = (target: Target): Readonly<Record<string, () => Promise<unknown>>> => ({
  ...onWholeArchive(target),
  history: () => timelinesOf(target, [refundKey(7)]),
  show: () => find(target, [payments.name, 'rfd_growth_7']),
});

const run = async (): Promise<void> => {
  const sizes = values.events.split(',').map(Number);
  const dynamodb = await startTestDynamoDb();
  try {
    const { target } = await createTestTarget(dynamodb);
    const { events = '', payments: state = '' } = target.outputs.tables;
    const took: Took[] = [];
    let made = 0;
    for (const size of sizes) {
      process.stderr.write(`${size} events …\n`);
      await generate(dynamodb.client, { events, state }, made, size);
      made = size;
      for (const [name, work] of Object.entries(commandsOn(target))) {
        const one = await measured(name, size, work);
        process.stderr.write(`${name}: ${one.seconds.toFixed(3)} s\n`);
        took.push(one);
      }
    }
    if (values.json) console.log(JSON.stringify(took, undefined, 2));
    else
      console.log(
        tableOf(
          ['command', 'events', 'seconds', 'of CPU', 'events a second', 'MB more'],
          took.map(({ command, events: count, seconds, cpuSeconds, megabytes }) => [
            command,
            shown(count),
            shown(seconds),
            shown(cpuSeconds),
            // What looks at one object has no such rate.
            shown(seconds < 1 ? undefined : Math.round(count / seconds)),
            shown(Math.round(megabytes)),
          ]),
        ),
      );
  } finally {
    await dynamodb.stop();
  }
};

if (values.help) console.log(usage);
else await run();
