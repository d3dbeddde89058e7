import { setTimeout as pause } from 'node:timers/promises';
import { signedHeaders } from '../../../bin/webhooks/pipeline/secrets.ts';
import { scriptedDeliveries } from '../../../bin/webhooks/send/scenario/deliveries.ts';
import { chance } from '../../../bin/webhooks/send/scenario/generator.ts';
import { scenarioNamed, scenarioNames } from '../../../bin/webhooks/send/scenario/scenarios.ts';

/** An event on its way. */
export interface Webhook {
  readonly id: string;
  readonly body: Buffer;
}

/** When the stories of all traffic end, so that the same seed writes the same bytes. */
const STORIES_END = Date.UTC(2026, 9, 1);

const DUPLICATES = 0.3;

/** So many events and more of whole stories of all domains, some twice, in no order. */
export const trafficOf = (seed: string, events: number): readonly Webhook[] => {
  const deliveries: Webhook[] = [];
  for (let story = 0, told = 0; told < events; story += 1) {
    const which = Math.floor(chance(seed, `story ${story}`) * scenarioNames.length);
    const name = scenarioNames[which]?.name ?? '';
    const scenario = scenarioNamed(name, `${seed} ${story}`, STORIES_END);
    told += scenario.events.length;
    deliveries.push(...scriptedDeliveries(scenario, { shuffle: true, duplicate: DUPLICATES }));
  }
  return deliveries
    .map((webhook, index) => ({ webhook, place: chance(seed, `place ${index}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ webhook: { id, body } }) => ({ id, body }));
};

/** Where webhooks go, and what they are signed with. */
export interface Door {
  readonly webhookUrl: string;
  readonly signingSecret: string;
}

const ANSWER_MILLISECONDS = 8_000;

/** Signs and posts a webhook. @returns the status, or 0 where nothing answered. */
export const post = async (door: Door, body: Buffer): Promise<number> => {
  try {
    const response = await fetch(door.webhookUrl, {
      method: 'POST',
      headers: signedHeaders(door.signingSecret, body),
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
};

/** Where Airwallex waits hours, the test doesn't. */
const AGAIN_MILLISECONDS = 150;

const PATIENCE_MILLISECONDS = 120_000;

/** Deliveries on their way at once. */
const SENDERS = 6;

/**
 * Delivers webhooks as Airwallex does: each again until it is acknowledged.
 * @param onAcknowledged hears of each delivery that got its 200.
 * @throws Error when there is no end to refusals.
 */
export const deliver = async (
  door: Door,
  webhooks: readonly Webhook[],
  onAcknowledged: (webhook: Webhook) => void,
): Promise<void> => {
  const queue = [...webhooks];
  const send = async (): Promise<void> => {
    for (let webhook = queue.shift(); webhook; webhook = queue.shift()) {
      const deadline = Date.now() + PATIENCE_MILLISECONDS;
      for (let status = 0; status !== 200; ) {
        status = await post(door, webhook.body);
        if (status === 200) continue;
        if (Date.now() > deadline) throw new Error(`${webhook.id} still gets ${status}.`);
        await pause(AGAIN_MILLISECONDS);
      }
      onAcknowledged(webhook);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
};
