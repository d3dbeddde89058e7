import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingForChanges, withoutChanges } from '../../../bin/local/changes/support.ts';
import { startDynamoDb } from '../../../bin/local/emulators/dynamodb.ts';
import type { Emulator } from '../../../bin/local/emulators/emulator.ts';
import { startSqs } from '../../../bin/local/emulators/sqs.ts';
import { listen } from '../../../bin/local/processes/ports.ts';
import { setEnvironment } from '../../support/aws/environment.ts';

const folder = mkdtempSync(join(tmpdir(), 'support-'));
let dynalite: Emulator;
let sqs: Emulator;

beforeAll(async () => {
  dynalite = await startDynamoDb(undefined, { port: 0, flag: '' }, 'dynalite');
  sqs = await startSqs(folder, { port: 0, flag: '' });
});
afterAll(async () => {
  await Promise.all([dynalite.stop(), sqs.stop()]);
  rmSync(folder, { recursive: true });
});

const given = (dynamodbEndpoint?: string, sqsEndpoint?: string) =>
  missingForChanges({ dynamodbEndpoint, sqsEndpoint });

describe('what changes need on this machine', () => {
  it('is missing where the embedded DynamoDB is dynalite', async () => {
    const restore = setEnvironment({ LOCAL_DYNAMODB: 'dynalite' });
    expect(await given()).toBe('dynalite, the embedded DynamoDB here, has no streams');
    restore();
  });

  it('is missing where a given DynamoDB has no streams, or is not there', async () => {
    for (const endpoint of [dynalite.endpoint, 'http://127.0.0.1:9'])
      expect(await given(endpoint)).toBe(`the DynamoDB at ${endpoint} has no streams`);
  });

  it('is there with a given DynamoDB that has streams, and an SQS that is an SNS too', async () => {
    const dynamodb = createServer((_, response) => response.end('{"Streams":[]}'));
    const endpoint = `http://127.0.0.1:${await listen(dynamodb, { port: 0, flag: '' })}`;
    expect(await given(endpoint, sqs.endpoint)).toBeUndefined();
    expect(await given(endpoint, 'http://127.0.0.1:9')).toBe(
      'there is no SNS beside the SQS at http://127.0.0.1:9',
    );
    dynamodb.close();
    dynamodb.closeAllConnections();
  });

  it('is left out of the application then, and the rest of it stays', () => {
    const arn = 'arn:due';
    const lambda = {
      ...{ name: 'due', arn, code: '', handler: 'index.handler', timeoutSeconds: 3 },
      ...{ memorySize: 128, logFormat: 'JSON', concurrency: undefined },
      environment: { CHANGES_TOPIC: 'arn:topic' },
    };
    const schedule = { expression: 'rate(1 hour)', functionArn: arn, input: '{}' };
    const table = {
      name: 'payments',
      arn: 'arn:payments',
      properties: { KeySchema: [], AttributeDefinitions: [] },
    };
    const application = {
      ...{ functions: [lambda], queues: [], secrets: [], eventSources: [], routes: [] },
      ...{ topics: [], subscriptions: [], streamSources: [] },
      schedules: [schedule, { ...schedule, functionArn: 'arn:overdue' }],
      tables: [table],
    };
    const streamed = {
      ...table,
      properties: {
        ...table.properties,
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } as const,
      },
    };
    expect(withoutChanges({ ...application, tables: [streamed] })).toEqual({
      ...application,
      schedules: [{ ...schedule, functionArn: 'arn:overdue' }],
    });
  });
});
