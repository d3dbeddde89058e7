import type { Range } from './moment.ts';
import { number } from './table.ts';
import type { AcceptedLog } from './target/accepted.ts';

/** Requests that were refused for one cause. */
interface Refused {
  readonly count: number;
  /** When the last of them was logged, epoch milliseconds. */
  readonly lastAt: number;
}

/** Refused requests by cause, the most frequent first. */
export type Causes = ReadonlyMap<string, Refused>;

/** How many requests the ingress refused in a time, by its log. */
export interface Refusals {
  readonly causes: Causes;
  /** From when on they are counted: the log may begin within the time. */
  readonly since: number;
  /** Whether all of the log was read. */
  readonly complete: boolean;
}

/**
 * Counts the refused requests of a time.
 * @param isEnough is asked now and then whether to stop reading.
 * @returns undefined where there is no log.
 */
export const countRefusals = async (
  log: AcceptedLog,
  range: Range,
  isEnough: () => boolean = () => false,
): Promise<Refusals | undefined> => {
  const begins = await log.reachesBack();
  if (begins === undefined) return undefined;
  const causes = new Map<string, Refused>();
  let complete = true;
  for await (const page of log.refusals(range)) {
    if (isEnough()) {
      complete = false;
      break;
    }
    for (const { cause, refused, at } of page) {
      const { count, lastAt } = causes.get(cause) ?? { count: 0, lastAt: at };
      causes.set(cause, { count: count + refused, lastAt: Math.max(lastAt, at) });
    }
  }
  const frequent = [...causes].sort(
    ([a, some], [b, others]) => others.count - some.count || (a < b ? -1 : 1),
  );
  return { causes: new Map(frequent), since: Math.max(begins, range.since), complete };
};

/** How many there are of all causes. */
export const totalOf = (causes: Causes): number =>
  [...causes.values()].reduce((sum, { count }) => sum + count, 0);

/** `signature wrong 5, stale 1` */
export const causesText = (causes: Causes): string =>
  [...causes].map(([cause, { count }]) => `${cause} ${number(count)}`).join(', ');
