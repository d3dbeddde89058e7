import * as v from 'valibot';
import { maybeText } from '../../json/event.ts';
import type { Sent } from './sent.ts';

/** What `send --json` prints: each delivery and its answer. */
export const deliveriesShape = v.array(
  v.strictObject({
    eventId: v.string(),
    name: v.string(),
    domain: v.string(),
    object: maybeText,
    /** Of the answer. */
    status: v.number(),
    tookMs: v.number(),
  }),
);

export type DeliveryJson = v.InferOutput<typeof deliveriesShape>[number];

/** A delivery as JSON. @param took milliseconds until its answer. */
export const deliveryJson = (
  { eventId, event, domain, object, status }: Sent,
  took: number,
): DeliveryJson => ({
  eventId,
  name: event,
  domain,
  object: object ?? null,
  status,
  tookMs: Math.round(took),
});

/** What `send --list --json` prints. */
export const samplesShape = v.array(
  v.strictObject({
    domain: v.string(),
    title: v.string(),
    objects: v.array(v.string()),
    samples: v.array(v.string()),
  }),
);
