import type { Message } from '@aws-sdk/client-sqs';
import type { FailedLine } from '../../../../functions/shared/query/logs/failed.ts';
import { type Cause, heldMessages, release } from '../../pipeline/queues/dead-letters.ts';
import type { Target } from '../../pipeline/target.ts';
import type { Source } from './sources.ts';

/** A message on a dead-letter queue. */
export interface DeadLetter extends Cause {
  /** As consumers log it and `--message` takes it. */
  readonly messageId: string;
  /** When the ingress queued it, epoch milliseconds. */
  readonly queuedAt: number;
  readonly receives: number;
  /** What its consumer logged when it failed last; undefined where no line is found. */
  readonly failure: Pick<FailedLine, 'error' | 'cause' | 'where' | 'at'> | undefined;
}

/** Dead letters of one name, finding and failure. */
export interface DeadLetterGroup extends Pick<Cause, 'name' | 'finding' | 'hopeless'> {
  readonly messages: number;
  /** The name of the error that they failed with last. */
  readonly error: string | undefined;
  /** The highest receive count among them. */
  readonly receives: number;
  /** When the first and the last of them were sent to the domain's queue, epoch milliseconds. */
  readonly oldest: number;
  readonly youngest: number;
  /** Id of one of them. */
  readonly example: string;
}

const letterOf = (message: Message, { causeOf }: Pick<Source, 'causeOf'>): DeadLetter => {
  const { MessageId = '', Attributes = {} } = message;
  return {
    messageId: MessageId,
    queuedAt: Number(Attributes.SentTimestamp),
    receives: Number(Attributes.ApproximateReceiveCount),
    failure: undefined,
    ...causeOf(message),
  };
};

/** The last failure of each message, by its id, as the consumer logged it. */
const failuresOf = async (
  target: Target,
  domain: string,
  letters: readonly DeadLetter[],
): Promise<ReadonlyMap<string, FailedLine>> => {
  const last = new Map<string, FailedLine>();
  if (letters.length === 0) return last;
  const since = Math.min(...letters.map(({ queuedAt }) => queuedAt));
  const ids = new Set(letters.map(({ messageId }) => messageId));
  for await (const line of target.failures(domain, since))
    if (ids.has(line.messageId) && line.at >= (last.get(line.messageId)?.at ?? 0))
      last.set(line.messageId, line);
  return last;
};

/**
 * Reads the messages of a dead-letter queue without removing them; bodies are not kept. Of a FIFO queue these
 * are the first ones of each group.
 */
export const survey = async (
  target: Target,
  source: Pick<Source, 'name' | 'from' | 'causeOf'>,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (messages: number) => void },
): Promise<readonly DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  const handles: (string | undefined)[] = [];
  try {
    for await (const batch of heldMessages(target, source.from, signal)) {
      handles.push(...batch.map(({ ReceiptHandle }) => ReceiptHandle));
      letters.push(...batch.map((message) => letterOf(message, source)));
      onProgress(letters.length);
    }
  } finally {
    await release(target, source.from, handles);
  }
  const failures = await failuresOf(target, source.name, letters);
  return letters.map((letter) => ({ ...letter, failure: failures.get(letter.messageId) }));
};

const groupWith = (group: DeadLetterGroup | undefined, letter: DeadLetter): DeadLetterGroup => {
  const { name, finding, hopeless, messageId, queuedAt, receives, failure } = letter;
  return {
    ...{ name, finding, hopeless, error: failure?.error },
    messages: (group?.messages ?? 0) + 1,
    receives: Math.max(group?.receives ?? 0, receives),
    oldest: Math.min(group?.oldest ?? queuedAt, queuedAt),
    youngest: Math.max(group?.youngest ?? queuedAt, queuedAt),
    example: group?.example ?? messageId,
  };
};

/** Groups dead letters by name, finding and failure, most messages first. */
export const deadLetterGroups = (letters: readonly DeadLetter[]): readonly DeadLetterGroup[] => {
  const groups = new Map<string, DeadLetterGroup>();
  for (const letter of letters) {
    const key = JSON.stringify([letter.name, letter.finding, letter.failure?.error]);
    groups.set(key, groupWith(groups.get(key), letter));
  }
  return [...groups.values()].sort((a, b) => b.messages - a.messages);
};
