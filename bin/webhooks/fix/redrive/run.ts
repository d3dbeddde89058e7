import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import type { Target } from '../../pipeline/target.ts';
import { moveMessages } from './redrive.ts';
import { type DeadLetter, survey } from './survey.ts';

/** Which messages are moved, and whether that is only rehearsed. */
export interface RedriveOptions {
  readonly message?: string;
  readonly limit?: number;
  readonly dryRun?: true;
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
  readonly moved: number;
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

/** Surveys a dead-letter queue and moves the wanted messages. */
export const redrive = async (
  target: Target,
  domain: Domain,
  options: RedriveOptions,
  { onSurvey, onProgress, signal }: Reports,
): Promise<Redriven> => {
  const { name } = domain;
  const from = target.outputs.deadLetterQueues[name] ?? '';
  const to = target.outputs.queues[name] ?? '';
  const seen = await survey(target, from, await loadRuntime(domain), {
    signal,
    onProgress: (count) => onProgress('messages seen', count),
  });
  onSurvey(seen);
  const wanted = wantedOf(seen, options);
  if (options.dryRun || wanted.size === 0) return { seen, wanted, moved: 0 };
  const moved = await moveMessages(target, { from, to }, wanted, {
    signal,
    onProgress: (count) => onProgress('messages moved', count),
  });
  return { seen, wanted, moved };
};
