import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { isErased, type Tombstone } from '../../../../functions/shared/erasure/tombstone.ts';
import { parseBody } from '../../../../functions/shared/event/envelope.ts';
import { archivedEvents } from '../../../../functions/shared/query/archive.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import type { Target } from '../../pipeline/target.ts';
import { belongingTo, loadOwners } from './belonging.ts';

/** What is being erased: everything with one of these ids, from before a time of its own. */
export interface Erasing {
  /** Ids of subjects and of what belongs to them, each with its time; grows as the archive is read. */
  readonly ids: Map<string, number>;
  /** The subject of each id. */
  readonly subjects: Map<string, string>;
}

/** Adds an id: of several times the latest counts. */
export const addTo = ({ ids, subjects }: Erasing, { id, subject, erasedAt }: Tombstone): void => {
  ids.set(id, Math.max(erasedAt, ids.get(id) ?? 0));
  subjects.set(id, subject);
};

/** How a pass over the archive runs. */
export interface PassOptions {
  /** Called for each event that is read. */
  readonly onRead?: () => void;
  /** Called with each item that holds a part of a body. */
  readonly onPart?: (item: Record<string, AttributeValue>) => void;
  /** Once aborted, no further event is begun. */
  readonly signal?: AbortSignal | undefined;
}

/** Concurrent events: enough to keep a table busy, few enough not to starve traffic. */
const CONCURRENCY = 16;

/**
 * Reads the whole archive once and calls `work` for each event to be erased. The ids of objects found
 * to belong to the subject are added to it.
 * @returns whether any were: their events may have been read before, so another pass is needed.
 */
export const pass = async (
  target: Target,
  erasing: Erasing,
  work: (event: ArchivedEvent) => Promise<void>,
  { onRead, onPart, signal }: PassOptions,
): Promise<boolean> => {
  const { ids, subjects } = erasing;
  const before = ids.size;
  const owners = await loadOwners();
  const events = archivedEvents(target.tables.events, undefined, onPart);
  const eraseOne = async (event: ArchivedEvent): Promise<void> => {
    onRead?.();
    if (!isErased(parseBody(event.body), event, ids)) return;
    const belonging = belongingTo(event, ids, owners);
    if (belonging !== undefined && !ids.has(belonging.id)) {
      const { id, owner } = belonging;
      addTo(erasing, { id, subject: subjects.get(owner) ?? '', erasedAt: ids.get(owner) ?? 0 });
    }
    await work(event);
  };
  await concurrently(events, CONCURRENCY, eraseOne, signal);
  return ids.size > before;
};
