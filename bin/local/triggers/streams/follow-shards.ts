import { setTimeout as wait } from 'node:timers/promises';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { StreamSource } from '../../cloud/event-sources.ts';
import { type StreamRecord, streamRecord } from './stream-record.ts';

export interface Following {
  readonly client: DynamoDBStreamsClient;
  readonly streamArn: string;
  readonly source: Pick<StreamSource, 'batchSize' | 'windowSeconds' | 'startingPosition'>;
  readonly signal: AbortSignal;
  /** The sequence number of the last record of a shard that is done. */
  checkpointOf(shardId: string): string | undefined;
  /** Takes the next records of a shard. @returns whether they are done: only then come others. */
  take(shardId: string, records: readonly StreamRecord[]): Promise<boolean>;
  onFailure(reason: string): void;
}

/** As often as Lambda looks: four times a second. */
const LOOK_MS = 250;
const RETRY_MS = 1_000;
/** Records of one answer. */
const MOST = 1_000;
/** A shard ends after hours. */
const NEW_SHARDS_MS = 10_000;

/** Resolves early, without an error, when following ends. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  wait(milliseconds, undefined, { signal, ref: false }).catch(() => {});

const shardsOf = async ({ client, streamArn }: Following): Promise<readonly Shard[]> => {
  const found: Shard[] = [];
  let after: string | undefined;
  do {
    const start = after === undefined ? {} : { ExclusiveStartShardId: after };
    const page = await client.send(new DescribeStreamCommand({ StreamArn: streamArn, ...start }));
    found.push(...(page.StreamDescription?.Shards ?? []));
    after = page.StreamDescription?.LastEvaluatedShardId;
  } while (after !== undefined);
  return found;
};

/** Where to read a shard from: after what is done, or from its first record where that is gone. */
const iteratorOf = async (following: Following, ShardId: string): Promise<string | undefined> => {
  const { client, streamArn: StreamArn, source } = following;
  const at = following.checkpointOf(ShardId);
  const shard = { StreamArn, ShardId };
  const from = async (position: object) => {
    const command = { ...shard, ShardIteratorType: source.startingPosition, ...position };
    return (await client.send(new GetShardIteratorCommand(command))).ShardIterator;
  };
  if (at === undefined) return from({});
  try {
    return await from({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: at });
  } catch (error) {
    if (error instanceof TrimmedDataAccessException)
      return from({ ShardIteratorType: 'TRIM_HORIZON' });
    throw error;
  }
};

/** Reads a shard until it ends. @throws what reading or taking throws. */
const readShard = async (following: Following, shardId: string): Promise<void> => {
  const { client, streamArn, source, signal } = following;
  let iterator = await iteratorOf(following, shardId);
  let batch: StreamRecord[] = [];
  let due = 0;
  while (iterator !== undefined && !signal.aborted) {
    const command = {
      ShardIterator: iterator,
      Limit: Math.min(source.batchSize - batch.length, MOST),
    };
    const page = await client.send(new GetRecordsCommand(command));
    iterator = page.NextShardIterator;
    const found = (page.Records ?? []).map((record) => streamRecord(record, streamArn));
    if (batch.length === 0) due = Date.now() + source.windowSeconds * 1_000;
    batch = [...batch, ...found];
    const isReady = batch.length >= source.batchSize || Date.now() >= due || !iterator;
    if (batch.length > 0 && isReady) {
      if (!(await following.take(shardId, batch))) return;
      batch = [];
    }
    if (found.length === 0) await pause(LOOK_MS, signal);
  }
};

/**
 * Follows the shards of a stream, each after the one that it came from, until it is ended.
 * @returns when it has ended.
 */
export const followShards = async (following: Following): Promise<void> => {
  const { signal, onFailure } = following;
  const readers = new Map<string, Promise<void>>();
  const finished = new Set<string>();
  const failing = async (task: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        await task();
        return;
      } catch (error) {
        if (signal.aborted) return;
        onFailure(`${following.streamArn} cannot be read: ${error}`);
        await pause(RETRY_MS, signal);
      }
    }
  };
  const begin = async (): Promise<void> => {
    const shards = await shardsOf(following);
    const known = new Set(shards.map(({ ShardId }) => ShardId));
    for (const { ShardId: id = '', ParentShardId: parent = '' } of shards) {
      if (readers.has(id) || (known.has(parent) && !finished.has(parent))) continue;
      const reader = failing(() => readShard(following, id)).then(() => void finished.add(id));
      readers.set(id, reader);
    }
  };
  while (!signal.aborted) {
    await failing(begin);
    await pause(NEW_SHARDS_MS, signal);
  }
  await Promise.all(readers.values());
};
