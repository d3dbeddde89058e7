import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamoDbName, startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import type { Emulator } from '../../../bin/local/emulators/emulator.ts';
import { createTable } from '../../../bin/local/provide/tables.ts';

describe('the embedded DynamoDB', () => {
  it('is dynoxide where its binary is installed, and dynalite elsewhere', () => {
    expect(dynamoDbName('', true)).toBe('dynoxide');
    expect(dynamoDbName('', false)).toBe('dynalite');
  });

  it('is the one that LOCAL_DYNAMODB names', () => {
    expect(dynamoDbName('dynalite', true)).toBe('dynalite');
    expect(dynamoDbName('dynoxide', true)).toBe('dynoxide');
  });

  it('is refused where LOCAL_DYNAMODB names another one, or one that cannot run here', () => {
    expect(() => dynamoDbName('sqlite', true)).toThrow(
      'LOCAL_DYNAMODB is "sqlite". Set it to one of dynoxide, dynalite.',
    );
    expect(() => dynamoDbName('dynoxide', false)).toThrow(/Unset LOCAL_DYNAMODB to use dynalite/);
  });
});

describe('dynalite as the pipeline uses it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dynalite-'));
  const TableName = `table-${randomUUID()}`;
  let emulator: Emulator;
  let client: DynamoDBClient;

  const start = async (): Promise<void> => {
    emulator = await startDynamoDb(folder, { port: 0, flag: '' }, 'dynalite');
    client = new DynamoDBClient({
      region: 'us-east-1',
      endpoint: emulator.endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  };
  const stop = async (): Promise<void> => {
    client.destroy();
    await emulator.stop();
  };
  const ties = (...ids: readonly string[]) => ({ L: ids.map((S) => ({ S })) });
  const put = (tiedWith: ReturnType<typeof ties>, expected?: ReturnType<typeof ties>) =>
    client.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: 'refund#1' }, tiedWith },
        ...(expected && {
          ConditionExpression: 'tiedWith = :expected',
          ExpressionAttributeValues: { ':expected': expected },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      }),
    );

  beforeAll(async () => {
    await start();
    await createTable(client, {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    });
    await put(ties('evt_1', 'evt_2'));
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });

  it('answers a failed condition with the stored item', async () => {
    await expect(put(ties(), ties('evt_1'))).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { pk: { S: 'refund#1' }, tiedWith: ties('evt_1', 'evt_2') },
    });
  });

  it('takes two equal lists for equal', async () => {
    await put(ties('evt_3'), ties('evt_1', 'evt_2'));
    const { Items } = await client.send(new ScanCommand({ TableName }));
    expect(Items).toEqual([{ pk: { S: 'refund#1' }, tiedWith: ties('evt_3') }]);
  });

  it('keeps items and the time to live of a table over a restart', async () => {
    const TimeToLiveSpecification = { AttributeName: 'expiresAt', Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
    await stop();
    await start();
    expect(await client.send(new ScanCommand({ TableName }))).toMatchObject({ Count: 1 });
    expect(await client.send(new DescribeTimeToLiveCommand({ TableName }))).toMatchObject({
      TimeToLiveDescription: { AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' },
    });
  });
});
