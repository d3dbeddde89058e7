import type { Outcome } from '../../functions/shared/record/read.ts';
import type { Hostile } from './request.ts';

/** A validly signed body, with the outcome that it must have. */
export const kept = (
  title: string,
  body: string | Buffer,
  outcome: Outcome,
  more: Partial<Hostile> = {},
): Hostile => ({ title, body: Buffer.from(body), status: 200, outcome, ...more });

let made = 0;

/** A number that no other body has, so that each body can be identified in the archive. */
export const serial = (): number => {
  made += 1;
  return made;
};

/** An event with a unique id. @param fields as JSON, without braces. */
export const event = (fields: string): string => `{"id":"evt_hostile_${serial()}",${fields}}`;

/** An event about a payment intent. @param object as JSON. */
export const intent = (object: string): string =>
  event(
    `"name":"payment_intent.succeeded","created_at":"2026-03-01T10:00:00+0000","data":{"object":${object}}`,
  );
