import type { Range } from '../../../../functions/shared/event/time.ts';
import { archivedWithin, type ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { itemsAt } from '../../../../functions/shared/query/items.ts';
import { headlineOf } from '../../../../functions/shared/store/archive-item.ts';
import type { Target } from '../../pipeline/target.ts';

/** The use of a label. */
interface Use {
  /** Number of events that it was the first to verify. */
  readonly events: number;
  /** When the last of them was archived, epoch milliseconds, and its id. */
  readonly lastAt: number;
  readonly lastId: string;
}

export type Uses = ReadonlyMap<string, Use>;

export interface LabelUsage {
  readonly uses: Uses;
  /** Number of events that were read. */
  readonly events: number;
  /** When the oldest of them was archived; the start of the period when all were read. */
  readonly since: number;
  /** Whether the whole period was read. */
  readonly complete: boolean;
}

/** Number of events in one batch. */
const BATCH = 100;

/** Airwallex retries an event for about three days: a secret may be needed for as long. */
export const USE_DAYS = 3;

const [MINUTE, DAY] = [60_000, 86_400_000];

/** The period in which a use counts. @param now epoch milliseconds. */
export const latestUse = (now: number): Range => ({
  since: now - USE_DAYS * DAY,
  until: now + MINUTE,
});

/** Events that this tool sends with every secret do not count as a use. */
const isOwn = ({ name = '' }: ListedEvent): boolean => name.startsWith('heartbeat.');

/** The attributes that are read of an event: no index contains the label that verified it. */
const reading = {
  ProjectionExpression: '#id, #digest, #secret, #archivedAt',
  ExpressionAttributeNames: {
    '#id': 'id',
    '#digest': 'digest',
    '#secret': 'secret',
    '#archivedAt': 'archivedAt',
  },
};

interface Surveying {
  readonly signal: AbortSignal;
  readonly onRead: (count: number) => void;
  /** Whether to stop early. */
  readonly enough?: (uses: Uses, events: number) => boolean;
}

/** The labels that verified the events of a period, the newest first. */
export const surveyUses = async (
  target: Target,
  range: Range,
  { signal, onRead, enough = () => false }: Surveying,
): Promise<LabelUsage> => {
  const uses = new Map<string, Use>();
  let events = 0;
  let batch: ListedEvent[] = [];

  const take = async (): Promise<void> => {
    const keys = batch.map(({ id, digest }) => ({ id: { S: id }, digest: { S: digest } }));
    for await (const item of itemsAt(target.tables.events, keys, reading)) {
      const { id, secret, archivedAt } = headlineOf(item);
      const use = uses.get(secret) ?? { events: 0, lastAt: 0, lastId: '' };
      const last = archivedAt > use.lastAt ? { lastAt: archivedAt, lastId: id } : use;
      uses.set(secret, { ...use, ...last, events: use.events + 1 });
    }
    events += batch.length;
    batch = [];
    onRead(events);
  };

  for await (const { event } of archivedWithin(target.tables.events, range)) {
    if (isOwn(event)) continue;
    batch.push(event);
    if (batch.length < BATCH) continue;
    await take();
    if (signal.aborted || enough(uses, events))
      return { uses, events, since: event.archivedAt, complete: false };
  }
  await take();
  return { uses, events, since: range.since, complete: true };
};
