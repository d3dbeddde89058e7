import type { Range } from '../../event/time.ts';
import type { AcceptedLog } from './ingress-log.ts';

const number = (value: number): string => value.toLocaleString('en');

/** Requests that were refused for the same cause. */
interface Refused {
  readonly count: number;
  /** When the last of them was logged, epoch milliseconds. */
  readonly lastAt: number;
}

/** Refused requests by cause, the most frequent first. */
export type Causes = ReadonlyMap<string, Refused>;

/** Requests that the ingress refused in a period, according to its log. */
export interface Refusals {
  readonly causes: Causes;
  /** Start of the counted period: the log may begin within the requested one. */
  readonly since: number;
  /** Whether the whole log was read. */
  readonly complete: boolean;
}

/**
 * Counts the refused requests of a period.
 * @param isEnough called for each page; reading stops when it returns true.
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

/** The total of all causes. */
export const totalOf = (causes: Causes): number =>
  [...causes.values()].reduce((sum, { count }) => sum + count, 0);

/** `signature wrong 5, stale 1` */
export const causesText = (causes: Causes): string =>
  [...causes].map(([cause, { count }]) => `${cause} ${number(count)}`).join(', ');
