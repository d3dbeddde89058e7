import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { consume } from './consume.ts';
import { dynamodbControl } from './control/dynamodb.ts';
import { hasRecords } from './domain.ts';
import { environmentNames, required } from './environment.ts';
import { sqsInbox } from './inbox.ts';
import { createLog, type Log } from './lambda/log.ts';
import { unlogged } from './lambda/quiet-client.ts';
import { timeouts } from './lambda/timeouts.ts';
import { prime } from './lambda/warm-up.ts';
import { createRadar } from './radar.ts';
import type { DomainRuntime } from './record/family.ts';
import { dynamodbStore } from './store/dynamodb.ts';

/** Below the shortest function time-out by what a batch needs to answer. */
const SLACK_MILLISECONDS = 5_000;

/** A Lambda handler of a domain's queue. */
export type Consumer = (batch: SQSEvent) => Promise<SQSBatchResponse>;

/** What a consumer has built that something around it can use. */
export interface Surroundings {
  readonly dynamodb: DynamoDBClient;
  /** The name of the events table. */
  readonly events: string;
  readonly log: Log;
}

/**
 * A domain's consumer as a Lambda handler: its dependencies are built once, from the environment, and
 * the rules are known before the first batch.
 * @param around makes the handler of what handles a batch: by default it is that.
 */
export const consumer = async (
  runtime: DomainRuntime,
  around: (consume: Consumer, surroundings: Surroundings) => Consumer = (consume) => consume,
): Promise<Consumer> => {
  const state = hasRecords(runtime.domain) && {
    state: required(environmentNames.stateTable),
  };
  const log = createLog(runtime.domain.name, required(environmentNames.metricsNamespace));
  const dynamodb = unlogged(new DynamoDBClient({ requestHandler: timeouts }));
  const events = required(environmentNames.eventsTable);
  const archiveDays = process.env[environmentNames.archiveDays];
  const dependencies = {
    runtime,
    store: dynamodbStore(dynamodb, { events, ...state }, runtime.domain),
    control: dynamodbControl(dynamodb, required(environmentNames.controlTable), Date.now),
    archiveDays: archiveDays === undefined ? undefined : Number(archiveDays),
    inbox: sqsInbox(
      unlogged(new SQSClient({ requestHandler: timeouts })),
      required(environmentNames.queueUrl),
    ),
    log,
    radar: createRadar(runtime, log),
    now: Date.now,
    recordTimeout: runtime.domain.tuning.timeoutSeconds * 1_000 - SLACK_MILLISECONDS,
  };
  await prime(dependencies.control.rules());
  return around((batch) => consume(batch, dependencies), { dynamodb, events, log });
};
