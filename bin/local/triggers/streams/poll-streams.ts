import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../../cloud/client-settings.ts';
import type { StreamSource } from '../../cloud/event-sources.ts';
import type { Console } from '../../console/console.ts';
import type { RunningFunction } from '../../lambda/function.ts';
import { type Endpoints, queueUrl } from '../../lambda/variables.ts';
import { openCheckpoints } from './checkpoints.ts';
import { failureMessage } from './failure-message.ts';
import { followShards } from './follow-shards.ts';
import { type Giving, giveBatch } from './give-batch.ts';

/** The file of what is done of each stream, below the folder of all state. */
export const CHECKPOINTS = 'streams.json';

interface Setting {
  readonly dir: string;
  readonly endpoints: Endpoints;
  readonly console: Console;
}

const lastOf = (arn: string): string => arn.split(/[:/]/).at(-1) ?? '';

/** A table with a stream. */
interface Streamed {
  readonly name: string;
  /** Another one, once a table of this name was made again. */
  readonly id: string;
  readonly streamArn: string;
}

/** @throws Error when the table has no stream. */
const describe = async (dynamodb: DynamoDBClient, tableArn: string): Promise<Streamed> => {
  const name = lastOf(tableArn);
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
  const streamArn = Table?.LatestStreamArn;
  if (streamArn !== undefined) return { name, id: Table?.TableId ?? name, streamArn };
  throw new Error(
    `The table ${name} on this machine has no stream: start from scratch with the option --reset`,
  );
};

/**
 * Gives the records of the tables' streams to functions, from where the run before ended.
 * @returns stops it, after the records that a function has got are done.
 */
export const pollStreams = async (
  sources: readonly StreamSource[],
  functionOf: (arn: string) => RunningFunction,
  { dir, endpoints, console }: Setting,
): Promise<() => Promise<void>> => {
  const dynamodb = new DynamoDBClient(clientSettings(endpoints.dynamodb));
  const client = new DynamoDBStreamsClient(clientSettings(endpoints.dynamodb));
  const sqs = new SQSClient(clientSettings(endpoints.sqs));
  const checkpoints = openCheckpoints(join(dir, CHECKPOINTS));
  const stopping = new AbortController();
  const { signal } = stopping;

  const follow = (source: StreamSource, { name, id, streamArn }: Streamed): Promise<void> => {
    // Not of the stream alone: it is another one once it was disabled, with the same numbers.
    const shardOf = (shardId: string) => `${id} ${lastOf(source.functionArn)} ${shardId}`;
    const lambda = functionOf(source.functionArn);
    const onFailure = (reason: string) => console.functionLine(name, reason);
    const givingOf = (shardId: string): Giving => ({
      signal,
      now: Date.now,
      pause: (milliseconds) =>
        wait(milliseconds, undefined, { signal, ref: false }).catch(() => {}),
      invoke: async (records) => {
        const outcome = await lambda.invoke({ Records: records.map(({ event }) => event) });
        if (!outcome.ok) onFailure(outcome.error);
        return outcome;
      },
      advance: ({ sequenceNumber }) => checkpoints.advance(shardOf(shardId), sequenceNumber),
      giveUp: async (records, why, tries) => {
        onFailure(`${why}: ${records.length} records are given up`);
        const { functionArn, failureQueueArn } = source;
        if (failureQueueArn === undefined) return;
        const failure = { functionArn, streamArn, shardId, records, why, tries, now: Date.now() };
        await sqs.send(
          new SendMessageCommand({
            QueueUrl: queueUrl(endpoints, lastOf(failureQueueArn)),
            MessageBody: failureMessage(failure),
          }),
        );
      },
    });
    return followShards({
      ...{ client, streamArn, source, signal, onFailure },
      checkpointOf: (shardId) => checkpoints.of(shardOf(shardId)),
      take: (shardId, records) => giveBatch(records, source, givingOf(shardId)),
    });
  };

  const tables = await Promise.all(sources.map(({ tableArn }) => describe(dynamodb, tableArn)));
  const following = Promise.all(
    sources.map((source, index) => tables[index] && follow(source, tables[index])),
  );
  return async () => {
    stopping.abort();
    await following;
    for (const each of [dynamodb, client, sqs]) each.destroy();
  };
};
