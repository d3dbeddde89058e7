import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { changeEnvironmentNames, environmentNames, required } from '../environment.ts';
import { sqsInbox } from '../inbox.ts';
import { createLog } from '../lambda/log.ts';
import { unlogged } from '../lambda/quiet-client.ts';
import { batchTimeoutOf, type Remaining } from '../lambda/remaining.ts';
import { timeouts } from '../lambda/timeouts.ts';
import type { AnyReactionDefinition } from './definition.ts';
import { dynamodbLedger } from './dynamodb-ledger.ts';
import { USUAL_TIMEOUT_SECONDS } from './limits.ts';
import { react } from './react.ts';

/** A reaction's function: its dependencies are built once, from the environment. */
export const connect = (
  definition: AnyReactionDefinition,
): ((batch: SQSEvent, context?: Remaining) => Promise<SQSBatchResponse>) => {
  const name = required(changeEnvironmentNames.reaction);
  const changeTimeout = (definition.timeoutSeconds ?? USUAL_TIMEOUT_SECONDS) * 1_000;
  const dependencies = {
    name,
    definition,
    ledger: dynamodbLedger(
      unlogged(new DynamoDBClient({ requestHandler: timeouts })),
      required(changeEnvironmentNames.effectsTable),
    ),
    inbox: sqsInbox(
      unlogged(new SQSClient({ requestHandler: timeouts })),
      required(environmentNames.queueUrl),
    ),
    log: createLog(`reaction-${name}`, required(environmentNames.metricsNamespace)),
    now: Date.now,
    changeTimeout,
  };
  return (batch, context) => {
    const remaining = context?.getRemainingTimeInMillis() ?? changeTimeout;
    return react(batch, { ...dependencies, batchTimeout: batchTimeoutOf(remaining) });
  };
};
