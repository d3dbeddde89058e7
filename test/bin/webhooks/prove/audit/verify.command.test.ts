import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Target } from '../../../../../bin/webhooks/pipeline/target.ts';
import { knownLabels } from '../../../../../bin/webhooks/prove/audit/known.ts';
import { archivedUnder } from '../../../../../functions/shared/query/archive.ts';
import { eventItems } from '../../../../../functions/shared/store/archive-item.ts';
import { type Aws, AwsRefusal, startAws } from '../../../../support/aws/aws.ts';
import { pipelineSecretText } from '../../../../support/pipeline/pipeline.ts';
import { useSecrets } from '../../../../support/tool/secrets.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';
import { refundEvents } from '../../../../support/webhook.ts';

/* `webhooks audit --verify`, with the secrets in the local Secrets Manager. */

const test = useTarget(beforeEach);
const secrets = useSecrets({ 'signing-secrets': pipelineSecretText, 'retired-secrets': '{}' });
let tool: CreatedTool;
/** Of which no queue holds a message, and no table may be read. */
let sqs: Aws;

const targetOf = (changes: Partial<Target> = {}): Target => ({
  ...secrets.of(test.target),
  sqs: new SQSClient({
    region: 'us-east-1',
    endpoint: sqs.environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  }),
  ...changes,
});

beforeAll(async () => {
  sqs = await startAws({
    GetQueueAttributes: () => ({ Attributes: {} }),
    Query: () => {
      throw new AwsRefusal('AccessDeniedException', 'not authorized');
    },
  });
});
afterAll(() => sqs.stop());

beforeEach(async () => {
  process.exitCode = undefined;
  await test.pipeline.send(refundEvents);
  tool = await createTool(targetOf());
});
afterEach(() => {
  process.exitCode = undefined;
  tool.stop();
});

const figures = { masked: 0, erased: 0, noSignature: 0, secretUnknown: 0 };

it('states how many signatures are verified, and recomputes none unless asked', async () => {
  expect(await tool.json('audit', '--verify')).toMatchObject({
    signatures: {
      ...{ verified: refundEvents.length, wrong: 0, notVerifiable: figures },
      keptSince: '2026-11-21T00:00:00.000Z',
    },
    breaches: [],
  });
  expect(await tool.run('audit', '--verify')).toContain(
    'Signatures: 3 verified, 0 wrong; not verifiable: 0 masked, 0 erased, 0 without a signature, 0 of an unknown secret\n  kept since 2026-11-21T00:00:00.000Z',
  );
  expect(await tool.json('audit')).toMatchObject({ signatures: null, breaches: [] });
  expect(process.exitCode).toBeUndefined();
});

it('verifies what a removed secret has signed', async () => {
  await secrets.put('signing-secrets', '{"next":"whsec_next"}');
  expect(await tool.json('audit', '--verify')).toMatchObject({
    signatures: { verified: 0, notVerifiable: { ...figures, secretUnknown: refundEvents.length } },
  });
  const retired = Object.entries<string>(JSON.parse(pipelineSecretText)).map(([label, secret]) => ({
    ...{ label, secret, removedAt: '2026-11-22T00:00:00.000Z' },
  }));
  await secrets.put('retired-secrets', JSON.stringify({ retired }));
  expect(await tool.json('audit', '--verify')).toMatchObject({
    signatures: { verified: refundEvents.length, wrong: 0, notVerifiable: figures },
    breaches: [],
  });
});

it('exits with 3 and names the event whose signature is wrong, and no secret', async () => {
  const [event] = await archivedUnder(test.target.tables.events, 'evt_received_1');
  if (!event) throw new Error('not archived');
  const { item } = eventItems({ ...event, signature: 'ab'.repeat(32) });
  await test.target.dynamodb.send(
    new UpdateItemCommand({
      TableName: test.target.tables.events.name,
      Key: { id: { S: event.id }, digest: { S: event.digest } },
      UpdateExpression: 'SET sig = :sig',
      ExpressionAttributeValues: { ':sig': item['sig'] ?? { NULL: true } },
    }),
  );
  const text = await tool.run('audit', '--verify');
  expect(text).toContain('2 verified, 1 wrong');
  expect(text).toMatch(
    /signature +payments +evt_received_1 +its signature is not of the secret "live"/,
  );
  expect(text).not.toContain('whsec_');
  expect(process.exitCode).toBe(3);
});

it('asks to deploy where an earlier version keeps no removed secrets, and looks at no single object', async () => {
  tool.stop();
  const { retiredSecretsName: _retired, ...outputs } = test.target.outputs;
  tool = await createTool(targetOf({ outputs }));
  await expect(tool.run('audit', '--verify')).rejects.toThrow(
    /no place for removed secrets, because an earlier version .* Nothing was changed or verified/,
  );
  expect(await tool.json('audit')).toMatchObject({ signatures: null });
  await expect(tool.run('audit', '--verify', '--object', 'rfd_1')).rejects.toThrow(/omit --object/);
});

it('states that it knows of no label when it was live, where these credentials may not read that', async () => {
  const remarks: string[] = [];
  const dynamodb = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: sqs.environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const remark = (text: string) => void remarks.push(text);
  expect(await knownLabels(targetOf({ dynamodb }), remark)).toBeUndefined();
  expect(remarks).toEqual([expect.stringContaining('Allow dynamodb:Query on it.')]);
});
