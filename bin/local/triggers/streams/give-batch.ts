import type { StreamSource } from '../../cloud/event-sources.ts';
import type { InvocationOutcome } from '../../lambda/runtime-api.ts';
import { failedItems } from '../batch.ts';
import type { StreamRecord } from './stream-record.ts';

/** Why records are given up. */
export type GivenUp = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

type Settings = Pick<
  StreamSource,
  'bisects' | 'reportsItemFailures' | 'maximumAgeSeconds' | 'maximumRetries'
>;

export interface Giving {
  invoke(records: readonly StreamRecord[]): Promise<InvocationOutcome>;
  /** Takes note that all records up to this one are done. */
  advance(record: StreamRecord): void;
  /** Keeps what is known of records that are given up. @param tries how often a function got them. */
  giveUp(records: readonly StreamRecord[], why: GivenUp, tries: number): Promise<void>;
  now(): number;
  /** Resolves early when polling ends. */
  pause(milliseconds: number): Promise<void>;
  readonly signal: AbortSignal;
}

const LONGEST_PAUSE_MS = 30_000;

/** Milliseconds before the next try. */
const pauseAfter = (tries: number): number => Math.min(1_000 * 2 ** (tries - 1), LONGEST_PAUSE_MS);

/** How many records from the first on are done, and whether the rest failed as a whole. */
const resultOf = (
  batch: readonly StreamRecord[],
  outcome: InvocationOutcome,
  reportsItemFailures: boolean,
): { readonly done: number; readonly isWhole: boolean } => {
  const ids = batch.map(({ sequenceNumber }) => sequenceNumber);
  const failed = failedItems(ids, outcome, reportsItemFailures);
  if (!failed) return { done: 0, isWhole: true };
  const first = ids.findIndex((id) => failed.has(id));
  return { done: first < 0 ? ids.length : first, isWhole: false };
};

/** How many records from the first on are too old. */
const expiredIn = (batch: readonly StreamRecord[], oldest: number): number => {
  const young = batch.findIndex(({ createdAt }) => createdAt >= oldest);
  return young < 0 ? batch.length : young;
};

/**
 * Gives records to a function, in order, until each is handled or given up. A function that reports
 * failures gets the records from the first failed one again; a batch that fails as a whole is halved.
 * @returns whether all are done; false when polling ended first.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export const giveBatch = async (
  batch: readonly StreamRecord[],
  settings: Settings,
  giving: Giving,
): Promise<boolean> => {
  const { bisects, reportsItemFailures, maximumAgeSeconds, maximumRetries } = settings;
  let rest = batch;
  let tries = 0;

  /** Takes note that these many are done: the others are new to the function. */
  const advance = (count: number): void => {
    const last = rest[count - 1];
    if (!last) return;
    giving.advance(last);
    rest = rest.slice(count);
    tries = 0;
  };
  const giveUp = async (count: number, why: GivenUp): Promise<void> => {
    if (count > 0) await giving.giveUp(rest.slice(0, count), why, tries);
    advance(count);
  };
  const retry = async (): Promise<void> => {
    tries += 1;
    if (tries > maximumRetries) await giveUp(rest.length, 'RetryAttemptsExhausted');
    else await giving.pause(pauseAfter(tries));
  };

  while (!giving.signal.aborted) {
    await giveUp(expiredIn(rest, giving.now() - maximumAgeSeconds * 1_000), 'RecordAgeExceeded');
    if (rest.length === 0) return true;
    const { done, isWhole } = resultOf(rest, await giving.invoke(rest), reportsItemFailures);
    advance(done);
    if (rest.length === 0) return true;
    if (!(isWhole && bisects && rest.length > 1)) {
      await retry();
      continue;
    }
    const half = Math.ceil(rest.length / 2);
    if (!(await giveBatch(rest.slice(0, half), settings, giving))) return false;
    rest = rest.slice(half);
    tries = 0;
  }
  return false;
};
