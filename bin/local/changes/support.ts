import { DynamoDBStreamsClient, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { changeEnvironmentNames } from '../../../functions/shared/environment.ts';
import { credentials, localAccount } from '../cloud/account.ts';
import type { Application } from '../cloud/application.ts';
import { dynamoDbName } from '../emulators/dynamodb.ts';
import type { LocalOptions } from '../options.ts';

/** Whether a service answers a question; nobody waits for one that is not there. */
const answers = async (ask: (client: object) => Promise<unknown>, endpoint: string) => {
  const client = { region: localAccount.region, credentials, endpoint, maxAttempts: 1 };
  return ask(client).then(
    () => true,
    () => false,
  );
};

/**
 * Why changes cannot be published here: the store has no streams, or the queues no topics.
 * @returns undefined where they can.
 */
export const missingForChanges = async ({
  dynamodbEndpoint,
  sqsEndpoint,
}: Pick<LocalOptions, 'dynamodbEndpoint' | 'sqsEndpoint'>): Promise<string | undefined> => {
  if (dynamodbEndpoint === undefined) {
    if (dynamoDbName() === 'dynalite')
      return 'dynalite, the embedded DynamoDB here, has no streams';
  } else if (
    !(await answers(
      (client) => new DynamoDBStreamsClient(client).send(new ListStreamsCommand({})),
      dynamodbEndpoint,
    ))
  )
    return `the DynamoDB at ${dynamodbEndpoint} has no streams`;
  if (sqsEndpoint === undefined) return undefined;
  const hasTopics = await answers(
    (client) => new SNSClient(client).send(new ListTopicsCommand({})),
    sqsEndpoint,
  );
  return hasTopics ? undefined : `there is no SNS beside the SQS at ${sqsEndpoint}`;
};

/** The functions that publish to the topic of changes. */
const publishersIn = ({ functions }: Application): ReadonlySet<string> =>
  new Set(
    functions
      .filter(({ environment }) => changeEnvironmentNames.changesTopic in environment)
      .map(({ arn }) => arn),
  );

/** The application where changes cannot be published: its reactions exist and get nothing. */
export const withoutChanges = (application: Application): Application => ({
  ...application,
  tables: application.tables.map(
    ({ properties: { StreamSpecification: _, ...properties }, ...table }) => ({
      ...table,
      properties,
    }),
  ),
  topics: [],
  subscriptions: [],
  streamSources: [],
  schedules: application.schedules.filter(
    ({ functionArn }) => !publishersIn(application).has(functionArn),
  ),
});
