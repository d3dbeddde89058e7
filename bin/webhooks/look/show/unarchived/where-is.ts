import { domains, unrouted } from '../../../../../functions/domains.ts';
import { loadRuntime } from '../../../../../functions/runtimes.ts';
import type { Domain } from '../../../../../functions/shared/domain.ts';
import { readEnvelope } from '../../../../../functions/shared/event/envelope.ts';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import type { FailedLine } from '../../../../../functions/shared/query/logs/failed.ts';
import { acceptedWith } from '../../../../../functions/shared/query/logs/ingress-log.ts';
import { countRefusals } from '../../../../../functions/shared/query/logs/refusals.ts';
import { heldRules } from '../../../pipeline/control/void-rules.ts';
import { UNSIGNED } from '../../../pipeline/logs/refusals.ts';
import {
  causeOf,
  deliveryOf,
  heldMessages,
  release,
} from '../../../pipeline/queues/dead-letters.ts';
import { messagesIn } from '../../../pipeline/queues/queues.ts';
import type { Target } from '../../../pipeline/target.ts';

/** Where an event is that the archive does not hold, as far as queues and the ingress's log show. */
export type Unarchived = {
  readonly id: string;
  /** When the ingress's log begins, UTC text; null where there is none. */
  readonly logSince: string | null;
} & (
  | {
      /** On the dead-letter queue of a domain: it failed as often as it was tried. */
      readonly state: 'dead letter';
      readonly domain: string;
      readonly messageId: string;
      /** When the ingress queued it, UTC text. */
      readonly queuedAt: string;
      readonly receives: number;
      /** The error that it failed with last; null where its consumer's log has no line of it. */
      readonly failedWith: string | null;
      /** What today's code makes of it. */
      readonly finding: string;
    }
  | {
      /**
       * `waiting`: accepted, and the queues of its domain hold messages. `lost`: accepted, and they
       * hold none.
       */
      readonly state: 'waiting' | 'lost';
      readonly domain: string;
      readonly acceptedAt: string;
      readonly requestId: string;
      /** Messages in the queues of the domain, approximately. */
      readonly messages: number;
    }
  | {
      /**
       * The ingress did not accept it. `refused`: it refused signed requests, of which it does not read
       * the ids. `never received`: it refused none.
       */
      readonly state: 'refused' | 'never received';
      /** Refused requests by cause. */
      readonly refusals: Readonly<Record<string, number>>;
    }
);

const inDeadLetters = async (
  target: Target,
  domain: Domain,
  id: string,
): Promise<Omit<Extract<Unarchived, { state: 'dead letter' }>, 'id' | 'logSince'> | undefined> => {
  const url = target.outputs.deadLetterQueues[domain.name];
  if (url === undefined || (await messagesIn(target, url)).visible === 0) return undefined;
  const handles: (string | undefined)[] = [];
  try {
    for await (const batch of heldMessages(target, url, new AbortController().signal)) {
      handles.push(...batch.map(({ ReceiptHandle }) => ReceiptHandle));
      const message = batch.find((one) => idOf(one) === id);
      if (message === undefined) continue;
      const { MessageId = '', Attributes = {} } = message;
      return {
        state: 'dead letter',
        domain: domain.name,
        messageId: MessageId,
        queuedAt: isoTime(Number(Attributes.SentTimestamp)) ?? '?',
        receives: Number(Attributes.ApproximateReceiveCount),
        failedWith: await lastError(target, domain, MessageId, Number(Attributes.SentTimestamp)),
        finding: causeOf(message, await loadRuntime(domain), await heldRules(target)).finding,
      };
    }
  } finally {
    await release(target, url, handles);
  }
  return undefined;
};

/** The error of the last failure that a consumer logged of a message. */
const lastError = async (
  { failures }: Target,
  domain: Domain,
  messageId: string,
  since: number,
): Promise<string | null> => {
  let last: FailedLine | undefined;
  for await (const line of failures(domain.name, since))
    if (line.messageId === messageId && line.at >= (last?.at ?? 0)) last = line;
  return last?.error ?? null;
};

/** The id of the event in a message; undefined where it cannot be read. */
const idOf = (message: Parameters<typeof deliveryOf>[0]): string | undefined => {
  try {
    return readEnvelope(deliveryOf(message).body)?.id;
  } catch {
    return undefined;
  }
};

const messagesOf = async (target: Target, domain: string): Promise<number> => {
  const url = target.outputs.queues[domain];
  if (url === undefined) return 0;
  const { visible, inFlight, delayed } = await messagesIn(target, url);
  return visible + inFlight + delayed;
};

/**
 * Finds out where an event is that the archive does not hold. It reads the dead-letter queues, whose
 * messages are hidden from others meanwhile, and the whole log of the ingress.
 */
export const whereIs = async (
  target: Target,
  id: string,
  now: number = Date.now(),
): Promise<Unarchived> => {
  const begins = await target.accepted.reachesBack();
  const known = { id, logSince: begins === undefined ? null : (isoTime(begins) ?? null) };
  for (const domain of [...domains, unrouted]) {
    const found = await inDeadLetters(target, domain, id);
    if (found) return { ...known, ...found };
  }
  const line = await acceptedWith(target.accepted, ({ eventId }) => eventId === id);
  if (line) {
    const messages = await messagesOf(target, line.queue);
    return {
      ...known,
      state: messages > 0 ? 'waiting' : 'lost',
      domain: line.queue,
      acceptedAt: isoTime(line.at) ?? '?',
      requestId: line.requestId,
      messages,
    };
  }
  const range = { since: begins ?? 0, until: now + 60_000 };
  const causes = [...((await countRefusals(target.accepted, range))?.causes ?? [])].filter(
    ([cause]) => cause !== UNSIGNED,
  );
  return {
    ...known,
    state: causes.length > 0 ? 'refused' : 'never received',
    refusals: Object.fromEntries(causes.map(([cause, { count }]) => [cause, count])),
  };
};
