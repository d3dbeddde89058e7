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

/** The end of every scenario, so that the same seed writes the same bytes. */
const SCENARIOS_END = Date.UTC(2026, 9, 1);

const DUPLICATES = 0.3;

/** At least this number of events, of whole scenarios of all domains, some twice, in random order. */
export const trafficOf = (seed: string, events: number): readonly Webhook[] => {
  const deliveries: Webhook[] = [];
  for (let number = 0, count = 0; count < events; number += 1) {
    const which = Math.floor(chance(seed, `story ${number}`) * scenarioNames.length);
    const name = scenarioNames[which]?.name ?? '';
    const scenario = scenarioNamed(name, `${seed} ${number}`, SCENARIOS_END);
    count += scenario.events.length;
    deliveries.push(...scriptedDeliveries(scenario, { shuffle: true, duplicate: DUPLICATES }));
  }
  return deliveries
    .map((webhook, index) => ({ webhook, place: chance(seed, `place ${index}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ webhook: { id, body } }) => ({ id, body }));
};

/** The URL that webhooks are sent to, and the secret that signs them. */
export interface Door {
  readonly webhookUrl: string;
  readonly signingSecret: string;
}

const ANSWER_MILLISECONDS = 8_000;

/** Signs and posts a webhook. @returns the status, or 0 without an answer. */
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

/** Airwallex retries after hours. */
const RETRY_MILLISECONDS = 150;

const TIMEOUT_MILLISECONDS = 120_000;

/** Concurrent deliveries. */
const SENDERS = 6;

/**
 * Delivers webhooks as Airwallex does, and retries each until it is acknowledged.
 * @param onAcknowledged is called for each delivery that was answered 200.
 * @throws Error when a webhook is still refused after two minutes.
 */
export const deliver = async (
  door: Door,
  webhooks: readonly Webhook[],
  onAcknowledged: (webhook: Webhook) => void,
): Promise<void> => {
  const queue = [...webhooks];
  const send = async (): Promise<void> => {
    for (let webhook = queue.shift(); webhook; webhook = queue.shift()) {
      const deadline = Date.now() + TIMEOUT_MILLISECONDS;
      for (let status = 0; status !== 200; ) {
        status = await post(door, webhook.body);
        if (status === 200) continue;
        if (Date.now() > deadline) throw new Error(`${webhook.id} still gets ${status}.`);
        await pause(RETRY_MILLISECONDS);
      }
      onAcknowledged(webhook);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
};
