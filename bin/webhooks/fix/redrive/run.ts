import { messagesIn } from '../../pipeline/queues/queues.ts';
import type { Target } from '../../pipeline/target.ts';
import { moveInOrder } from './ordered.ts';
import { moveMessages } from './redrive.ts';
import type { Source } from './sources.ts';
import { type DeadLetter, survey } from './survey.ts';

/** Which messages are moved, and whether that is only rehearsed. */
export interface RedriveOptions {
  readonly message?: string;
  readonly limit?: number;
  readonly dryRun?: boolean;
}

/** The messages to move: the named one, even if hopeless, or those that are not hopeless. */
const wantedOf = (letters: readonly DeadLetter[], { message, limit }: RedriveOptions) => {
  const wanted = letters.filter(({ messageId, hopeless }) =>
    message === undefined ? !hopeless : messageId === message,
  );
  return new Set(wanted.map(({ messageId }) => messageId).slice(0, limit));
};

/** What a redrive found, and how many of the messages it moved. */
export interface Redriven {
  readonly seen: readonly DeadLetter[];
  readonly wanted: ReadonlySet<string>;
  /** Messages behind those, of the same records, which cannot be looked at yet: about so much. */
  readonly behind: number;
  readonly moved: number;
  readonly remaining: number;
}

/** What a redrive reports while it runs. */
interface Reports {
  /** Called with everything that the queue holds, before anything is moved. */
  readonly onSurvey: (letters: readonly DeadLetter[]) => void;
  /** Called with what is counted, and its current count. */
  readonly onProgress: (doing: string, count: number) => void;
  /** Once aborted, no further message is begun. */
  readonly signal: AbortSignal;
}

/** The number of messages in a queue, which SQS counts approximately. */
const countOf = async (target: Target, url: string): Promise<number> => {
  const { visible, inFlight, delayed } = await messagesIn(target, url);
  return visible + inFlight + delayed;
};

const move = (
  target: Target,
  source: Source,
  { message, limit = Number.POSITIVE_INFINITY }: RedriveOptions,
  { wanted, ...reports }: { wanted: ReadonlySet<string> } & Parameters<typeof moveMessages>[3],
): Promise<number> => {
  if (!source.isOrdered) return moveMessages(target, source, wanted, reports);
  const most = message === undefined ? limit : 1;
  return moveInOrder(
    target,
    source,
    {
      most,
      isWanted: (one) =>
        message === undefined ? !source.causeOf(one).hopeless : one.MessageId === message,
    },
    reports,
  );
};

/** Surveys a dead-letter queue and moves the wanted messages. */
export const redrive = async (
  target: Target,
  source: Source,
  options: RedriveOptions,
  { onSurvey, onProgress, signal }: Reports,
): Promise<Redriven> => {
  const { from, isOrdered } = source;
  const before = isOrdered ? await countOf(target, from) : 0;
  const seen = await survey(target, source, {
    signal,
    onProgress: (count) => onProgress('messages seen', count),
  });
  onSurvey(seen);
  const wanted = wantedOf(seen, options);
  const behind = Math.max(0, before - seen.length);
  const found = { seen, wanted, behind };
  if (options.dryRun || wanted.size === 0)
    return { ...found, moved: 0, remaining: seen.length + behind };
  const moved = await move(target, source, options, {
    ...{ wanted, signal },
    onProgress: (count) => onProgress('messages moved', count),
  });
  return { ...found, moved, remaining: Math.max(0, seen.length + behind - moved) };
};
