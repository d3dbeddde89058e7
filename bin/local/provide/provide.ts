import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { HEARTBEAT_LABEL, INTERNAL_LABEL } from '../../../functions/shared/event/internal.ts';
import { credentials, localAccount } from '../cloud/account.ts';
import { type Application, secretsOf } from '../cloud/application.ts';
import type { SecretsManager } from '../emulators/secrets-manager.ts';
import { type Endpoints, queueUrl } from '../lambda/variables.ts';
import { provideQueue, removeQueues } from './queues.ts';
import { provideTable } from './tables.ts';
import { provideTopics, removeTopics } from './topics.ts';

const common = { region: localAccount.region, credentials };

/**
 * Creates the tables, queues and topics of the templates that do not exist yet, and deletes what reactions
 * had that are gone.
 * @param prefix of the names of all that the stage has.
 */
export const provide = async (
  application: Application,
  endpoints: Endpoints,
  prefix: string,
): Promise<void> => {
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  const provideQueues = async () => {
    // A queue names its dead-letter queue, which must exist first.
    const deadLetterQueuesFirst = application.queues.toSorted(
      (a, b) => Number(a.deadLetterArn !== undefined) - Number(b.deadLetterArn !== undefined),
    );
    for (const queue of deadLetterQueuesFirst) {
      await provideQueue(sqs, queueUrl(endpoints, queue.name), queue);
    }
    await removeQueues(sqs, `${prefix}reaction-`, application.queues);
    await provideChanges();
  };
  const provideChanges = async () => {
    if (endpoints.sns === undefined) return;
    const sns = new SNSClient({ ...common, endpoint: endpoints.sns });
    // No function publishes to others, such as that of alarms.
    const topics = application.topics.filter(
      ({ attributes }) => attributes['FifoTopic'] === 'true',
    );
    await provideTopics(sns, topics, application.subscriptions);
    await removeTopics(sns, prefix, topics);
    sns.destroy();
  };
  const provideTables = () =>
    Promise.all(application.tables.map((table) => provideTable(dynamodb, table)));
  try {
    await Promise.all([
      reaching(endpoints.dynamodb, provideTables()),
      reaching(endpoints.sqs, provideQueues()),
    ]);
  } finally {
    dynamodb.destroy();
    sqs.destroy();
  }
};

const madeSecret = (): string => `whsec_${randomBytes(24).toString('hex')}`;

/**
 * Makes the signing secret on the first start, and those of our own labels. AWS starts without the first, as
 * Airwallex issues it, and without that of events of our own.
 * @returns the signing secret's value: labels and secrets as JSON.
 */
export const provideSecrets = (application: Application, manager: SecretsManager): string => {
  const { signing, own, retired } = secretsOf(application);
  manager.provide(retired, () => '{}');
  manager.provide(own, () =>
    JSON.stringify({ [HEARTBEAT_LABEL]: madeSecret(), [INTERNAL_LABEL]: madeSecret() }),
  );
  return manager.provide(signing, () => JSON.stringify({ local: madeSecret() }));
};

const reaching = async (endpoint: string, task: Promise<unknown>): Promise<void> => {
  try {
    await task;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new Error(`${endpoint} cannot be reached: ${error.message}`, { cause: error });
  }
};
