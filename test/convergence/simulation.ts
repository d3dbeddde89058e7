import { receive } from '../../functions/ingress/receive.ts';
import { cachedSecrets } from '../../functions/ingress/secrets.ts';
import { signingSecret } from '../../functions/ingress/signature.ts';
import { consume } from '../../functions/shared/consume.ts';
import type { Control } from '../../functions/shared/control/control.ts';
import type { SealedMessage } from '../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../functions/shared/record/family.ts';
import { toRecord, toRequest } from '../support/aws/lambda.ts';
import { nothingErased } from '../support/erasure/erasures.ts';
import { linesLog } from '../support/lines.ts';
import { inMemoryTables, type Tables } from '../support/tables/tables.ts';
import type { Fate, Process } from './fault-injection.ts';

const SECRET = 'whsec_world';
const NEXT_SECRET = 'whsec_next';
const secrets = {
  live: signingSecret('live', SECRET),
  next: signingSecret('next', NEXT_SECRET),
};

/** A webhook as Airwallex first sends it, at an epoch millisecond. */
export interface Webhook {
  readonly body: Buffer;
  readonly sentAt: number;
  /** The label of the secret that signs it; `live` by default. */
  readonly label?: keyof typeof secrets;
}

/** Between two tries of Airwallex, each signed at its own time. */
const RETRY_AFTER = 60_000;
const MOST_RECEIVES = 5;

interface Queued {
  readonly id: number;
  readonly message: SealedMessage;
  receives: number;
}

/**
 * Sends webhooks until each is acknowledged, and lets one domain's consumer empty its queue, each
 * request and each batch in a process of its own that may die at any call of a port.
 * @returns the tables when the queue is empty.
 * @throws when a message ends on the dead-letter queue.
 */
export const live = async (
  webhooks: readonly Webhook[],
  runtime: DomainRuntime,
  fate: Fate,
  { batchSize = 2, control = nothingErased }: { batchSize?: number; control?: Control } = {},
): Promise<Tables> => {
  const tables = inMemoryTables();
  const queue = new Map<string, Queued>();
  let sent = 0;

  const ingress = ({ step, read }: Process, now: number) => ({
    secrets: cachedSecrets(
      () => step(() => JSON.stringify({ live: SECRET, next: NEXT_SECRET })),
      () => read(() => now),
      () => {},
    ),
    enqueue: (_domain: string, message: SealedMessage) =>
      step(() => {
        sent += 1;
        queue.set(`handle-${sent}`, { id: sent, message, receives: 0 });
      }),
    log: linesLog(),
    now: () => read(() => now),
    sample: () => undefined,
    rejectStaleAfterSeconds: 0,
  });

  for (const { body, sentAt, label = 'live' } of webhooks)
    for (let time = sentAt, status: number | undefined; status !== 200; time += RETRY_AFTER) {
      const request = toRequest(body, secrets[label], time);
      const answer = await fate.run((process) => receive(request, ingress(process, time + 50)));
      status = answer?.statusCode;
    }

  while (queue.size > 0) {
    const batch = [...queue.entries()].slice(0, batchSize);
    for (const [, queued] of batch) queued.receives += 1;
    if (batch.some(([, { receives }]) => receives > MOST_RECEIVES))
      throw new Error('A message is on the dead-letter queue.');
    const answer = await fate.run(({ step, read }) =>
      consume(
        { Records: batch.map(([, { message, id, receives }]) => toRecord(message, id, receives)) },
        {
          runtime,
          store: tables.store(step),
          control,
          inbox: {
            postpone: (handle) => step(() => void queue.get(handle)),
            remove: (handle) => step(() => void queue.delete(handle)),
          },
          log: linesLog(),
          radar: () => {},
          now: () => read(() => Date.UTC(2026, 10, 21)),
          recordTimeout: 60_000,
        },
      ),
    );
    const failed = answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    for (const [handle, { id }] of batch)
      if (failed && !failed.includes(`message-${id}`)) queue.delete(handle);
  }
  return tables;
};
