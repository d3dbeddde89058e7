import { paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamoDbName } from '../../../../bin/local/emulators/dynamodb.ts';
import { connect } from '../../../../functions/shared/reaction/connect.ts';
import type { AnyHandling } from '../../../../functions/shared/reaction/definition.ts';
import { startAws } from '../../../support/aws/aws.ts';
import { setEnvironment } from '../../../support/aws/environment.ts';
import { paid, queuedChange } from '../../../support/changes/changes.ts';
import { endpointOf, useDynamoDb } from '../../../support/tables/dynamodb.ts';
import { createKeyedTable } from '../../../support/tables/keyed-table.ts';

const dynamodb = useDynamoDb();

/** The embedded DynamoDB for other platforms has no transactions. */
const inDynamoDb =
  dynamoDbName() === 'dynalite' && !process.env['DYNAMODB_ENDPOINT'] ? it.skip : it;

inDynamoDb(
  "a reaction's function commits to DynamoDB, and hides in its own queue what failed",
  async () => {
    const { client } = dynamodb;
    const [effects, orders] = [
      await createKeyedTable(client, 'effects'),
      await createKeyedTable(client, 'orders'),
    ];
    const hidden: unknown[] = [];
    const aws = await startAws({ ChangeMessageVisibility: (input) => void hidden.push(input) });
    const queue = `${aws.environment['AWS_ENDPOINT_URL']}/queue`;
    const restore = setEnvironment({
      ...aws.environment,
      AWS_ENDPOINT_URL_DYNAMODB: await endpointOf(client),
      REACTION: 'release',
      EFFECTS_TABLE: effects,
      QUEUE_URL: queue,
      METRICS_NAMESPACE: 'test',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
    });
    try {
      const react = connect({
        ...{ on: { object: 'payment_intent' }, errorImpact: 'none' },
        handle: async ({ change: { eventId } }: AnyHandling) => ({
          transact: [
            {
              Put: {
                TableName: orders,
                Item: { pk: { S: eventId ?? '' } },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      });
      const changes = [paid('a', 1), paid('b', 2), paid('b', 3, { eventId: 'evt_1' })];
      const Records = changes.map((change) => queuedChange(change));
      expect(await react({ Records }, { getRemainingTimeInMillis: () => 30_000 })).toEqual({
        batchItemFailures: [{ itemIdentifier: 'message-evt_1' }],
      });
    } finally {
      restore();
      await aws.stop();
    }
    expect(hidden).toEqual([
      { QueueUrl: queue, ReceiptHandle: 'handle-evt_1', VisibilityTimeout: 5 },
    ]);
    const itemsOf = async (TableName: string) => {
      const keys: (string | undefined)[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName }))
        keys.push(...Items.map(({ pk }) => pk?.S));
      return keys.sort();
    };
    expect(await itemsOf(orders)).toEqual(['evt_1', 'evt_2']);
    expect(await itemsOf(effects)).toEqual([
      'release#payment_intent#a#payment_intent',
      'release#payment_intent#b#payment_intent',
    ]);
  },
);
