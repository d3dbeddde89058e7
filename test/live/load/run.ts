/** `npm run test:load`: as many events as this machine takes, all of them applied. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reachLocal } from '../../../bin/webhooks/pipeline/connect.ts';
import { endAll, launch } from '../../bin/local/launch.ts';
import { runCommand } from '../../support/tool/command-line.ts';
import { trafficOf, type Webhook } from '../faults/traffic.ts';
import { type Driven, drive } from './drive.ts';
import { measureFairness } from './fairness.ts';
import { spreadOf } from './figures.ts';
import { groupsAsked } from './groups.ts';
import { readLags } from './lag.ts';
import { watchMemory } from './memory.ts';
import { readLoadOptions } from './options.ts';
import { printDriven, printFairness, printMemory } from './print.ts';

const { seed, events, noise, json } = readLoadOptions();
const say = (text: string): void => {
  if (!json) console.log(text);
};

const dir = mkdtempSync(join(tmpdir(), 'load-'));
const end = (code: number): never => {
  endAll();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
};
for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const])
  process.once(signal, () => end(code));

/** Written as they are sent: 100,000 bodies need not be in memory. */
function* traffic(): Generator<Webhook> {
  const CHUNK = 200;
  const sent = new Set<string>();
  for (let chunk = 0; sent.size < events; chunk += 1)
    for (const webhook of trafficOf(`${seed} ${chunk}`, CHUNK)) {
      sent.add(webhook.id);
      yield webhook;
    }
}

const wrongs: string[] = [];
const check = (holds: boolean, wrong: string): void => void (holds || wrongs.push(wrong));
const audit = async (): Promise<void> => {
  const { code, out, err } = await runCommand(dir, ['audit']);
  check(code === 0, `webhooks audit ended with ${code}:\n${out}${err}`);
};

const progress = (accepted: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${accepted} accepted`);
};

try {
  process.env['JEST_WORKER_ID'] ??= '1';
  const runner = await launch(dir);
  const target = reachLocal(runner.outputs, dir);
  const [signingSecret = ''] = Object.values(runner.outputs.signingSecrets);
  const door = { webhookUrl: runner.outputs.webhookUrl, signingSecret };
  const memory = watchMemory(runner.child.pid ?? 0);
  say(`seed ${seed}`);
  const driven: Driven = await drive(door, target, traffic(), progress);
  const used = memory.stop();
  const { events: archived, lags } = await readLags(target, () => 'all');
  check(archived === driven.accepted, `${driven.accepted} accepted, ${archived} archived`);
  for (const { name, early, late, isFlat } of used)
    check(isFlat !== false, `the memory of ${name} grew from ${early} to ${late} MB`);
  say(printDriven(driven, lags.get('all')));
  say(printMemory(used));
  await audit();
  const fairness = await measureFairness(door, target, noise);
  say(printFairness(fairness));
  await audit();
  if (json) {
    const { acknowledgements, ...rest } = driven;
    const acknowledged = spreadOf(acknowledgements);
    const lag = lags.get('all');
    console.log(
      JSON.stringify({ seed, ...rest, acknowledged, lag, memory: used, fairness, wrongs }),
    );
  }
  await runner.end('SIGTERM');
  const groups = await groupsAsked(join(dir, 'groups'));
  check(
    groups.length > 0 && groups.every(({ group, account }) => group === account),
    `messages are not grouped by account: ${JSON.stringify(groups)}`,
  );
  say(`${groups.length} messages heard on their way to SQS, each grouped by its account`);
} catch (error) {
  wrongs.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
for (const wrong of wrongs) say(wrong);
say(
  `\n${wrongs.length === 0 ? 'every accepted event was applied: 1 passed, 0' : '0 passed, 1'} failed`,
);
end(wrongs.length === 0 ? 0 : 1);
