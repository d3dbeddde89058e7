import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { checkEnvironmentNames, environmentNames, required } from '../../shared/environment.ts';
import { createLog } from '../../shared/lambda/log.ts';
import { unlogged } from '../../shared/lambda/quiet-client.ts';
import type { Remaining } from '../../shared/lambda/remaining.ts';
import { deployedAcceptedLog } from '../../shared/query/logs/ingress-log-group.ts';
import { tablesFrom } from '../tables.ts';
import { pass } from './pass.ts';
import { waitingFrom } from './waiting.ts';

/** Of a whole page of log lines or items, which takes longer than what other functions ask for. */
const requestHandler = {
  connectionTimeout: 1_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};
/** Milliseconds that the last page of records and what follows it take at most. */
const LAST_PAGE = 180_000;
/** A run looks at hours: what a log had before then is of no interest to it. */
const LOG_DAY = 86_400_000;

const client = unlogged(new DynamoDBClient({ requestHandler }));
// By region and not by a queue's URL, so that one endpoint serves all of them.
const sqs = unlogged(new SQSClient({ requestHandler, useQueueUrlAsEndpoint: false }));
const logs = unlogged(new CloudWatchLogsClient({ requestHandler }));
const archiveDays = process.env[environmentNames.archiveDays];

const dependencies = {
  tables: tablesFrom(client),
  control: { client, name: required(environmentNames.controlTable) },
  accepted: {
    ...deployedAcceptedLog(logs, required(checkEnvironmentNames.ingressLogs)),
    // Without permission to describe log groups, which would be one for all of the account.
    reachesBack: async () => Date.now() - LOG_DAY,
  },
  waiting: () => waitingFrom(sqs),
  archiveDays: archiveDays === undefined ? undefined : Number(archiveDays),
  log: createLog('audit', required(environmentNames.metricsNamespace)),
  now: Date.now,
};

/** What the scheduler runs every hour. */
export const handler = (_event: unknown, context: Remaining): Promise<void> =>
  pass({
    ...dependencies,
    deadline: Date.now() + context.getRemainingTimeInMillis() - LAST_PAGE,
  });
