import { setTimeout as pause } from 'node:timers/promises';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { renewed } from '../../../bin/webhooks/send/send/change.ts';
import { type Door, deliver, idOf, sentAgain } from './airwallex.ts';

/** Events of these come in side by side, each so many milliseconds after the one before. */
const lanes = [
  'payment_intent.succeeded',
  'refund.settled',
  'account.active',
  'issuing.card.active',
];
const PAUSE_MS = 500;

export interface Traffic {
  /** Waits for what is under way. @returns the ids of what was accepted. */
  stop(): Promise<{ readonly accepted: ReadonlySet<string>; readonly words: string }>;
}

/** Sends event after event, each of them another one. */
export const startTraffic = (door: Door): Traffic => {
  const refused: string[] = [];
  const accepted = new Set<string>();
  let stopped = false;
  const lane = async (name: string): Promise<void> => {
    while (!stopped) {
      const body = renewed(readSample(name), name, [], Date.now());
      refused.push(...(await deliver(door, body)));
      accepted.add(idOf(body));
      await pause(PAUSE_MS);
    }
  };
  const all = Promise.all(lanes.map(lane));
  // Whoever stops it hears of a failure, and nobody before.
  all.catch(() => {});
  return {
    stop: async () => {
      stopped = true;
      await all;
      return { accepted, words: `${accepted.size} events${sentAgain(refused)}` };
    },
  };
};
