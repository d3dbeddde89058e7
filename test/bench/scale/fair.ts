import { type Spread, spreadOf } from '../../live/load/figures.ts';
import { limits } from './limits.ts';

/** A noisy account and quiet ones before the consumers of one queue. */
interface Crowd {
  /** Events a second. */
  readonly noisyRate: number;
  readonly quietRate: number;
  readonly quietAccounts: number;
  readonly seconds: number;
  readonly consumers: number;
  readonly batchSize: number;
  readonly batchSeconds: number;
  /** Whether each account is a message group, so that SQS can tell them apart. */
  readonly grouped: boolean;
}

/** Seconds from the queue to the end of the batch. */
interface Waits {
  readonly quiet: Spread;
  readonly noisy: Spread;
}

interface Batch {
  readonly until: number;
  /** Messages of each account. */
  readonly taken: ReadonlyMap<number, number>;
}

const NOISY = 0;

/** When each account's messages arrive: evenly, each account a little after the one before. */
const arrivalsOf = ({ noisyRate, quietRate, quietAccounts, seconds }: Crowd): number[][] =>
  Array.from({ length: quietAccounts + 1 }, (_, account) => {
    const rate = account === NOISY ? noisyRate : quietRate;
    return Array.from({ length: rate * seconds }, (_, n) => (n + account / 10) / rate);
  });

/**
 * Lets consumers take batches until nothing waits. Without groups the oldest messages come first.
 * With them those of an account that holds a share of all that is in flight wait for the others'.
 */
export const simulateCrowd = (crowd: Crowd): Waits => {
  const arrivals = arrivalsOf(crowd);
  const next = arrivals.map(() => 0);
  const waits: { quiet: number[]; noisy: number[] } = { quiet: [], noisy: [] };
  let flying: Batch[] = [];

  const isNoisy = (account: number): boolean => {
    const sum = (of: (batch: Batch) => number) => flying.reduce((all, each) => all + of(each), 0);
    const own = sum(({ taken }) => taken.get(account) ?? 0);
    const all = sum(({ taken }) => [...taken.values()].reduce((a, b) => a + b, 0));
    return own >= limits.fair.atLeast && own > all * limits.fair.share;
  };
  const arrivalOf = (account: number): number =>
    arrivals[account]?.[next[account] ?? 0] ?? Number.POSITIVE_INFINITY;
  const accounts = [...arrivals.keys()];

  for (let now = 0; ; ) {
    const noisy = new Set(crowd.grouped ? accounts.filter(isNoisy) : []);
    const taken = new Map<number, number>();
    for (let place = 0; place < crowd.batchSize; place += 1) {
      const [first] = accounts
        .filter((account) => arrivalOf(account) <= now)
        .sort((a, b) => Number(noisy.has(a)) - Number(noisy.has(b)) || arrivalOf(a) - arrivalOf(b));
      if (first === undefined) break;
      const wait = now + crowd.batchSeconds - arrivalOf(first);
      (first === NOISY ? waits.noisy : waits.quiet).push(wait);
      next[first] = (next[first] ?? 0) + 1;
      taken.set(first, (taken.get(first) ?? 0) + 1);
    }
    if (taken.size > 0) flying.push({ until: now + crowd.batchSeconds, taken });
    const hasMore = Math.min(...accounts.map(arrivalOf));
    if (hasMore === Number.POSITIVE_INFINITY) break;
    // On to when a consumer is free and something is there for it.
    const free =
      flying.length < crowd.consumers ? now : Math.min(...flying.map(({ until }) => until));
    now = Math.max(free, hasMore, now);
    flying = flying.filter(({ until }) => until > now);
  }
  return { quiet: spreadOf(waits.quiet), noisy: spreadOf(waits.noisy) };
};
