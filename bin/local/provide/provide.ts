import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { INTERNAL_LABEL } from '../../../functions/shared/event/internal.ts';
import { credentials, localAccount } from '../cloud/account.ts';
import type { Application } from '../cloud/application.ts';
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

const newSecret = (): string => `whsec_${randomBytes(24).toString('hex')}`;

/**
 * Makes the secrets on the first start. AWS starts with no signing secret, as Airwallex issues it.
 * @returns the name of the signing secrets, and their value: labels and secrets as JSON.
 */
export const provideSecrets = (
  { secrets }: Application,
  manager: SecretsManager,
): { readonly name: string; readonly value: string } => {
  const signing = secrets.find(({ name }) => name.endsWith('-signing-secrets'));
  if (!signing) throw new Error('The templates define no signing secrets.');
  for (const secret of secrets) if (secret !== signing) manager.provide(secret, () => '{}');
  const initial = () => JSON.stringify({ local: newSecret(), [INTERNAL_LABEL]: newSecret() });
  return { name: signing.name, value: manager.provide(signing, initial) };
};

const reaching = async (endpoint: string, task: Promise<unknown>): Promise<void> => {
  try {
    await task;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new Error(`${endpoint} cannot be reached: ${error.message}`, { cause: error });
  }
};
