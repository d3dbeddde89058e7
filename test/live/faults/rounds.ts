import { setTimeout as pause } from 'node:timers/promises';
import { waitingMessages } from '../../../bin/webhooks/pipeline/queues/queues.ts';
import { breachesOf } from './audits.ts';
import { differencesOfCopy } from './copies.ts';
import { deadLetters, redrive } from './dead-letters.ts';
import type { Fault } from './fault.ts';
import type { Proof } from './proof.ts';
import type { Stand } from './stand.ts';
import { deliver, trafficOf, type Webhook } from './traffic.ts';

/** What became of a fault's rounds. */
export interface Result {
  readonly fault: string;
  rounds: number;
  /** Events that were acknowledged while the fault lasted, each counted once. */
  events: number;
  deliveries: number;
  injected: number;
  kills: number;
  /** Messages that `webhooks redrive` brought home from dead-letter queues. */
  redriven: number;
  lost: number;
  repeated: number;
  different: number;
  seconds: number;
  readonly notes: string[];
  /** Why it failed; nothing, where it passed. */
  readonly wrongs: string[];
}

export interface Run {
  readonly stand: Stand;
  readonly proof: Proof;
  readonly seed: string;
  readonly rounds: number;
  /** Events of a round, about. */
  readonly events: number;
  readonly short: boolean;
}

/** Milliseconds that a fault lasts beyond the last acknowledgement, while queues hold messages. */
const LINGERS = { short: 1_500, long: 8_000 };

const PATIENCE = 180_000;

const waitingNow = async ({ target }: Stand): Promise<number> =>
  [...(await waitingMessages(target))].reduce((sum, [, messages]) => sum + messages, 0);

/** Waits until no queue holds a message. @returns whether none does. */
const drained = async (stand: Stand, milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const waiting = await waitingNow(stand).catch(() => 1);
    if (waiting === 0) return true;
    if (Date.now() > deadline) return false;
    await pause(100);
  }
};

/** Seconds until a message comes back that nobody is done with, where a fault says nothing else. */
const COMES_BACK = { short: 4, long: 20 };

const runRound = async (
  { stand, proof, seed, events, short }: Run,
  fault: Fault,
  number: number,
  result: Result,
): Promise<void> => {
  const over = new AbortController();
  const acknowledged = (webhook: Webhook): void => {
    result.deliveries += 1;
    proof.acknowledged(webhook);
  };
  const round = {
    stand,
    seed: `${seed} ${fault.name} ${number}`,
    number,
    short,
    over: over.signal,
    send: (webhooks: readonly Webhook[], signingSecret = stand.signingSecret) =>
      deliver({ webhookUrl: stand.webhookUrl, signingSecret }, webhooks, acknowledged),
    killed: (processes = 1) => {
      result.kills += processes;
    },
    injected: (faults = 1) => {
      result.injected += faults;
    },
    rescued: (messages: number) => {
      result.redriven += messages;
    },
    say: (text: string) => void result.notes.push(text),
  };
  stand.deliveries.comeBackAfter(short ? COMES_BACK.short : COMES_BACK.long);
  await fault.before?.(round);
  const lasting = fault.during(round);
  const sent = (async () => {
    await round.send(trafficOf(round.seed, events));
    await drained(stand, short ? LINGERS.short : LINGERS.long);
  })().finally(() => over.abort());
  await Promise.all([sent, lasting]);
  await fault.after?.(round);
};

const proxiesOf = ({ dynamodb, sqs, secrets }: Stand) => [dynamodb.proxy, sqs.proxy, secrets];

const injectedBy = (stand: Stand): number =>
  proxiesOf(stand).reduce((sum, { injected }) => sum + injected, 0);

/** Empties all queues, with what has come to rest on dead-letter queues. */
const settle = async (stand: Stand, result: Result): Promise<void> => {
  const deadline = Date.now() + PATIENCE;
  while (!(await drained(stand, 1_000))) {
    if (Date.now() > deadline) throw new Error(`${await waitingNow(stand)} messages still wait.`);
    const dead = [...(await deadLetters(stand.target)).values()];
    if (dead.some((messages) => messages > 0)) result.redriven += await redrive(stand);
  }
};

/** Lets a fault befall the pipeline for some rounds, and proves after each that nothing came of it. */
export const runFault = async (run: Run, fault: Fault): Promise<Result> => {
  const { stand, proof, rounds } = run;
  const began = performance.now();
  const result: Result = {
    ...{ fault: fault.name, rounds: 0, events: 0, deliveries: 0, injected: 0, kills: 0 },
    ...{ redriven: 0, lost: 0, repeated: 0, different: 0, seconds: 0, notes: [], wrongs: [] },
  };
  const [injected, events] = [injectedBy(stand), proof.events];
  try {
    while (result.rounds < rounds && result.wrongs.length === 0) {
      await runRound(run, fault, result.rounds, result);
      result.rounds += 1;
      await settle(stand, result);
      const { lost, repeated, different } = await proof.differences(stand.target);
      result.lost += lost.length;
      result.repeated += repeated.length;
      result.different += different.length;
      for (const [what, ids] of Object.entries({ lost, repeated, different }))
        if (ids.length > 0) result.wrongs.push(`${what}: ${ids.slice(0, 5).join(', ')}`);
      result.wrongs.push(...(await breachesOf(stand)), ...(await differencesOfCopy(stand)));
    }
  } catch (error) {
    result.wrongs.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  result.injected += injectedBy(stand) - injected;
  result.events = proof.events - events;
  result.seconds = (performance.now() - began) / 1_000;
  return result;
};
