import { domains, unrouted } from '../../../functions/domains.ts';
import { receive } from '../../../functions/ingress/receive.ts';
import { cachedSecrets } from '../../../functions/ingress/secrets.ts';
import { signingSecret } from '../../../functions/ingress/signature.ts';
import { loadRuntime } from '../../../functions/runtimes.ts';
import { type ConsumerDependencies, consume } from '../../../functions/shared/consume.ts';
import { readEnvelope } from '../../../functions/shared/event/envelope.ts';
import { INTERNAL_LABEL, isInternal } from '../../../functions/shared/event/internal.ts';
import type { SealedMessage } from '../../../functions/shared/event/message.ts';
import { type MemoryStore, memoryStore } from '../../../functions/shared/store/memory.ts';
import type { Store } from '../../../functions/shared/store/store.ts';
import { toRecord, toRequest } from '../aws/lambda.ts';
import { nothingErased } from '../erasure/erasures.ts';
import { linesLog } from '../lines.ts';

const SECRET = 'whsec_pipeline';
const INTERNAL_SECRET = 'whsec_internal';
const secret = signingSecret('live', SECRET);
/** A second one of Airwallex, under the label `next`. */
const NEXT_SECRET = 'whsec_next';
const nextSecret = signingSecret('next', NEXT_SECRET);
const internalSecret = signingSecret(INTERNAL_LABEL, INTERNAL_SECRET);

/** The secrets that sign what is posted to a pipeline. */
export const pipelineSecrets = [secret, nextSecret, internalSecret];
/** The same as Secrets Manager holds them. */
export const pipelineSecretText = JSON.stringify({
  live: SECRET,
  next: NEXT_SECRET,
  [INTERNAL_LABEL]: INTERNAL_SECRET,
});

/** The secret that signs a body: an event of our own has another one. */
const secretFor = (body: Uint8Array, label: Posting['label']) => {
  if (isInternal(readEnvelope(body)?.name)) return internalSecret;
  return label === 'next' ? nextSecret : secret;
};

interface Posting {
  /** `x-timestamp`, epoch milliseconds. */
  readonly sentAt?: number;
  /** Signs this body instead of the one that is sent. */
  readonly signed?: Uint8Array;
  /** The label of the secret that signs it; `live` by default. */
  readonly label?: 'live' | 'next';
}

/** The whole pipeline in one process: the real ingress and consumers, with queues and tables in memory. */
export interface Pipeline {
  /** Signs and posts a webhook. @returns the status code. */
  post(body: Uint8Array, posting?: Posting): Promise<number>;
  /** Puts a message on a queue past the ingress. */
  enqueue(domain: string, message: SealedMessage): void;
  /** Lets the consumers empty their queues, in batches. */
  drain(batchSize?: number): Promise<void>;
  /** Posts webhooks and lets the consumers take them. */
  send(bodies: readonly Uint8Array[], posting?: Posting): Promise<void>;
  readonly queued: ReadonlyMap<string, readonly SealedMessage[]>;
  readonly stores: ReadonlyMap<string, MemoryStore>;
  /** The log lines of the ingress. */
  readonly lines: ReturnType<typeof linesLog>['lines'];
  /** The records of all tables as text, equal if the records are. */
  tables(): string;
}

/**
 * Builds a pipeline.
 * @param storeOf replaces the store in memory of each domain's consumer.
 * @param settings of consumers; by default nothing expires or is erased.
 */
export const createPipeline = (
  storeOf: (domain: string, memory: MemoryStore) => Store = (_domain, memory) => memory,
  now: () => number = () => Date.UTC(2026, 10, 21),
  settings: Partial<Pick<ConsumerDependencies, 'control' | 'archiveDays'>> = {},
): Pipeline => {
  const all = [...domains, unrouted];
  const queued = new Map(all.map(({ name }): [string, SealedMessage[]] => [name, []]));
  const stores = new Map(all.map((domain) => [domain.name, memoryStore(domain)]));
  const log = linesLog();
  const enqueue = (domain: string, message: SealedMessage) =>
    void queued.get(domain)?.push(message);
  const ingress = {
    secrets: cachedSecrets(
      async () => pipelineSecretText,
      now,
      () => {},
    ),
    enqueue: async (domain: string, message: SealedMessage) => enqueue(domain, message),
    log,
    now,
    sample: () => undefined,
    rejectStaleAfterSeconds: 0,
  };
  const pipeline: Pipeline = {
    queued,
    enqueue,
    stores,
    lines: log.lines,
    post: async (body, { sentAt = now(), signed = body, label } = {}) => {
      const request = toRequest(body, secretFor(body, label), sentAt, signed);
      const response = await receive(request, ingress);
      return response.statusCode ?? 0;
    },
    drain: async (batchSize = 10) => {
      for (const domain of all) {
        const runtime = await loadRuntime(domain);
        const messages = queued.get(domain.name)?.splice(0) ?? [];
        const memory = stores.get(domain.name) ?? memoryStore(domain);
        for (let start = 0; start < messages.length; start += batchSize) {
          const response = await consume(
            {
              Records: messages
                .slice(start, start + batchSize)
                .map((message, index) => toRecord(message, index)),
            },
            {
              runtime,
              store: storeOf(domain.name, memory),
              control: nothingErased,
              ...settings,
              inbox: { postpone: async () => {}, remove: async () => {} },
              log: linesLog(),
              radar: () => {},
              now,
              recordTimeout: 5_000,
            },
          );
          if (response.batchItemFailures.length > 0) throw new Error('A message failed.');
        }
      }
    },
    send: async (bodies, posting) => {
      for (const body of bodies) await pipeline.post(body, posting);
      await pipeline.drain();
    },
    tables: () =>
      JSON.stringify(
        [...stores].map(([domain, { records }]) => [
          domain,
          [...records].sort(([a], [b]) => (a < b ? -1 : 1)),
        ]),
      ),
  };
  return pipeline;
};
