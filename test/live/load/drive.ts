import { setTimeout as pause } from 'node:timers/promises';
import { waitingMessages } from '../../../bin/webhooks/pipeline/queues/queues.ts';
import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { type Door, post, type Webhook } from '../faults/traffic.ts';
import { quantile } from './figures.ts';
import { createPace } from './pace.ts';

/** The result of a run. */
export interface Driven {
  /** Events that were acknowledged, each counted once. */
  readonly accepted: number;
  /** Deliveries that got another answer, and were sent again. */
  readonly refused: number;
  /** From the first delivery to the last acknowledgement. */
  readonly seconds: number;
  /** Milliseconds from a delivery to its acknowledgement. */
  readonly acknowledgements: readonly number[];
  /** Messages in queues, once a second, until none was. */
  readonly depths: readonly number[];
  /** Events a second that were tried, once a second. */
  readonly rates: readonly number[];
}

/** The maximum number of concurrent deliveries. */
const MAX_CONCURRENT = 64;

const depthOf = async (target: Target): Promise<number> =>
  [...(await waitingMessages(target))].reduce((sum, [, messages]) => sum + messages, 0);

/**
 * Sends events at the rate that the pipeline keeps up with, and waits until its queues are empty.
 * @param onSecond is called once a second.
 */
export const drive = async (
  door: Door,
  target: Target,
  webhooks: Iterable<Webhook>,
  onSecond: (accepted: number) => void = () => {},
): Promise<Driven> => {
  const pace = createPace();
  const accepted = new Set<string>();
  const acknowledgements: number[] = [];
  const depths: number[] = [];
  const rates: number[] = [];
  const underWay = new Set<Promise<void>>();
  let refused = 0;
  let recent: number[] = [];
  let sending = true;

  const deliver = async ({ id, body }: Webhook): Promise<void> => {
    for (;;) {
      const began = performance.now();
      const status = await post(door, body);
      const took = performance.now() - began;
      recent.push(took);
      if (status === 200) {
        acknowledgements.push(took);
        accepted.add(id);
        return;
      }
      refused += 1;
      await pause(500);
    }
  };
  const watch = async (): Promise<void> => {
    for (let depth = 0; sending || depth > 0; ) {
      await pause(1_000);
      depth = await depthOf(target);
      depths.push(depth);
      if (sending) {
        rates.push(pace.rate);
        pace.adapt(depth, quantile(recent, 0.95), recent.length);
        recent = [];
      }
      onSecond(accepted.size);
    }
  };

  const watching = watch();
  const began = performance.now();
  let due = began;
  for (const webhook of webhooks) {
    due = Math.max(due + 1_000 / pace.rate, performance.now() - 1_000);
    const early = due - performance.now();
    if (early > 0) await pause(early);
    while (underWay.size >= MAX_CONCURRENT) await Promise.race(underWay);
    const one: Promise<void> = deliver(webhook).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - began) / 1_000;
  sending = false;
  await watching;
  return { accepted: accepted.size, refused, seconds, acknowledgements, depths, rates };
};
