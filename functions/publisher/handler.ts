import { setTimeout as pause } from 'node:timers/promises';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { changeEnvironmentNames, environmentNames, required } from '../shared/environment.ts';
import { createLog } from '../shared/lambda/log.ts';
import { unlogged } from '../shared/lambda/quiet-client.ts';
import { batchTimeoutOf, type Remaining } from '../shared/lambda/remaining.ts';
import { timeouts } from '../shared/lambda/timeouts.ts';
import { publish } from './publish.ts';
import type { StreamBatch, StreamResponse } from './stream.ts';
import { snsTopic } from './topic.ts';
import { sqsUnpublished } from './unpublished.ts';

const dependencies = {
  topic: snsTopic(
    unlogged(new SNSClient({ requestHandler: timeouts })),
    required(changeEnvironmentNames.changesTopic),
  ),
  unpublished: sqsUnpublished(
    unlogged(new SQSClient({ requestHandler: timeouts })),
    required(changeEnvironmentNames.unpublishedQueue),
  ),
  log: createLog('publisher', required(environmentNames.metricsNamespace)),
  now: Date.now,
  pause,
};

/** Publishes what the records of a table's stream changed. */
export const handler = (batch: StreamBatch, context: Remaining): Promise<StreamResponse> =>
  publish(batch, {
    ...dependencies,
    timeout: batchTimeoutOf(context.getRemainingTimeInMillis()),
  });
