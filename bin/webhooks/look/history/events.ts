import type { Timeline } from '../../../../functions/shared/query/timeline.ts';
import type { Target } from '../../pipeline/target.ts';
import { knownTimelines } from '../../pipeline/timelines.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';

/**
 * The timelines of the objects that words name, without those of which nothing is known.
 * @throws Failure when nothing is known of any.
 */
export const timelinesOf = async (
  target: Target,
  words: readonly string[],
): Promise<readonly Timeline[]> => {
  const timelines = await knownTimelines(target, words);
  if (timelines.length > 0) return timelines;
  throw new Failure(
    `Nothing is known of "${words.join(' ')}". The kinds of object are listed by: ${commandLine('send', { options: ['--list'] })}`,
    exitCodes.notFound,
  );
};
