/** Our consumer and one made of Powertools' parts, on one DynamoDB. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { parse } from '@aws-lambda-powertools/parser';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { payments } from '../../../functions/payments/domain.ts';
import { families } from '../../../functions/payments/families.ts';
import { consume } from '../../../functions/shared/consume.ts';
import type { Log } from '../../../functions/shared/lambda/log.ts';
import { dynamodbStore } from '../../../functions/shared/store/dynamodb.ts';
import { nothingErased } from '../../support/erasure/erasures.ts';

/** Where both write: the archive (for Powertools its table of executions) and the records. */
export interface Tables {
  readonly events: string;
  readonly state: string;
}

type Consumer = (batch: SQSEvent) => Promise<unknown>;

const silent: Log = { info: () => {}, warn: () => {}, error: () => {}, count: () => {} };

/** A client of the DynamoDB that listens there. */
export const connect = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });

/** Archive and apply. */
export const ours = (client: DynamoDBClient, tables: Tables): Consumer => {
  const dependencies = {
    runtime: { domain: payments, families },
    store: dynamodbStore(client, tables, payments),
    control: nothingErased,
    inbox: { postpone: async () => {}, remove: async () => {} },
    log: silent,
    radar: () => {},
    now: Date.now,
    recordTimeout: 60_000,
  };
  return (batch) => consume(batch, dependencies);
};

const refund = z.object({
  id: z.string(),
  name: z.string(),
  account_id: z.string().optional(),
  created_at: z.string().optional(),
  data: z.object({
    object: z.looseObject({
      id: z.string(),
      payment_intent_id: z.string().nullish(),
      amount: z.number().nullish(),
      currency: z.string().nullish(),
      status: z.string().nullish(),
      created_at: z.string().nullish(),
      updated_at: z.string().nullish(),
    }),
  }),
});

const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'payments',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:payments',
  memoryLimitInMB: '256',
  awsRequestId: '1',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

/** A batch processor, an idempotent handler and a parser: the record is put, nothing archived. */
export const powertools = (client: DynamoDBClient, tables: Tables): Consumer => {
  const documents = DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const apply = async (event: z.infer<typeof refund>): Promise<string> => {
    const { object } = event.data;
    const key = { pk: `refund#${object.id}`, sk: 'refund' };
    const related = { relatedTo: object.payment_intent_id, relatedAt: object.created_at };
    const item = { ...object, ...key, ...related, eventId: event.id };
    await documents.send(new PutCommand({ TableName: tables.state, Item: item }));
    return object.id;
  };
  const config = new IdempotencyConfig({ eventKeyJmesPath: 'id', throwOnNoIdempotencyKey: true });
  config.registerLambdaContext(context);
  const idempotent = makeIdempotent(apply, {
    persistenceStore: new DynamoDBPersistenceLayer({
      tableName: tables.events,
      keyAttr: 'id',
      sortKeyAttr: 'digest',
      staticPkValue: 'payments',
      awsSdkV3Client: client,
    }),
    config,
  });
  const processor = new BatchProcessor(EventType.SQS);
  const handle = async (record: SQSRecord): Promise<void> => {
    await idempotent(parse(JSON.parse(record.body), undefined, refund));
  };
  return (batch) => processPartialResponse(batch, handle, processor, { context });
};
