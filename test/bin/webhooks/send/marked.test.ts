import { asSample, sampleId } from '../../../../bin/webhooks/send/marked.ts';
import { type Aws, startAws } from '../../../support/aws/aws.ts';
import { drained } from '../../../support/pipeline/local-pipeline.ts';
import { stageOf } from '../../../support/pipeline/stage.ts';
import { useLaunchedTool } from '../../../support/tool/launched-tool.ts';

/* Samples in a stage that retains what it stores and allows them. A local pipeline takes its place. */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
let aws: Aws;

beforeAll(async () => {
  const { outputs } = tool.pipeline;
  const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
  const { stacks, well } = stageOf(outputs);
  const data = { RemovalPolicy: 'retain', AllowSamples: 'true' };
  aws = await startAws(
    { ...well, DescribeStacks: stacks({ data }) },
    { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager },
  );
  aws.enter();
});
afterAll(() => aws.stop());

const onStage = ['--yes', '--stage', 'dev'];

/** The ids of all archived events. */
const archivedIds = async (): Promise<readonly string[]> => {
  const { out } = await tool.run('events', '--json', '--limit', '200');
  return JSON.parse(out).events.map(({ id }: { id: string }) => id);
};

it('their events are archived under ids of samples, which their records name', async () => {
  expect((await tool.run('send', 'refund.settled', ...onStage)).code).toBe(0);
  await drained(tool.pipeline.target);
  const ids = await archivedIds();
  expect(ids).toEqual([expect.stringMatching(/^sample-evt_/)]);
  const { out } = await tool.run('show', ids[0] ?? '', '--json');
  const [object = ''] = out.match(/refund#[\w]+/) ?? [];
  expect((await tool.run('show', object, '--json')).out).toContain(`"eventId": "${ids[0]}"`);
});

it('a scenario results in the records that it expects', async () => {
  const words = ['scenario', 'checkout-failed-then-paid', '--shuffle', '--seed', 'marked'];
  expect(await tool.run(...words, ...onStage)).toMatchObject({ code: 0 });
  for (const id of await archivedIds()) expect(id).toMatch(/^sample-/);
});

it('a sample keeps every byte but those of its id', () => {
  const body = '{"id":"evt_1", "data":{"amount":1.50}}';
  expect(asSample(Buffer.from(body), 'x').toString()).toBe(body.replace('evt_1', 'sample-evt_1'));
  expect(asSample(asSample(Buffer.from(body), 'x'), 'x')).toEqual(asSample(Buffer.from(body), 'x'));
});

it('an event without an id gets one that follows from its body', () => {
  const body = Buffer.from('{"name":"a.b"}');
  expect(asSample(body, 'x')).toEqual(asSample(body, 'x'));
  expect(sampleId(undefined, body)).toMatch(/^sample-[0-9a-f]{64}$/);
});

it('what is not a JSON object cannot be marked, and is not sent', () => {
  for (const text of ['[]', '"a"', '{"id":', ''])
    expect(() => asSample(Buffer.from(text), 'body.json')).toThrow(
      'body.json is not a JSON object: it cannot be marked as a sample.',
    );
});

it('forgeries are sent as they are, and need no --yes', async () => {
  const { code } = await tool.run('send', 'refund.settled', '--forge', '--stage', 'dev');
  expect(code).toBe(0);
});
