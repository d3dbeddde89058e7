/** `npm run test:faults`: what breaks receivers, done to the real local processes, with nothing lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endAll } from '../../bin/local/launch.ts';
import { auditCommand } from './audits.ts';
import { fullDisk, mountDisk, wrongClocks } from './disasters.ts';
import type { Fault } from './fault.ts';
import { kills } from './kills.ts';
import { poisonedRecords } from './poison.ts';
import { printHead, printLine, printTotals } from './print.ts';
import { createProof } from './proof.ts';
import { type Result, runFault } from './rounds.ts';
import { secretsFaults } from './secrets.ts';
import { dynamodbFaults, snsFaults, sqsFaults } from './services.ts';
import { startStand } from './stand.ts';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    rounds: { type: 'string' },
    events: { type: 'string' },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) {
  console.log(`Usage: npm run test:faults -- [options]

  --seed <text>    draws traffic and faults from it; by default the day
  --rounds <n>     rounds of each fault (3; 1 with --short)
  --events <n>     events of a round, about (60; 12 with --short)
  --only <pattern> only the faults whose names it matches
  --short          once through all of it, in about a minute
  --json           print the results as JSON

Example: npm run test:faults -- --only 'kill|disk' --rounds 2`);
  process.exit();
}

const { seed, short, only = '' } = options;
const say = (line: string): void => {
  if (!options.json) console.log(line);
};

const dir = mkdtempSync(join(tmpdir(), 'faults-'));
const unmount = mountDisk(dir);
const all: readonly Fault[] = [
  ...kills,
  ...dynamodbFaults,
  ...sqsFaults,
  ...snsFaults,
  ...secretsFaults,
  ...(unmount ? [fullDisk] : []),
  ...wrongClocks,
  poisonedRecords,
];
if (!unmount) say('A full disk is left out: this user may not mount a small one.');

const end = (code: number): never => {
  endAll();
  unmount?.();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
};
for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const])
  process.once(signal, () => end(code));

say(`seed ${seed}`);
say(printHead());
const results: Result[] = [];
try {
  const stand = await startStand(dir);
  const rounds = Number(options.rounds ?? (short ? 1 : 3));
  const events = Number(options.events ?? (short ? 12 : 60));
  const run = { stand, proof: createProof(), seed, rounds, events, short };
  for (const fault of all.filter(({ name }) => new RegExp(only, 'i').test(name))) {
    const result = await runFault(run, fault);
    results.push(result);
    say(printLine(result));
    for (const text of [...result.notes, ...result.wrongs]) say(`    ${text}`);
  }
  const [last] = results.slice(-1);
  last?.wrongs.push(...(await auditCommand(stand)));
  for (const text of last?.wrongs ?? []) say(`    ${text}`);
  await stand.stop();
} catch (error) {
  console.error(error);
  end(1);
}

const failed = results.filter(({ wrongs }) => wrongs.length > 0).length;
if (options.json) console.log(JSON.stringify({ seed, results }, undefined, 2));
else say(printTotals(results));
say(`\n${results.length - failed} passed, ${failed} failed`);
end(failed > 0 ? 1 : 0);
