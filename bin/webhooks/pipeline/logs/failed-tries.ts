import type { FailedLine } from '../../../../functions/shared/query/logs/failed.ts';
import { durationOf } from '../../terminal/duration.ts';
import { counted, number } from '../../terminal/table.ts';

/** Failed tries of a domain's messages. */
export interface FailedTries {
  /** Counts by error. */
  readonly errors: ReadonlyMap<string, number>;
  readonly messages: ReadonlySet<string>;
  /** Epoch milliseconds; 0 where there are none. */
  readonly lastAt: number;
}

/** Counts what a consumer logged of messages that failed. */
export const countTries = async (lines: AsyncIterable<FailedLine>): Promise<FailedTries> => {
  const errors = new Map<string, number>();
  const messages = new Set<string>();
  let lastAt = 0;
  for await (const { error, messageId, at } of lines) {
    errors.set(error, (errors.get(error) ?? 0) + 1);
    messages.add(messageId);
    lastAt = Math.max(lastAt, at);
  }
  return { errors, messages, lastAt };
};

/** `3 tries of 2 messages` */
export const triesText = ({ errors, messages }: FailedTries): string => {
  const total = [...errors.values()].reduce((sum, count) => sum + count, 0);
  return `${counted(total, 'try', 'tries')} of ${counted(messages.size, 'message')}`;
};

/** `TimeoutError 3; the last 2 h ago` */
export const errorsText = ({ errors, lastAt }: FailedTries, now: number): string => {
  const by = [...errors].map(([error, count]) => `${error} ${number(count)}`).join(', ');
  return `${by}; the last ${durationOf(Math.max(0, now - lastAt))} ago`;
};
