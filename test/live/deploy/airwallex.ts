import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { post } from '../../../bin/webhooks/send/post.ts';
import { Failure } from '../../../bin/webhooks/terminal/failure.ts';
import { isOwn } from '../../support/webhook.ts';

/** Where webhooks go to, and what they are signed with. */
export interface Door {
  readonly url: string;
  readonly secret: string;
}

/** Airwallex waits longer, and tries for three days. */
const AGAIN_MS = 500;
const MOST_TRIES = 60;

export const newSecret = (): string => `whsec_${randomBytes(24).toString('hex')}`;

/** What signs events of our own. */
export const ownSecret = newSecret();

/** An event's id. */
export const idOf = (body: Buffer): string => JSON.parse(body.toString()).id;

/**
 * Delivers an event as Airwallex does: again, under the same timestamp, until it is answered with 200.
 * @returns the answers before that; `none` where there was none.
 * @throws Error when it never is.
 */
export const deliver = async (
  { url, secret }: Door,
  body: Buffer,
  sentAt = Date.now(),
): Promise<readonly string[]> => {
  const refused: string[] = [];
  while (refused.length < MOST_TRIES) {
    const status = await post(url, isOwn(body) ? ownSecret : secret, body, sentAt).catch(
      (error) => {
        if (error instanceof Failure) return 'none';
        throw error;
      },
    );
    if (status === 200) return refused;
    refused.push(String(status));
    await pause(AGAIN_MS);
  }
  throw new Error(`Never accepted (${[...new Set(refused)].join(', ')}): ${body}`);
};

/** Such answers in words, none in none. */
export const sentAgain = (refused: readonly string[]): string => {
  const counts = Object.entries(Object.groupBy(refused, (status) => status));
  return counts.map(([status, all = []]) => `, ${all.length} × ${status} and sent again`).join('');
};
