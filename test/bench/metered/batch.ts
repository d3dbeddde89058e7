import type { SQSEvent } from 'aws-lambda';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { type Delivery, seal } from '../../../functions/shared/event/message.ts';
import { toRecord } from '../../support/aws/lambda.ts';

/** A delivery as the ingress takes it, received now. */
export const deliveryOf = (body: Uint8Array): Delivery => ({
  body,
  receipt: {
    sentAt: Date.now() - 150,
    receivedAt: Date.now(),
    requestId: 'AbCdEfGhIjKlMnO=',
    secret: '2026-03',
    digest: sha256(body),
  },
});

/** A batch as Lambda hands it to a consumer. */
export const batchOf = (bodies: readonly Uint8Array[]): SQSEvent => ({
  Records: bodies.flatMap((body, index) => {
    const message = seal(deliveryOf(body));
    return message ? [toRecord(message, index)] : [];
  }),
});
