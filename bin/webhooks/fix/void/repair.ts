import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import {
  type JudgedEvent,
  type Timeline,
  timelineOf,
} from '../../../../functions/shared/query/timeline.ts';
import type { DomainRuntime } from '../../../../functions/shared/record/family.ts';
import type { Target } from '../../pipeline/target.ts';
import { type RebuildReport, rebuild } from '../../prove/rebuild/rebuild.ts';
import type { Touched } from './touched.ts';

/** What a repair did. */
export interface RepairFigures {
  /** Records that were changed, added or removed. */
  readonly records: number;
  /** Records that were not: newer code has set them, or they kept changing. */
  readonly remaining: number;
}

interface Repairing {
  readonly onProgress?: ((doing: string, count: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Objects of a domain from which on it is quicker to rebuild all of it. */
const MOST_OBJECTS = 10_000;
/** Objects repaired concurrently, each with some requests at once. */
const CONCURRENCY = 8;

/**
 * The timeline of an object with the events about others that touched it, so that what it took over from
 * one of them is known.
 */
const wholeTimeline = async (
  target: Target,
  runtime: DomainRuntime,
  pk: string,
  homes: ReadonlySet<string>,
): Promise<Timeline> => {
  const own = await timelineOf(target.tables, runtime, pk);
  const events = new Map<string, JudgedEvent>();
  const take = ({ events: all }: Timeline): void => {
    for (const one of all) events.set(`${one.event.id} ${one.event.digest}`, one);
  };
  take(own);
  for (const home of homes) if (home !== pk) take(await timelineOf(target.tables, runtime, home));
  return { ...own, events: [...events.values()] };
};

const figuresOf = ({ repairs }: RebuildReport): RepairFigures => {
  const { put = 0, replaced = 0, removed = 0, contested = 0, refused = 0, newer = 0 } = repairs;
  return { records: put + replaced + removed, remaining: contested + refused + newer };
};

const repairDomain = async (
  target: Target,
  domain: Domain,
  objects: ReadonlyMap<string, ReadonlySet<string>>,
  { onProgress, signal }: Repairing,
): Promise<readonly RepairFigures[]> => {
  const runtime = await loadRuntime(domain);
  if (objects.size > MOST_OBJECTS)
    return [
      figuresOf(
        await rebuild(target, runtime, { repair: true, ...(onProgress && { onProgress }) }),
      ),
    ];
  const figures: RepairFigures[] = [];
  const repairOne = async ([pk, homes]: readonly [string, ReadonlySet<string>]): Promise<void> => {
    const object = await wholeTimeline(target, runtime, pk, homes);
    figures.push(figuresOf(await rebuild(target, runtime, { repair: true, object })));
    onProgress?.('objects repaired', figures.length);
  };
  await concurrently(objects, CONCURRENCY, repairOne, signal);
  return figures;
};

/** Makes the records of objects what the archive explains, without what is void. */
export const repair = async (
  target: Target,
  { domains }: Touched,
  repairing: Repairing,
): Promise<RepairFigures> => {
  const figures: RepairFigures[] = [];
  for (const [domain, objects] of domains)
    figures.push(...(await repairDomain(target, domain, objects, repairing)));
  const sum = (of: keyof RepairFigures): number => figures.reduce((all, one) => all + one[of], 0);
  return { records: sum('records'), remaining: sum('remaining') };
};
