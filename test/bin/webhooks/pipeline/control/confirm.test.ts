import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type CommandEntry, commands } from '../../../../../bin/webhooks/commands.ts';
import { createProgram } from '../../../../../bin/webhooks/program.ts';
import { ownCommands } from '../../../../../bin/webhooks/reference.ts';
import { post } from '../../../../../bin/webhooks/send/post.ts';
import { projectRoot } from '../../../../../lib/project-root.ts';
import { type Aws, startAws } from '../../../../support/aws/aws.ts';
import { drained } from '../../../../support/pipeline/local-pipeline.ts';
import { stageOf } from '../../../../support/pipeline/stage.ts';
import { restoreTables } from '../../../../support/tables/restored.ts';
import { useLaunchedTool } from '../../../../support/tool/launched-tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/*
 * A stage that retains what it stores is changed by what is confirmed alone. A local pipeline takes its
 * place.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const retaining = { RemovalPolicy: 'retain', AllowSamples: 'true' };
let aws: Aws;

beforeAll(async () => {
  const { outputs, target } = tool.pipeline;
  const [secret = ''] = Object.values(outputs.signingSecrets);
  const bad = webhook('evt_bad', 'refund.settled', undefined, { id: null });
  for (const body of [refundEvent('settled'), bad]) await post(outputs.webhookUrl, secret, body);
  await drained(target);
  const QueueUrl = outputs.deadLetterQueues['payments'] ?? '';
  await target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
  await restoreTables(target, 'later');
  const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
  const { stacks, well } = stageOf(outputs);
  aws = await startAws(
    { ...well, DescribeStacks: stacks({ data: retaining, url: 'http://127.0.0.1:9/webhooks' }) },
    { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager },
  );
  aws.enter();
});
afterAll(() => aws.stop());

/** What each command is tried with, and whether it shows what it would do before it refuses. */
const tried: Readonly<Record<string, readonly (readonly [line: string, shows: boolean])[]>> = {
  send: [['refund.settled', false]],
  scenario: [['checkout', false]],
  rebuild: [
    ['payments --repair', true],
    ['payments --into other', false],
  ],
  quarantine: [
    ['--acknowledge evt_bad --note known', false],
    ['--reopen evt_bad', false],
  ],
  replay: [['--all', true]],
  redrive: [['payments', true]],
  restore: [['later', true]],
  'secrets add': [['next', false]],
  'secrets remove': [['first --force', false]],
};

/** Those that are a dry run without --yes in every stage, and end well with it. */
const always = ['changes replay', 'erase', 'void'];

const mutatingIn = (entries: readonly CommandEntry[], before = ''): readonly string[] =>
  entries.flatMap(({ name, mutates, parts = [] }) => [
    ...(mutates ? [`${before}${name}`] : []),
    ...mutatingIn(parts, `${before}${name} `),
  ]);
const mutating = mutatingIn(Object.values(commands).flat());

it('tries every command that changes what a pipeline keeps', () => {
  expect([...Object.keys(tried), ...always].sort()).toEqual(mutating.toSorted());
});

it('the commands that change something have --yes, and no others', async () => {
  const withYes = ownCommands(await createProgram()).flatMap((command) =>
    [command, ...command.commands]
      .filter(({ options }) => options.some(({ long }) => long === '--yes'))
      .map((one) => (one === command ? one.name() : `${command.name()} ${one.name()}`)),
  );
  expect(withYes.sort()).toEqual(mutating.toSorted());
});

it('the commands that change something alone are recorded', () => {
  const files = globSync('bin/webhooks/**/*.command.ts', { cwd: projectRoot });
  const recording = files.filter((file) =>
    readFileSync(join(projectRoot, file), 'utf8').includes('await recorded(target'),
  );
  const titles = recording.map((file) => basename(file, '.command.ts'));
  expect(titles.sort()).toEqual(mutating.map((title) => title.split(' ').at(-1)).sort());
});

/** Operations of AWS that change what a pipeline keeps. */
const writes = /^(?:Put|Update|Delete|Transact|BatchWrite|SendMessage)/;

const lines = Object.entries(tried).flatMap(([title, all]) =>
  all.map(([line, shows]) => ({ title, line, shows })),
);

describe('in a stage that retains what it stores', () => {
  it.each(lines)('$title $line changes nothing without --yes', async ({ title, line, shows }) => {
    const label = Object.keys(tool.pipeline.outputs.signingSecrets)[0] ?? '';
    const words = `${title} ${line.replace('first', label)}`;
    const before = aws.asked.length;
    const { code, out, err } = await tool.run(...words.split(' '), '--stage', 'dev');
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringMatching(
        `Nothing was changed: stage dev in eu-west-1 retains what it stores. To do it: npm run webhooks -- ${words} --yes --stage dev$`,
      ),
    });
    expect(out !== '').toBe(shows);
    expect(aws.asked.slice(before).filter((operation) => writes.test(operation))).toEqual([]);
  });

  it('neither a secret nor a value of a body is printed with the command to confirm', async () => {
    const options = ['--set', 'data.object.id=private', '--secret', 'whsec_private'];
    const { code, err } = await tool.run('send', 'refund.settled', ...options, '--stage', 'dev');
    expect({ code, err }).toEqual({
      code: 3,
      err: expect.stringContaining('retains what it stores. Add --yes to do it.'),
    });
    expect(err).not.toContain('private');
  });

  it('what only looks needs no --yes', async () => {
    expect((await tool.run('redrive', 'payments', '--dry-run', '--stage', 'dev')).code).toBe(0);
    expect((await tool.run('rebuild', 'payments', '--compare', '--stage', 'dev')).code).toBe(0);
    expect((await tool.run('quarantine', '--stage', 'dev')).code).toBe(0);
  });

  it('what is confirmed is done, and recorded with the ARN of who did it', async () => {
    const words = ['quarantine', '--acknowledge', 'evt_bad', '--note', 'known', '--yes'];
    expect(await tool.run(...words, '--stage', 'dev')).toMatchObject({ code: 0 });
    const { out } = await tool.run('quarantine', '--acknowledged', '--stage', 'dev');
    expect(out).toContain('known');
    expect(await tool.json('operations', '--stage', 'dev')).toEqual([
      expect.objectContaining({
        by: 'arn:aws:iam::123456789012:user/me',
        command: 'quarantine',
        arguments: ['--acknowledge', 'evt_bad', '--note', '…', '--yes'],
        ...{ result: 'done', counts: { events: 1 } },
      }),
    ]);
  });
});

it('the local pipeline needs no --yes', async () => {
  expect(await tool.run('quarantine', '--reopen', 'evt_bad')).toMatchObject({ code: 0 });
});
