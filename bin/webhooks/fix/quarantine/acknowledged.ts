import { type Attention, withAttention } from '../../../../functions/shared/query/attention.ts';
import { type Item, itemsAt } from '../../../../functions/shared/query/items.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import {
  createGroups,
  type QuarantineGroup,
  type Reason,
  reasonKey,
  reasonOf,
} from '../../pipeline/attention.ts';

/** That events of one reason were acknowledged at one time. */
export interface Acknowledgement {
  /** Epoch milliseconds. */
  readonly acknowledgedAt: number;
  readonly note: string;
  /** Events that it still holds for. */
  readonly events: number;
}

/** What is acknowledged. */
export interface Acknowledged {
  readonly groups: readonly QuarantineGroup[];
  /** The acknowledgements of a reason, the latest first. */
  readonly of: (reason: Reason) => readonly Acknowledgement[];
}

/** Events whose notes are read in one request. */
const BATCH = 100;

const ACKNOWLEDGED: Attention = 'acknowledged';

const reading = {
  ConsistentRead: true,
  ProjectionExpression: 'id, #digest, #attention, #at, #note',
  ExpressionAttributeNames: {
    '#digest': 'digest',
    '#attention': 'attention',
    '#at': 'acknowledgedAt',
    '#note': 'note',
  },
};

const keyOf = ({ id, digest }: Item): string => `${id?.S} ${digest?.S}`;

/** Counts acknowledgements by reason: memory grows only with reasons and acknowledgements. */
const createTally = (events: Table) => {
  const counts = new Map<string, Map<string, Acknowledgement>>();
  const unread = new Map<string, { readonly key: Item; readonly reason: string }>();

  const count = (reason: string, acknowledgedAt: number, note: string): void => {
    const ofReason = counts.get(reason) ?? new Map<string, Acknowledgement>();
    const same = JSON.stringify([acknowledgedAt, note]);
    const before = ofReason.get(same)?.events ?? 0;
    counts.set(reason, ofReason.set(same, { acknowledgedAt, note, events: before + 1 }));
  };

  const readNotes = async (): Promise<void> => {
    const keys = [...unread.values()].map(({ key }) => key);
    for await (const item of itemsAt(events, keys, reading)) {
      const { reason } = unread.get(keyOf(item)) ?? {};
      if (reason === undefined || item['attention']?.S !== ACKNOWLEDGED) continue;
      count(reason, Date.parse(item['acknowledgedAt']?.S ?? ''), item['note']?.S ?? '');
    }
    unread.clear();
  };

  return {
    add: async (reason: Reason): Promise<void> => {
      const { id, digest } = reason.example;
      const key = { id: { S: id }, digest: { S: digest } };
      unread.set(keyOf(key), { key, reason: reasonKey(reason) });
      if (unread.size === BATCH) await readNotes();
    },
    end: async (): Promise<Acknowledged['of']> => {
      await readNotes();
      return (reason) =>
        [...(counts.get(reasonKey(reason))?.values() ?? [])].sort(
          (a, b) => b.acknowledgedAt - a.acknowledgedAt,
        );
    },
  };
};

/**
 * Groups what is acknowledged by reason.
 * @param isWanted whether the notes of a reason are read.
 * @param onRead called with the number of events read.
 */
export const readAcknowledged = async (
  events: Table,
  isWanted: (reason: Reason) => boolean,
  onRead: (count: number) => void,
): Promise<Acknowledged> => {
  const groups = createGroups();
  const tally = createTally(events);
  let count = 0;
  for await (const { event } of withAttention(events, ACKNOWLEDGED)) {
    groups.add(event);
    const reason = reasonOf(event);
    if (isWanted(reason)) await tally.add(reason);
    count += 1;
    onRead(count);
  }
  return { groups: groups.all(), of: await tally.end() };
};
