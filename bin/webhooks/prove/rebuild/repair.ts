import type { Domain } from '../../../../functions/shared/domain.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import { swap } from '../../pipeline/records.ts';
import type { Target } from '../../pipeline/target.ts';
import { type Comparison, differs, type RecordFinding } from './compare.ts';

/** What a repair can do to one record: the last three do not change it. */
export const repairKinds = ['put', 'replaced', 'removed', 'contested', 'refused', 'newer'] as const;
export type Repair = (typeof repairKinds)[number];

/** How many times a concurrent write may win before a record is skipped until the next repair. */
const MAX_ROUNDS = 8;
/** Concurrent swaps. */
const CONCURRENCY = 25;

/** How records are repaired. */
export interface Repairing {
  readonly comparison: Comparison;
  /** Records of a higher revision are not touched: newer code has set them. */
  readonly highest: number;
}

const madeOf = ({ live, expected }: RecordFinding): Repair => {
  if (expected === undefined) return 'removed';
  return live === undefined ? 'put' : 'replaced';
};

/**
 * Makes one record what it should be. If another write came first, the record is read and compared again,
 * then with the event of that write included.
 */
const repairOne = async (
  target: Target,
  domain: Domain,
  first: RecordFinding,
  { comparison: { examine }, highest }: Repairing,
): Promise<Repair | undefined> => {
  let finding = first;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    if (!differs(finding)) return undefined;
    if (finding.live && finding.live.revision > highest) return 'newer';
    const outcome = await swap(target.tables.of(domain), finding.live, finding.expected);
    if (outcome === 'swapped') return madeOf(finding);
    if (outcome === 'refused') return 'refused';
    [finding = first] = await examine([first]);
  }
  return 'contested';
};

/** Repairs the records of a page of findings. @returns how many got which repair. */
export const repairRecords = async (
  target: Target,
  domain: Domain,
  page: readonly RecordFinding[],
  repairing: Repairing,
): Promise<ReadonlyMap<Repair, number>> => {
  const counts = new Map<Repair, number>();
  await concurrently(page.filter(differs), CONCURRENCY, async (finding) => {
    const repair = await repairOne(target, domain, finding, repairing);
    if (repair !== undefined) counts.set(repair, (counts.get(repair) ?? 0) + 1);
  });
  return counts;
};
