import type { Message } from '@aws-sdk/client-sqs';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import { type Cause, causeOf, heldMessages, release } from '../../pipeline/dead-letters.ts';
import type { Target } from '../../pipeline/target.ts';

/** Dead letters of one name and cause. */
interface Group extends Cause {
  readonly messages: number;
  /** The highest receive count among them. */
  readonly receives: number;
  /** When the first and the last of them were sent to the domain's queue, epoch milliseconds. */
  readonly oldest: number;
  readonly youngest: number;
  /** Id of one of them, as consumers log it and `--message` takes it. */
  readonly example: string;
}

/** What a dead-letter queue holds. */
export interface DeadLetterSurvey {
  /** Most messages first. */
  readonly groups: readonly Group[];
  /** Ids of all, and whether each is hopeless. */
  readonly messages: ReadonlyMap<string, boolean>;
}

const groupWith = (group: Group | undefined, cause: Cause, message: Message): Group => {
  const { MessageId = '', Attributes = {} } = message;
  const sentAt = Number(Attributes.SentTimestamp);
  const receives = Number(Attributes.ApproximateReceiveCount);
  return {
    ...cause,
    messages: (group?.messages ?? 0) + 1,
    receives: Math.max(group?.receives ?? 0, receives),
    oldest: Math.min(group?.oldest ?? sentAt, sentAt),
    youngest: Math.max(group?.youngest ?? sentAt, sentAt),
    example: group?.example ?? MessageId,
  };
};

/** Reads every message of a dead-letter queue without removing it; bodies are not kept. */
export const survey = async (
  target: Target,
  queueUrl: string,
  runtime: DomainRuntime,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (messages: number) => void },
): Promise<DeadLetterSurvey> => {
  const groups = new Map<string, Group>();
  const messages = new Map<string, boolean>();
  const handles: (string | undefined)[] = [];
  try {
    for await (const batch of heldMessages(target, queueUrl, signal)) {
      handles.push(...batch.map(({ ReceiptHandle }) => ReceiptHandle));
      for (const message of batch) {
        const cause = causeOf(message, runtime);
        const key = JSON.stringify([cause.name, cause.finding]);
        groups.set(key, groupWith(groups.get(key), cause, message));
        messages.set(message.MessageId ?? '', cause.hopeless);
      }
      onProgress(messages.size);
    }
  } finally {
    await release(target, queueUrl, handles);
  }
  return {
    groups: [...groups.values()].sort((a, b) => b.messages - a.messages),
    messages,
  };
};
