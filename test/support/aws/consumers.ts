import { consume } from '../../../functions/shared/consume.ts';
import {
  type Delivery,
  type SealedMessage,
  seal,
} from '../../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import type { Store } from '../../../functions/shared/store/store.ts';
import { nothingErased } from '../erasure/erasures.ts';
import { linesLog } from '../lines.ts';
import { toRecord } from './lambda.ts';

/** A message waiting in a queue, with how often it was received. */
interface Waiting {
  readonly message: SealedMessage;
  readonly id: number;
  readonly receives: number;
}

/** What a queue makes of a delivery. */
export const sealed = (delivery: Delivery): SealedMessage => {
  const message = seal(delivery);
  if (message === undefined) throw new Error('No queue can hold this.');
  return message;
};

/**
 * Lets consumers empty one queue side by side, each with its own store. What fails comes back.
 * @throws when a message fails more often than the queue would let it.
 */
export const consumeAll = async (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
  stores: readonly Store[],
  batchSize: number,
): Promise<void> => {
  const queue = deliveries.map((one, id): Waiting => ({ message: sealed(one), id, receives: 0 }));
  const run = async (store: Store): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.splice(0, batchSize);
      const { batchItemFailures } = await consume(
        { Records: batch.map(({ message, id, receives }) => toRecord(message, id, receives + 1)) },
        {
          runtime,
          store,
          control: nothingErased,
          inbox: { postpone: async () => {}, remove: async () => {} },
          log: linesLog(),
          radar: () => {},
          now: () => Date.UTC(2026, 10, 21),
          recordTimeout: 60_000,
        },
      );
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const waiting of batch) {
        if (!failed.has(`message-${waiting.id}`)) continue;
        if (waiting.receives >= 5) throw new Error('A message is on the dead-letter queue.');
        queue.push({ ...waiting, receives: waiting.receives + 1 });
      }
    }
  };
  await Promise.all(stores.map(run));
};
