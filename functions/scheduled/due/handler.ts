import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { domains } from '../../domains.ts';
import { snsEntry } from '../../shared/change/topic.ts';
import { changeEnvironmentNames, environmentNames, required } from '../../shared/environment.ts';
import { createLog } from '../../shared/lambda/log.ts';
import { unlogged } from '../../shared/lambda/quiet-client.ts';
import { timeouts } from '../../shared/lambda/timeouts.ts';
import { workOf } from '../../shared/query/open-work.ts';
import { tablesFrom } from '../tables.ts';
import { pass } from './pass.ts';
import { publishedDues } from './published-dues.ts';

const client = unlogged(new DynamoDBClient({ requestHandler: timeouts }));
const sns = unlogged(new SNSClient({ requestHandler: timeouts }));
const TopicArn = required(changeEnvironmentNames.changesTopic);

const dependencies = {
  tables: tablesFrom(client),
  kinds: workOf(domains),
  hours: Number(required(changeEnvironmentNames.dueHours)),
  published: publishedDues({ client, name: required(changeEnvironmentNames.effectsTable) }),
  publish: async (...message: Parameters<typeof snsEntry>): Promise<void> => {
    await sns.send(new PublishCommand({ TopicArn, ...snsEntry(...message) }));
  },
  log: createLog('due', required(environmentNames.metricsNamespace)),
  now: Date.now,
};

/** What the scheduler runs every hour. */
export const handler = (): Promise<void> => pass(dependencies);
