import { headlineOf } from '../../../functions/shared/store/event-item.ts';
import type { Range } from '../moment.ts';
import { archivedWithin, type ListedEvent } from '../target/headlines.ts';
import { itemsAt } from '../target/items.ts';
import type { Target } from '../target/target.ts';

/** How a label was used. */
interface Use {
  /** Events that it was the first to verify. */
  readonly events: number;
  /** When the last of them was archived, epoch milliseconds, and its id. */
  readonly lastAt: number;
  readonly lastId: string;
}

export type Uses = ReadonlyMap<string, Use>;

export interface Survey {
  readonly uses: Uses;
  /** Events that were looked at. */
  readonly events: number;
  /** When the oldest of them was archived; the beginning of the time when all were looked at. */
  readonly since: number;
  /** Whether all of the time was looked at. */
  readonly complete: boolean;
}

/** Events that are looked up at once. */
const BATCH = 100;

/** Airwallex tries for about three days to deliver an event: so long a secret may be needed. */
export const USE_DAYS = 3;

/** What this tool itself sends, with every secret, is no use of one. */
const isOwn = ({ name = '' }: ListedEvent): boolean => name.startsWith('heartbeat.');

/** All that is read of an event: no index carries the label that verified it. */
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
  /** Ends it early. */
  readonly enough?: (uses: Uses, events: number) => boolean;
}

/** Which labels verified the events of a time, from the newest backwards. */
export const surveyUses = async (
  target: Target,
  range: Range,
  { signal, onRead, enough = () => false }: Surveying,
): Promise<Survey> => {
  const uses = new Map<string, Use>();
  let events = 0;
  let batch: ListedEvent[] = [];

  const take = async (): Promise<void> => {
    const keys = batch.map(({ id, digest }) => ({ id: { S: id }, digest: { S: digest } }));
    for await (const item of itemsAt(target, 'events', keys, reading)) {
      const { id, secret, archivedAt } = headlineOf(item);
      const use = uses.get(secret) ?? { events: 0, lastAt: 0, lastId: '' };
      const last = archivedAt > use.lastAt ? { lastAt: archivedAt, lastId: id } : use;
      uses.set(secret, { ...use, ...last, events: use.events + 1 });
    }
    events += batch.length;
    batch = [];
    onRead(events);
  };

  for await (const { event } of archivedWithin(target, range)) {
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
