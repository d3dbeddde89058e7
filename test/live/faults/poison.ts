import { setTimeout as pause } from 'node:timers/promises';
import { waitingMessages } from '../../../bin/webhooks/pipeline/queues/queues.ts';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { deadLetters, redrive } from './dead-letters.ts';
import type { Fault } from './fault.ts';
import type { Stand } from './stand.ts';
import type { Webhook } from './traffic.ts';

/** What handling a record does to its process; see `inside.ts`. */
const poisons = ['crashes', 'settles', 'exhausts'] as const;

const samples = [
  { domain: 'payments', sample: 'payment_intent.succeeded' },
  { domain: 'issuing', sample: 'issuing.card.active' },
  { domain: 'accounts', sample: 'account.active' },
] as const;

/** Each poison in a domain, another one in each round. */
const poisoned = (seed: string, round: number): readonly (Webhook & { domain: string })[] =>
  samples.map(({ domain, sample }, index) => {
    const poison = poisons[(index + round) % poisons.length];
    const id = `evt_poison_${poison}_${seed.replaceAll(/\W+/g, '_')}`;
    const event = JSON.parse(readSample(sample).toString());
    // Dated: an event that tells no time is ordered by when it was first sent, in no two runs the same.
    const json = { ...event, id, created_at: '2026-09-01T10:00:00+0000' };
    return { id, domain, body: Buffer.from(JSON.stringify(json)) };
  });

/** Seconds: a consumer's time-out here instead of its 30, so that one that never ends does soon. */
const TIME_OUT = { short: 3, long: 5 };

/** Seconds until a message comes back whose consumer died: longer than the time-out, as at AWS. */
const COMES_BACK = { short: 4, long: 7 };

const PATIENCE = 240_000;

/** Waits until queues hold nothing but what is on their dead-letter queues. */
const setAside = async ({ target }: Stand, domains: readonly string[]): Promise<void> => {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const dead = await deadLetters(target);
    const waiting = await waitingMessages(target);
    const isSettled = ([domain, messages]: readonly [string, number]): boolean =>
      messages === (dead.get(domain) ?? 0);
    if (domains.every((domain) => dead.get(domain)) && [...waiting].every(isSettled)) return;
    if (Date.now() > deadline) throw new Error('A poisoned message is on no dead-letter queue.');
    await pause(250);
  }
};

/** One record that never settles, one that exhausts memory, one that crashes: in a domain each. */
export const poisonedRecords: Fault = {
  name: 'a record never settles, exhausts memory, crashes',
  before: async ({ stand, short, killed }) => {
    stand.control.set({ poison: true });
    stand.control.timeOutAfter(short ? TIME_OUT.short : TIME_OUT.long);
    stand.deliveries.comeBackAfter(short ? COMES_BACK.short : COMES_BACK.long);
    killed();
    await stand.killRunner();
    await stand.startRunner();
  },
  during: async ({ seed, number, send, injected }) => {
    const webhooks = poisoned(seed, number);
    await send(webhooks);
    injected(webhooks.length);
  },
  after: async ({ stand, seed, number, rescued, killed, say }) => {
    const domains = poisoned(seed, number).map(({ domain }) => domain);
    await setAside(stand, domains);
    const dead = [...(await deadLetters(stand.target)).values()];
    const messages = dead.reduce((sum, count) => sum + count, 0);
    say(`${messages - domains.length} innocents on dead-letter queues with ${domains.length}`);
    // The code is fixed: now they may come back.
    stand.control.set({ poison: false });
    stand.control.timeOutAfter(undefined);
    killed();
    await stand.killRunner();
    await stand.startRunner();
    rescued(await redrive(stand));
  },
};
