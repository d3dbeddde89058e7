import { swap } from '../target/swap.ts';
import type { Target } from '../target/target.ts';
import { type Comparison, differs, type Finding } from './compare.ts';

/** What a repair can do to one row: the last three do not change it. */
export const repairKinds = ['put', 'replaced', 'removed', 'contested', 'refused', 'newer'] as const;
export type Repair = (typeof repairKinds)[number];

/** How many times a concurrent write may win before a row is skipped until the next repair. */
const MAX_ROUNDS = 8;
/** Concurrent swaps. */
const CONCURRENCY = 25;

/** How rows are repaired. */
export interface Repairing {
  readonly comparison: Comparison;
  /** Rows of a higher revision are not touched: newer code has set them. */
  readonly highest: number;
}

const madeOf = ({ live, expected }: Finding): Repair => {
  if (expected === undefined) return 'removed';
  return live === undefined ? 'put' : 'replaced';
};

/**
 * Makes one row what it should be. If another write came first, the row is read and compared again,
 * then with the event of that write included.
 */
const repairOne = async (
  target: Target,
  domain: string,
  first: Finding,
  { comparison: { examine }, highest }: Repairing,
): Promise<Repair | undefined> => {
  let finding = first;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!differs(finding)) return undefined;
    if (finding.live && finding.live.revision > highest) return 'newer';
    const outcome = await swap(target, domain, finding.live, finding.expected);
    if (outcome === 'swapped') return madeOf(finding);
    if (outcome === 'refused') return 'refused';
    [finding = first] = await examine([first]);
  }
  return 'contested';
};

/** Repairs the rows of a page of findings. @returns how many got which repair. */
export const repairRows = async (
  target: Target,
  domain: string,
  page: readonly Finding[],
  repairing: Repairing,
): Promise<ReadonlyMap<Repair, number>> => {
  const counts = new Map<Repair, number>();
  const wrong = page.filter(differs);
  for (let start = 0; start < wrong.length; start += CONCURRENCY) {
    const batch = wrong.slice(start, start + CONCURRENCY);
    const repairs = await Promise.all(
      batch.map((finding) => repairOne(target, domain, finding, repairing)),
    );
    for (const repair of repairs)
      if (repair !== undefined) counts.set(repair, (counts.get(repair) ?? 0) + 1);
  }
  return counts;
};
