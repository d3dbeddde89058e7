import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { ruleOf, type VoidEntry } from '../../pipeline/control/void-rule.ts';
import { writeEntry } from '../../pipeline/control/void-rules.ts';
import type { Target } from '../../pipeline/target.ts';
import { untilKnown, type Waiting } from '../until-known.ts';
import { mark, under } from './mark.ts';
import { repair } from './repair.ts';
import { selectedBy } from './selected.ts';
import { createTouched, type Touched } from './touched.ts';

/** How a rule is applied. */
export interface VoidOptions extends Waiting {
  /** Writes nothing: the figures are those that it would have, but for the records. */
  readonly dryRun: boolean;
}

/** What a rule has come to. */
export interface Voided {
  /** Archived events that it is about. */
  readonly events: number;
  /** Of these what is void now… */
  readonly voided: number;
  /** …and what is not: another secret has signed it too, or no rule voids it any more. */
  readonly kept: number;
  /** Objects whose records these events set. */
  readonly objects: number;
  /** Records that were changed, added or removed. */
  readonly records: number;
  /** Events and records that kept changing, or that newer code has set: to be done again. */
  readonly remaining: number;
}

/** Events that are marked concurrently: enough to keep a table busy, few enough not to starve traffic. */
const CONCURRENCY = 16;

/** Marks every event that a rule is about. */
const markAll = async (
  target: Target,
  entry: VoidEntry,
  touched: Touched,
  { dryRun, onProgress, signal }: VoidOptions,
): Promise<Omit<Voided, 'objects' | 'records'>> => {
  let [events, voided, remaining] = [0, 0, 0];
  const markOne = async (event: ArchivedEvent): Promise<void> => {
    events += 1;
    if (under(entry, event).outcome === 'void') voided += 1;
    if (!dryRun && !(await mark(target, entry, event))) remaining += 1;
    await touched.add(event);
  };
  const selected = selectedBy(target, entry, (count) => onProgress?.('events read', count));
  await concurrently(selected, CONCURRENCY, markOne, signal);
  return { events, voided, kept: events - voided, remaining };
};

/**
 * Applies a rule, or takes it back where it is undone. The rule is written first; once every consumer knows
 * of it, the archived events are marked, and then the records of their objects repaired. Doing it again
 * changes nothing, and completes what was interrupted at any step.
 */
export const applyEntry = async (
  target: Target,
  entry: VoidEntry,
  options: VoidOptions,
): Promise<Voided> => {
  const touched = createTouched();
  const isHeld = ruleOf(entry) !== undefined;
  if (!options.dryRun) await writeEntry(target, entry);
  if (!options.dryRun && isHeld) await untilKnown(options);
  const marked = await markAll(target, entry, touched, options);
  const figures = { ...marked, objects: touched.count, records: 0 };
  if (options.dryRun) return figures;
  // Consumers do not hold a rule about single events: a batch that has begun may not know that one is void.
  if (!isHeld && marked.events > 0) await untilKnown(options);
  if (options.signal?.aborted) return figures;
  const { records, remaining } = await repair(target, touched, options);
  return { ...figures, records, remaining: figures.remaining + remaining };
};
