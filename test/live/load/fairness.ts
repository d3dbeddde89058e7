import { setTimeout as pause } from 'node:timers/promises';
import { waitingMessages } from '../../../bin/webhooks/pipeline/queues/queues.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { type Door, post, type Webhook } from '../faults/traffic.ts';
import type { Spread } from './figures.ts';
import { readLags } from './lag.ts';

/** Events of the noisy account to one of each quiet account. */
const NOISIER = 100;

const QUIET_ACCOUNTS = 5;
const QUIET_EVENTS = 8;

/** Deliveries under way at once. */
const SENDERS = 24;

const NOISY = 'acct_noisy';

/** An event of an account, about an object of its own. */
export const intent = (account: string, id: string): Webhook => ({
  id: `evt_${id}`,
  body: Buffer.from(
    JSON.stringify({
      id: `evt_${id}`,
      name: 'payment_intent.created',
      account_id: account,
      created_at: '2026-10-01T10:00:00+0000',
      data: { object: { id: `int_${id}`, status: 'REQUIRES_PAYMENT_METHOD', amount: 1.1 } },
    }),
  ),
});

/** Sends each until it is acknowledged, many at once. */
export const sendAll = async (door: Door, webhooks: readonly Webhook[]): Promise<void> => {
  const queue = [...webhooks];
  const send = async (): Promise<void> => {
    for (let webhook = queue.shift(); webhook; webhook = queue.shift())
      while ((await post(door, webhook.body)) !== 200) await pause(200);
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
};

/** Waits until no queue holds a message. */
const emptied = async (target: Target): Promise<void> => {
  while ([...(await waitingMessages(target)).values()].some((messages) => messages > 0))
    await pause(250);
};

export interface Fairness {
  /** Milliseconds from the receipt to the archive of quiet accounts' events. */
  readonly alone: Spread | undefined;
  readonly besideNoise: Spread | undefined;
  readonly noisy: Spread | undefined;
  readonly noise: number;
}

/** Accounts that send an event now and then: alone, and beside one that sends a hundred times as many. */
export const measureFairness = async (
  door: Door,
  target: Target,
  noise: number,
): Promise<Fairness> => {
  const quiet = (phase: string): readonly Webhook[] =>
    Array.from({ length: QUIET_ACCOUNTS * QUIET_EVENTS }, (_, index) =>
      intent(`acct_quiet_${phase}_${index % QUIET_ACCOUNTS}`, `quiet_${phase}_${index}`),
    );
  for (const webhook of quiet('alone')) await sendAll(door, [webhook]);
  await emptied(target);

  const noisy = Array.from({ length: noise }, (_, index) => intent(NOISY, `noisy_${index}`));
  const mixed = noisy.flatMap((webhook, index) => {
    const rounds = index % NOISIER === 0 ? index / NOISIER : -1;
    const others = Array.from({ length: QUIET_ACCOUNTS }, (_, account) =>
      intent(`acct_quiet_beside_${account}`, `quiet_beside_${rounds}_${account}`),
    );
    return rounds < 0 ? [webhook] : [webhook, ...others];
  });
  await sendAll(door, mixed);
  await emptied(target);

  const { lags } = await readLags(target, (account) =>
    account === NOISY ? NOISY : /^acct_quiet_[a-z]+/.exec(account ?? '')?.[0],
  );
  return {
    alone: lags.get('acct_quiet_alone'),
    besideNoise: lags.get('acct_quiet_beside'),
    noisy: lags.get(NOISY),
    noise,
  };
};
