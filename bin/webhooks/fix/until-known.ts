import { setTimeout } from 'node:timers/promises';
import { domains, unrouted } from '../../../functions/domains.ts';
import { RULES_MAX_AGE } from '../../../functions/shared/control/control.ts';

/** A consumer may have begun its longest batch just before its rules expired. */
const longestBatch = Math.max(...[...domains, unrouted].map(({ tuning }) => tuning.timeoutSeconds));
const SLACK_SECONDS = 10;

/** Seconds after which every consumer knows of a change of the rules. */
export const WAIT_SECONDS = RULES_MAX_AGE / 1_000 + longestBatch + SLACK_SECONDS;

/** How a wait runs. */
export interface Waiting {
  readonly waitSeconds: number;
  /** Called with what is in progress and its current count. */
  readonly onProgress?: ((doing: string, count: number) => void) | undefined;
  /** Once aborted, it ends. */
  readonly signal?: AbortSignal | undefined;
}

/** Waits until every consumer knows of a change of the rules. */
export const untilKnown = async ({ waitSeconds, onProgress, signal }: Waiting): Promise<void> => {
  for (let seconds = waitSeconds; seconds > 0 && signal?.aborted !== true; seconds -= 1) {
    onProgress?.('seconds until every consumer knows', seconds);
    await setTimeout(1_000);
  }
};
