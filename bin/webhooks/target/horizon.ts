import { DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { needsAttention } from '../../../functions/shared/store/event-item.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { type Target, tableOf } from './target.ts';

/**
 * How far back an archive reaches that keeps its events for a time. It finds out as events are read:
 * how long they are kept, and which is the oldest that is.
 */
export interface Horizon {
  take(event: ArchivedEvent): void;
  /**
   * Epoch milliseconds: an event that happened before then may have expired, one from after it has
   * not. Undefined where the archive is kept for ever.
   */
  readonly since: number | undefined;
}

/** Whether a pipeline's archive lets go of its events after a time. */
const isLimited = async (target: Target): Promise<boolean> => {
  const TableName = tableOf(target, 'events');
  const { TimeToLiveDescription } = await target.dynamodb.send(
    new DescribeTimeToLiveCommand({ TableName }),
  );
  return TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED';
};

/**
 * The horizon of a pipeline's archive.
 * @param isWhole whether all of the archive is read, so that its oldest event will be among what is.
 */
export const openHorizon = async (
  target: Target,
  { isWhole = true, now = Date.now }: { isWhole?: boolean; now?: () => number } = {},
): Promise<Horizon> => {
  const limited = await isLimited(target);
  let shortest = Number.POSITIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  return {
    take: (event) => {
      const { archivedAt, expiresAt } = event;
      // What needs attention is kept beyond its time, so it doesn't tell how far the others reach.
      if (expiresAt === undefined || needsAttention(event)) return;
      shortest = Math.min(shortest, expiresAt * 1_000 - archivedAt);
      oldest = Math.min(oldest, archivedAt);
    },
    get since() {
      // Where no event is left that will expire, all that would have may be gone.
      if (oldest === Number.POSITIVE_INFINITY) return limited ? now() : undefined;
      // Where events were kept for a time and now are for ever, those stay that were left.
      return Math.max(isWhole ? oldest : 0, limited ? now() - shortest : 0);
    },
  };
};

/** Whether what happened at a time (UTC text) may have expired. */
export const isBeyond = ({ since }: Pick<Horizon, 'since'>, when: string): boolean =>
  since !== undefined && Date.parse(when) < since;
