import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { arnOf, credentials, localAccount } from '../../../../bin/local/cloud/account.ts';
import type { StreamSource } from '../../../../bin/local/cloud/event-sources.ts';
import { createConsole } from '../../../../bin/local/console/console.ts';
import { dynamoDbName, startDynamoDb } from '../../../../bin/local/emulators/dynamodb.ts';
import type { Emulator } from '../../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../../bin/local/emulators/sqs.ts';
import { tendStreamRecords } from '../../../../bin/local/emulators/stream-records.ts';
import type { InvocationOutcome } from '../../../../bin/local/lambda/runtime-api.ts';
import { queueUrl } from '../../../../bin/local/lambda/variables.ts';
import { provideQueue } from '../../../../bin/local/provide/queues.ts';
import { provideTable } from '../../../../bin/local/provide/tables.ts';
import { pollStreams } from '../../../../bin/local/triggers/streams/poll-streams.ts';
import { until } from '../../../support/until.ts';

/** dynalite, which runs on other platforms, has no streams. */
const withStreams = dynamoDbName() === 'dynoxide' ? describe : describe.skip;

const folder = mkdtempSync(join(tmpdir(), 'streams-'));
const dir = join(folder, 'state');
mkdirSync(dir);
const file = join(folder, 'db', 'dynamodb.db');
const common = { region: localAccount.region, credentials };

const table = { name: 'records', arn: arnOf('dynamodb', 'table/records') };
const properties = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' } as const],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' } as const],
};
const withStream = {
  ...properties,
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } as const,
};
const source: StreamSource = {
  tableArn: table.arn,
  functionArn: arnOf('lambda', 'function:publisher'),
  batchSize: 100,
  windowSeconds: 0,
  startingPosition: 'TRIM_HORIZON',
  bisects: true,
  reportsItemFailures: true,
  maximumAgeSeconds: Number.POSITIVE_INFINITY,
  maximumRetries: 0,
  failureQueueArn: arnOf('sqs', 'unpublished'),
};

let dynamodb: Emulator;
let sqs: Emulator;
let client: DynamoDBClient;
const lines: string[] = [];

const start = async (): Promise<void> => {
  dynamodb = await startDynamoDb(join(folder, 'db'), { port: 0, flag: '' });
  client = new DynamoDBClient({ ...common, endpoint: dynamodb.endpoint });
};
const stop = async (): Promise<void> => {
  client.destroy();
  await dynamodb.stop();
};
const endpoints = () => ({ dynamodb: dynamodb.endpoint, sqs: sqs.endpoint, secretsmanager: '' });
const put = (pk: string) =>
  client.send(new PutItemCommand({ TableName: table.name, Item: { pk: { S: pk } } }));

/** Polls with a function that answers so. @returns what it got. */
const poll = async (answer: (keys: readonly string[]) => InvocationOutcome) => {
  const events: DynamoDBStreamEvent[] = [];
  const keysOf = ({ Records }: DynamoDBStreamEvent) =>
    Records.map(({ dynamodb: change }) => change?.Keys?.['pk']?.S ?? '');
  const end = await pollStreams(
    [source],
    () => ({
      concurrency: 1,
      invoke: async (event) => {
        const streamed: DynamoDBStreamEvent = JSON.parse(JSON.stringify(event));
        events.push(streamed);
        return answer(keysOf(streamed));
      },
      stop: async () => {},
    }),
    { dir, endpoints: endpoints(), console: createConsole((line) => lines.push(line), '') },
  );
  return { end, events, keys: () => events.flatMap(keysOf) };
};
const handled = (): InvocationOutcome => ({ ok: true, payload: '{"batchItemFailures":[]}' });

withStreams('the stream of a table', () => {
  beforeAll(async () => {
    sqs = await startSqs(join(folder, 'sqs'), { port: 0, flag: '' });
    await start();
    await provideTable(client, { ...table, properties });
    await put('before');
    await provideTable(client, { ...table, properties: withStream });
  });
  afterAll(async () => {
    await stop();
    await sqs.stop();
    rmSync(folder, { recursive: true });
  });

  it('is enabled where the table exists already, and given to the function as Lambda does', async () => {
    await put('a');
    await client.send(new DeleteItemCommand({ TableName: table.name, Key: { pk: { S: 'a' } } }));
    const { end, events, keys } = await poll(handled);
    await until(() => keys().length === 2);
    await end();
    const records = events.flatMap(({ Records }) => Records);
    expect(records).toMatchObject([
      {
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        eventSourceARN: expect.stringMatching(/:table\/records\/stream\//),
        dynamodb: {
          ApproximateCreationDateTime: expect.any(Number),
          NewImage: { pk: { S: 'a' } },
          SequenceNumber: '1',
        },
      },
      { eventName: 'REMOVE', dynamodb: { OldImage: { pk: { S: 'a' } }, SequenceNumber: '2' } },
    ]);
  });

  it('continues after what was handled, also when everything was started again', async () => {
    await put('b');
    await stop();
    await start();
    await put('c');
    const { end, keys } = await poll(handled);
    await until(() => keys().length >= 2);
    await end();
    expect(keys()).toEqual(['b', 'c']);
  });

  it('gives up a record that fails alone, and states so on the queue for that', async () => {
    const queues = new SQSClient({ ...common, endpoint: sqs.endpoint });
    const url = queueUrl(endpoints(), 'unpublished');
    await provideQueue(queues, url, {
      name: 'unpublished',
      arn: '',
      attributes: {},
      deadLetterArn: undefined,
    });
    for (const pk of ['d', 'poison', 'e']) await put(pk);
    const { end, keys } = await poll((all) =>
      all.includes('poison') ? { ok: false, error: 'TypeError: no good' } : handled(),
    );
    await until(() => keys().at(-1) === 'e' && !keys().slice(-1).includes('poison'));
    const receive = new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 5 });
    const { Messages: [message] = [] } = await queues.send(receive);
    await end();
    queues.destroy();
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 1 },
      DDBStreamBatchInfo: {
        shardId: expect.any(String),
        startSequenceNumber: '6',
        endSequenceNumber: '6',
        batchSize: 1,
      },
    });
    expect(message?.Body).not.toContain('poison');
  });

  it('keeps no records older than a day, and numbers on', async () => {
    await stop();
    await start();
    tendStreamRecords(file, Date.now() + 25 * 3_600_000);
    await put('f');
    const database = new DatabaseSync(file);
    const rows = database.prepare('SELECT sequence_number AS number FROM _stream_records').all();
    const plan = database
      .prepare(
        `EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records
         WHERE table_name = 'records'`,
      )
      .all();
    database.close();
    expect(rows.map(({ number }) => number)).toEqual(['7', '8']);
    expect(JSON.stringify(plan)).toContain('stream_records_by_number');
  });

  it('is disabled where the template has none any more', async () => {
    await provideTable(client, { ...table, properties });
    await put('unseen');
    await provideTable(client, { ...table, properties: withStream });
    await put('seen');
    const { end, keys } = await poll(handled);
    await until(() => keys().includes('seen'));
    await end();
    expect(keys()).toEqual(['f', 'seen']);
  });
});
