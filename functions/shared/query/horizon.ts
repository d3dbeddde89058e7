import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { needsAttention } from '../store/archive-item.ts';
import type { ArchivedEvent } from '../store/store.ts';
import type { Table } from './table.ts';

/**
 * How far back an archive with expiring events reaches. It is derived while events are read: from how
 * long they are kept, and from the oldest one.
 */
export interface Horizon {
  take(event: ArchivedEvent): void;
  /**
   * Epoch milliseconds: an event that happened before then may have expired, one from after it has
   * not. Undefined where the archive is kept permanently.
   */
  readonly since: number | undefined;
}

/** Whether the events of a pipeline's archive expire. */
const isLimited = async (events: Table): Promise<boolean> => {
  const { TimeToLiveDescription } = await events.client.send(
    new DescribeTimeToLiveCommand({ TableName: events.name }),
  );
  return TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED';
};

/**
 * The horizon of a pipeline's archive.
 * @param isWhole whether all of the archive is read, so that its oldest event will be among those read.
 */
export const openHorizon = async (
  events: Table,
  { isWhole = true, now = Date.now }: { isWhole?: boolean; now?: () => number } = {},
): Promise<Horizon> => {
  const limited = await isLimited(events);
  let shortest = Number.POSITIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  return {
    take: (event) => {
      const { archivedAt, expiresAt } = event;
      // Events that need attention are kept longer, so they do not show how far the others reach.
      if (expiresAt === undefined || needsAttention(event)) return;
      shortest = Math.min(shortest, expiresAt * 1_000 - archivedAt);
      oldest = Math.min(oldest, archivedAt);
    },
    get since() {
      // Where no event remains that will expire, all that would have may be gone.
      if (oldest === Number.POSITIVE_INFINITY) return limited ? now() : undefined;
      // Where events once expired and no longer do, those that remained stay.
      return Math.max(isWhole ? oldest : 0, limited ? now() - shortest : 0);
    },
  };
};

/** Whether what happened at a time (UTC text) may have expired. */
export const isBeyond = ({ since }: Pick<Horizon, 'since'>, when: string): boolean =>
  since !== undefined && Date.parse(when) < since;
