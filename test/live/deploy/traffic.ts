import { setTimeout as pause } from 'node:timers/promises';
import { readSample } from '../../../bin/webhooks/send/samples.ts';
import { renewed } from '../../../bin/webhooks/send/send/change.ts';
import { type Door, deliver, idOf, sentAgain } from './airwallex.ts';

/** Events of these names arrive concurrently, each PAUSE_MS after the previous one of its name. */
const lanes = [
  'payment_intent.succeeded',
  'refund.settled',
  'account.active',
  'issuing.card.active',
];
const PAUSE_MS = 500;

export interface Traffic {
  /** Waits for deliveries in progress. @returns the ids of the accepted events. */
  stop(): Promise<{ readonly accepted: ReadonlySet<string>; readonly words: string }>;
}

/** Sends different events continuously. */
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
  // A failure is reported by stop() and not before.
  all.catch(() => {});
  return {
    stop: async () => {
      stopped = true;
      await all;
      return { accepted, words: `${accepted.size} events${sentAgain(refused)}` };
    },
  };
};
