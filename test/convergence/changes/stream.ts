import type { StreamRecord, StreamResponse } from '../../../functions/publisher/stream.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { streamRecord } from '../../support/changes/changes.ts';
import type { Written } from '../../support/tables/tables.ts';

/** A part of a stream, with the records of the keys whose hashes are in its range. */
interface Shard {
  readonly parent: Shard | undefined;
  readonly from: number;
  readonly to: number;
  readonly records: StreamRecord[];
  isClosed: boolean;
  /** How many records Lambda has done with. */
  checkpoint: number;
  /** How many it hands over at most: half as many after a failure. */
  limit: number;
}

/** What invokes the publisher. Undefined where its process ended without an answer. */
export type InvokePublisher = (
  records: readonly StreamRecord[],
) => Promise<StreamResponse | undefined>;

const HASHES = 2 ** 16;
const hashOf = ({ before, after }: Written): number => {
  const { pk, sk } = after ?? before ?? {};
  return Number.parseInt(sha256(`${pk?.S} ${sk?.S}`).slice(0, 4), 16);
};

/**
 * A table's stream, and Lambda's way through it: the records of a shard in order, a shard after its
 * parent, and each batch until it succeeds.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
 */
export const tableStream = (batchSize: number) => {
  let sequence = 0;
  const shardOf = (from: number, to: number, parent?: Shard): Shard => ({
    ...{ parent, from, to, records: [], isClosed: false, checkpoint: 0, limit: batchSize },
  });
  const shards = [shardOf(0, HASHES)];

  const isRead = ({ records, checkpoint }: Shard): boolean => checkpoint === records.length;
  /** Whether a shard and all before it are read to the end; so it is where there is none. */
  const isDone = (shard: Shard | undefined): boolean =>
    shard === undefined || (shard.isClosed && isRead(shard) && isDone(shard.parent));
  const isBegun = (shard: Shard): boolean =>
    shard.checkpoint > 0 || shards.some((other) => other.parent === shard && isBegun(other));

  return {
    write: (written: Written): void => {
      sequence += 1;
      const hash = hashOf(written);
      const open = shards.find(({ isClosed, from, to }) => !isClosed && from <= hash && hash < to);
      open?.records.push(streamRecord(sequence, written.before, written.after));
    },
    /** Splits an open shard into two. */
    split: (choice: number): void => {
      const open = shards.filter(({ isClosed }) => !isClosed);
      const shard = open[choice % open.length];
      if (shard === undefined || shard.to - shard.from < 2) return;
      shard.isClosed = true;
      const middle = Math.floor((shard.from + shard.to) / 2);
      shards.push(shardOf(shard.from, middle, shard), shardOf(middle, shard.to, shard));
    },
    /** The shards of which Lambda has something to hand over. */
    readable: (): readonly Shard[] =>
      shards.filter((shard) => !isRead(shard) && isDone(shard.parent)),
    /** Forgets that the last records of a shard were handled, unless a later shard is being read. */
    rewind: (choice: number, count: number): void => {
      const shard = shards[choice % shards.length];
      const children = shards.filter(({ parent }) => parent === shard);
      if (shard === undefined || children.some(isBegun)) return;
      shard.checkpoint = Math.max(0, shard.checkpoint - count);
    },
    /** Hands over the next batch of a shard. */
    poll: async (shard: Shard, invoke: InvokePublisher): Promise<void> => {
      const batch = shard.records.slice(shard.checkpoint, shard.checkpoint + shard.limit);
      const answer = await invoke(batch);
      const [failure] = answer?.batchItemFailures ?? [];
      if (answer !== undefined && failure === undefined) {
        shard.checkpoint += batch.length;
        shard.limit = batchSize;
        return;
      }
      const index = batch.findIndex(
        ({ dynamodb }) => dynamodb?.SequenceNumber === failure?.itemIdentifier,
      );
      shard.checkpoint += Math.max(0, index);
      shard.limit = Math.ceil(batch.length / 2);
    },
  };
};
