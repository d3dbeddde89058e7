import * as v from 'valibot';
import { maybeTime, time } from '../../../json/event.ts';
import type { ChangeReplay, ReplayedChanges } from './replay.ts';

/** What `changes replay --json` prints. */
export const replayedChangesShape = v.strictObject({
  reaction: v.string(),
  dryRun: v.boolean(),
  /** When the events were archived. */
  since: time,
  until: time,
  /** The events that were read, and what these changed. */
  events: v.number(),
  changes: v.number(),
  /** The changes that the reaction wants, and how many of them by the status that they set. */
  wanted: v.number(),
  byStatus: v.record(v.string(), v.number()),
  sent: v.number(),
  /** From when on to continue; null where it is complete. */
  next: maybeTime,
});

const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** How many changes a reaction wants. */
export const wantedOf = ({ wanted }: ReplayedChanges): number =>
  [...wanted.values()].reduce((sum, count) => sum + count, 0);

/** The result of a replay as JSON. */
export const replayedChangesJson = (
  { reaction, dryRun, range }: ChangeReplay,
  result: ReplayedChanges,
): v.InferOutput<typeof replayedChangesShape> => ({
  ...{ reaction, dryRun, since: timeOf(range.since), until: timeOf(range.until) },
  ...{ events: result.events, changes: result.changes, wanted: wantedOf(result) },
  byStatus: Object.fromEntries(result.wanted),
  ...{ sent: result.sent, next: result.next ?? null },
});
