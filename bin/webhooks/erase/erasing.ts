import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isErased } from '../../../functions/shared/erasure/tombstone.ts';
import { parseBody } from '../../../functions/shared/event/envelope.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { archivedEvents } from '../target/archive.ts';
import type { Target } from '../target/target.ts';
import { belongingTo } from './belonging.ts';

/** What is being erased: everything from before a time that is known by one of these ids. */
export interface Erasing {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Ids of the subject and of what belongs to it; grows as the archive is read. */
  readonly ids: Map<string, number>;
}

/** How the archive is gone through. */
export interface PassOptions {
  /** Is called for each event that is read. */
  readonly onRead?: () => void;
  /** Is given each item that a body lies in beside its event. */
  readonly onPart?: (item: Record<string, AttributeValue>) => void;
  /** Begins no further event once aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** Events at once: enough to keep a table busy, few enough to leave traffic its share. */
const PARALLEL = 16;

/**
 * Goes once through the whole archive, and does something with each event that is to be erased. An
 * object that turns out to belong to the subject joins it.
 * @returns whether any has: events of it may have been read before, so that another pass is needed.
 */
export const pass = async (
  target: Target,
  { at, ids }: Erasing,
  work: (event: ArchivedEvent) => Promise<void>,
  { onRead, onPart, signal }: PassOptions,
): Promise<boolean> => {
  const before = ids.size;
  const events = archivedEvents(target, undefined, onPart);
  // The workers share one generator: each takes the next event, and one that ends ends it for all.
  const worker = async (): Promise<void> => {
    for await (const event of events) {
      if (signal?.aborted) return;
      onRead?.();
      if (!isErased(parseBody(event.body), event, ids)) continue;
      const id = belongingTo(event, ids);
      if (id !== undefined && !ids.has(id)) ids.set(id, at);
      await work(event);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return ids.size > before;
};
