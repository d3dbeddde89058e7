import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Command } from 'commander';
import { documentFiles } from '../../../bin/docs.ts';
import { createProgram } from '../../../bin/webhooks/program.ts';
import { post } from '../../../bin/webhooks/send/post.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { type Aws, startAws } from '../../support/aws/aws.ts';
import { drained } from '../../support/pipeline/local-pipeline.ts';
import { stageOf } from '../../support/pipeline/stage.ts';
import { runCommand } from '../../support/tool/command-line.ts';
import { useLaunchedTool } from '../../support/tool/launched-tool.ts';
import { refundEvent, webhook } from '../../support/webhook.ts';

/*
 * What the tool prints to be pasted leads to the pipeline that it was printed for, and runs nothing
 * but this project. A local pipeline takes the place of a deployed stage.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const { pipeline } = tool;
const folder = mkdtempSync(join(tmpdir(), 'printed-'));
const credentials = join(folder, 'credentials');
const bodyFile = join(folder, 'body.json');
const given = ['--stage', 'dev', '--profile', 'someone', '--region', 'eu-west-1'];
const flags = '--stage dev --profile someone --region eu-west-1';
let aws: Aws;

beforeAll(async () => {
  const keys = 'aws_access_key_id = test\naws_secret_access_key = test';
  writeFileSync(credentials, `[someone]\n${keys}\n`);
  writeFileSync(bodyFile, '{}');
  const { outputs, target } = pipeline;
  const [secret = ''] = Object.values(outputs.signingSecrets);
  for (const body of [
    refundEvent('settled'),
    webhook('evt_bad', 'refund.settled', undefined, { id: null }),
    Buffer.from('{"id":"evt_odd","name":"refund.odd","account_id":"acct_1","data":{}}'),
  ])
    await post(outputs.webhookUrl, secret, body);
  await drained(target);
  const QueueUrl = outputs.deadLetterQueues['payments'] ?? '';
  await target.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'dead' }));
  const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
  aws = await startAws(
    { ...stageOf(outputs).well, ListSubscriptionsByTopic: () => ({ Subscriptions: [] }) },
    { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager },
  );
});
afterAll(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

/** Everything that is printed from a command of this project or of CDK on, a line each. */
const commandsIn = (text: string): readonly string[] =>
  text.match(/(?:[A-Z_]+=\S+ )*\bnpm (?:--prefix (?:'[^']*'|\S+) )?(?:run|start|exec)\b.*/g) ?? [];

/** Command lines that end in what to do next, and how many commands they print of it at least. */
const advising: Readonly<Record<string, readonly (readonly [line: string, least: number])[]>> = {
  send: [['refund.settled', 1]],
  scenario: [['checkout', 2]],
  events: [
    ['--limit 1', 1],
    ['--follow --since 1h --limit 1', 1],
  ],
  show: [['evt_nowhere', 1]],
  history: [['nowhere', 1]],
  spend: [['nowhere', 1]],
  wait: [['int_nowhere --until status=SUCCEEDED --timeout 0s', 1]],
  quarantine: [['', 3]],
  replay: [['evt_nowhere', 1]],
  redrive: [['payments --dry-run', 1]],
  void: [['evt_bad --reason x', 1]],
  erase: [['--account acct_1', 1]],
  doctor: [['--wait 4', 2]],
  'secrets add': [['next', 1]],
};

/** Those that print none. */
const silent = [
  'changes',
  'changes replay',
  'open',
  'stats',
  'operations',
  'audit',
  'rebuild',
  'restore',
  'doctor signature',
  'secrets list',
];

/** Commands that work on a pipeline, the parts of one by both words. */
const onPipelines = (command: Command, before = ''): readonly string[] => {
  const title = `${before}${command.name()}`;
  const isOnPipeline = command.options.some(({ long }) => long === '--stage');
  const parts = command.commands.flatMap((part) => onPipelines(part, `${title} `));
  return [...(isOnPipeline ? [title] : []), ...parts];
};
/** Each of them: the one before the last serves pages until Ctrl-C, whose commands its own test reads. */
const titles = [...Object.keys(advising), ...silent, 'inspect', 'secrets remove'];

it('tries every command that works on a pipeline', async () => {
  const all = (await createProgram()).commands.flatMap((command) => onPipelines(command));
  expect(titles.toSorted()).toEqual(all.toSorted());
});

const wordsOf = (title: string, line: string): readonly string[] =>
  [...title.split(' '), ...line.split(' ')].filter((word) => word !== '');

/** The words of a printed command of the tool, as a shell splits them. */
const shellWords = (command: string): readonly string[] => {
  const [, line = ''] = /run webhooks -- (.*)$/.exec(command) ?? [];
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
};

/** What can be run in a test: it prompts for nothing, sends nothing and does not end only by Ctrl-C. */
const isRepeatable = (command: string): boolean =>
  /run webhooks -- (?!secrets add|scenario|erase|void)/.test(command) &&
  !command.includes('--follow');

const lines = Object.entries(advising).flatMap(([title, all]) =>
  all.map(([line, least]) => [title, line, least] as const),
);

it.each(lines)('%s %s prints commands for the stage that it asks', async (title, line, least) => {
  const env = { ...aws.environment, AWS_SHARED_CREDENTIALS_FILE: credentials };
  const words = [...wordsOf(title, line), ...given];
  const { out, err } = await runCommand(pipeline.dir, words, 'whsec_next', env);
  const printed = commandsIn(out + err);
  expect(printed.length).toBeGreaterThanOrEqual(least);
  for (const command of printed) {
    if (/run webhooks -- (?:send --list|scenario)$/.test(command)) continue;
    if (command.includes('run cdk')) {
      expect(command).toMatch(/^AWS_REGION=eu-west-1 .* -c stage=dev --profile someone$/);
      continue;
    }
    expect(command).toMatch(/^npm run webhooks -- /);
    expect(command).toContain(flags);
  }
  for (const command of printed.filter(isRepeatable)) {
    const { code } = await runCommand(pipeline.dir, shellWords(command), '', env);
    expect({ command, isUsage: code === 1 }).toEqual({ command, isUsage: false });
  }
});

it.each(titles.filter((title) => title !== 'doctor signature'))(
  '%s takes no profile and no region without a stage',
  async (title) => {
    const operands = { show: 'x', history: 'x', spend: 'x', wait: 'x --until status=x' };
    const needed: Readonly<Record<string, string>> = {
      ...operands,
      'changes replay': 'x --since 1h',
      ...{ redrive: 'payments', rebuild: 'payments', replay: 'x', scenario: 'checkout' },
      ...{ restore: 'x', 'secrets add': 'x', 'secrets remove': 'x', erase: '--account x' },
      void: 'x --reason x',
    };
    for (const [option, value] of [given.slice(2, 4), given.slice(4, 6)]) {
      const words = [...wordsOf(title, needed[title] ?? ''), String(option), String(value)];
      const { code, err } = await tool.run(...words);
      expect({ code, err }).toEqual({
        code: 1,
        err: `${option} needs a deployed stage, and none is given. Add --stage <name>, or omit ${option} for the local pipeline.`,
      });
    }
  },
);

it('doctor signature takes no region without a stage', async () => {
  const request = ['--body-file', bodyFile, '--timestamp', '1', '--signature', 'a'];
  const { code, err } = await tool.run('doctor', 'signature', ...request, '--region', 'eu-west-1');
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringMatching(/^--region needs/) });
});

it('nothing that is shown to a person runs a package of somebody else', () => {
  const sources = globSync('{bin,lib,functions}/**/*.{ts,js}', { cwd: projectRoot });
  expect(sources.length).toBeGreaterThan(200);
  const running = /\bnpx\b|\bnpm (?:exec|x)\b|\b(?:pnpm|yarn) dlx\b|^ {2}webhooks [a-z]/m;
  const files = [...documentFiles, ...sources].filter((file) =>
    running.test(readFileSync(join(projectRoot, file), 'utf8')),
  );
  expect(files).toEqual([]);
});
