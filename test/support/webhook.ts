import { readEnvelope } from '../../functions/shared/event/envelope.ts';
import { isInternal } from '../../functions/shared/event/internal.ts';
/** The body of an event about an object of payments. @param at the envelope's `created_at`. */
export const webhook = (
  id: string,
  name: string,
  at: string | undefined,
  object: Readonly<Record<string, unknown>>,
): Buffer => Buffer.from(JSON.stringify({ id, name, created_at: at, data: { object } }));

const days: Readonly<Record<string, string>> = { received: '01', accepted: '02', settled: '03' };

/** An event of a refund that is received, accepted and settled on consecutive days. */
export const refundEvent = (
  status: 'received' | 'accepted' | 'settled',
  refund: string | number = 1,
): Buffer =>
  webhook(`evt_${status}_${refund}`, `refund.${status}`, `2026-03-${days[status]}T10:00:00Z`, {
    id: `rfd_${refund}`,
    payment_intent_id: 'int_1',
    status: status.toUpperCase(),
  });

/** The three events of one refund. */
export const refundEvents: readonly Buffer[] = [
  refundEvent('received'),
  refundEvent('accepted'),
  refundEvent('settled'),
];

/** Whether an event is one of our own, which another secret signs. */
export const isOwn = (body: Uint8Array): boolean => isInternal(readEnvelope(body)?.name);
