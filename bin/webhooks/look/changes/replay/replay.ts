import { type AnyOn, isWanted } from '../../../../../functions/shared/change/on.ts';
import { isoTime, type Range } from '../../../../../functions/shared/event/time.ts';
import { changesWithin } from '../../../../../functions/shared/query/changes/archived-changes.ts';
import type { Target } from '../../../pipeline/target.ts';
import { readerOf } from '../list.ts';
import { createSender, type Sender } from './send.ts';

/** What is sent to whom. */
export interface ChangeReplay {
  /** The name of the reaction. */
  readonly reaction: string;
  readonly on: AnyOn;
  /** The URL of its queue. */
  readonly queueUrl: string;
  /** When the events were archived that made the changes. */
  readonly range: Range;
  /** Sends nothing. */
  readonly dryRun: boolean;
}

/** What a replay has come to. */
export interface ReplayedChanges {
  /** The events that were read. */
  readonly events: number;
  /** What these changed. */
  readonly changes: number;
  /** The changes that the reaction wants, by the status that they set; `-` where they set none. */
  readonly wanted: ReadonlyMap<string, number>;
  readonly sent: number;
  /** From when on to continue, UTC text; undefined where it is complete. */
  readonly next: string | undefined;
}

/** What a replay reports while it runs. */
interface Reports {
  /** Called with the number of events read. */
  readonly onProgress: (events: number) => void;
  /** Once aborted, no further event is begun. */
  readonly signal: AbortSignal;
}

const nowhere: Sender = { send: async () => {}, flush: async () => {}, sent: 0 };

/**
 * Sends the changes of a time to the queue of a reaction, in the order of archiving. To send them again
 * does no harm: the reaction handles none of a version that it has handled, or of a lower one.
 */
export const replayChanges = async (
  target: Target,
  { reaction, on, queueUrl, range, dryRun }: ChangeReplay,
  { onProgress, signal }: Reports,
): Promise<ReplayedChanges> => {
  const sender = dryRun ? nowhere : createSender(target.sqs, queueUrl, reaction);
  const wanted = new Map<string, number>();
  let events = 0;
  let changed = 0;
  let next: string | undefined;
  for await (const { event, changes } of changesWithin(
    target.tables.events,
    readerOf(target),
    range,
  )) {
    if (signal.aborted) {
      next = isoTime(event.archivedAt);
      break;
    }
    events += 1;
    changed += changes.length;
    for (const change of changes) {
      if (!isWanted(on, change)) continue;
      const status = change.becomes ?? '-';
      wanted.set(status, (wanted.get(status) ?? 0) + 1);
      await sender.send(change);
    }
    onProgress(events);
  }
  await sender.flush();
  return { events, changes: changed, wanted, sent: sender.sent, next };
};
