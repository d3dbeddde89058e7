import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import { arnOf, localAccount } from '../../bin/local/cloud/account.ts';
import { commands } from '../../bin/webhooks/commands.ts';
import { eventsTable, stateTable } from '../../functions/shared/tables.ts';
import { operatorRoles } from '../../lib/names.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { pipelineWith, plain, propertiesOf, templatesOf } from '../lib/synthesized.ts';
import { type Aws, startAws } from '../support/aws/aws.ts';
import { type Call, callsOf } from '../support/iam/call.ts';
import { allows, type Grant, grantsOf, statements } from '../support/iam/grant.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { names, stageOf } from '../support/pipeline/stage.ts';
import { restoreTables } from '../support/tables/restored.ts';
import { runCommand } from '../support/tool/command-line.ts';
import { useLaunchedTool } from '../support/tool/launched-tool.ts';
import { DEAD_LETTER, notRun, RESTORED, type Run, runs } from './operator-runs.ts';

/*
 * The role of an operator allows exactly the calls that its commands make. Each command runs here on a
 * local pipeline as on a deployed stage, and its calls are compared with the synthesized policies, in
 * both directions.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const { pipeline } = tool;
let aws: Aws;

/** A part of a policy with the account that the local pipeline pretends to be in. */
const resolved = (value: unknown): string =>
  plain(value)
    .replaceAll('<AWS::Partition>', localAccount.partition)
    .replaceAll('<AWS::Region>', localAccount.region)
    .replaceAll('<AWS::AccountId>', localAccount.id);

const trust = ['arn:aws:iam::123456789012:role/people'];
const { service } = templatesOf(pipelineWith({ operators: { trust } }));

/** The permissions of a role of the stage. */
const permissionsOf = (name: string): readonly Grant[] => {
  const found = Object.entries(service.findResources('AWS::IAM::Role')).find(
    ([, { Properties }]) => resolved(Properties.RoleName) === names.role(name, localAccount.region),
  );
  // CDK puts into managed ones what one policy has no room for.
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => propertiesOf(service, type))
    .filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref === found?.[0]))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Resource, ...statement }) =>
      grantsOf(v.parse(statements, [{ ...statement, Resource: [Resource].flat().map(resolved) }])),
    );
};

const permissions = new Map(operatorRoles.map((role) => [role, permissionsOf(role)]));
const redriving = permissionsOf('redrive');
const redriveRole = `arn:aws:iam::${localAccount.id}:role/${names.role('redrive', localAccount.region)}`;

const isAllowed = (grants: readonly Grant[] = [], call: Call): boolean =>
  grants.some((grant) => allows(grant, call));

/** The calls of each run: of whoever runs the tool, and by the redrive role. */
const made = new Map<Run, { readonly own: readonly Call[]; readonly redriver: readonly Call[] }>();

/** Actions that a role allows and no run here makes, with what does. */
const rarely: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  reader: { 'cloudwatch:GetMetricData': 'the inspector shows how long queues have waited' },
  fixer: { 'dynamodb:DeleteItem': 'a repair deletes records that no event explains' },
  eraser: { 'dynamodb:DeleteItem': 'an erasure deletes the parts of a large body' },
};

const hashOf = (table: string): string =>
  table === names.eventsTable ? eventsTable.hash : stateTable.hash;

/** What the requests since a number of them were, of those that an access key signed. */
const callsSince = (from: number, accessKey: string): readonly Call[] =>
  aws.requests
    .slice(from)
    .filter((request) => request.accessKey === accessKey)
    .flatMap(({ service, operation, input }) =>
      callsOf(service === 'monitoring' ? 'cloudwatch' : service, operation, input, arnOf, hashOf),
    )
    // It needs no permission.
    .filter(({ action }) => action !== 'sts:GetCallerIdentity');

/** Puts a message on the dead-letter queue of payments. @returns its id. */
const setAside = async (): Promise<string> => {
  const { outputs, target } = pipeline;
  const { MessageId = '' } = await target.sqs.send(
    new SendMessageCommand({
      QueueUrl: outputs.deadLetterQueues['payments'],
      MessageBody: 'no message of the ingress',
    }),
  );
  return MessageId;
};

const start = async (run: Run): Promise<void> => {
  const message = run.words.includes(DEAD_LETTER) ? await setAside() : '';
  const words = run.words.map((word) => (word === DEAD_LETTER ? message : word));
  const from = aws.requests.length;
  const line = [...words, '--stage', 'dev'];
  const { code, err } =
    run.input === undefined
      ? await tool.run(...line)
      : await runCommand(pipeline.dir, line, run.input);
  // With 2 or 3 it was done too: nothing was found, or something that is wrong.
  expect({ words, err, code }).not.toMatchObject({ code: 1 });
  expect({ words, err, code }).not.toMatchObject({ code: 4 });
  made.set(run, { own: callsSince(from, 'test'), redriver: callsSince(from, 'redriver') });
};

beforeAll(async () => {
  const { outputs, target } = pipeline;
  const { dynamodb, sqs, secretsmanager } = outputs.endpoints;
  const { stacks, well } = stageOf(outputs);
  aws = await startAws(
    {
      ...well,
      DescribeStacks: stacks({ service: { RedriveRoleArn: redriveRole } }),
      ListStackResources: () => ({
        StackResourceSummaries: [
          { ResourceType: 'AWS::SNS::Topic', PhysicalResourceId: arnOf('sns', names.alarms) },
        ],
      }),
      AssumeRole: () => ({
        Credentials: {
          ...{ AccessKeyId: 'redriver', SecretAccessKey: 'secret', SessionToken: 'token' },
          Expiration: new Date(Date.now() + 3_600_000),
        },
      }),
    },
    { DynamoDB: dynamodb, AmazonSQS: sqs, secretsmanager },
  );
  aws.enter();
  for (const run of runs.filter(({ role }) => role === 'keyholder')) {
    await start(run);
    await drained(target);
  }
  await setAside();
  await restoreTables(target, RESTORED);
  for (const run of runs.filter(({ role }) => role !== 'keyholder')) await start(run);
});
afterAll(() => aws.stop());

const callsOfRole = (role: string): readonly Call[] =>
  runs.filter((run) => run.role === role).flatMap((run) => made.get(run)?.own ?? []);

describe.each(operatorRoles)('the role %s', (role) => {
  const own = runs.filter((run) => run.role === role);
  const granted = permissions.get(role);

  it('allows every call of its commands', () => {
    const denied = own.flatMap((run) =>
      (made.get(run)?.own ?? [])
        .filter((call) => !isAllowed(granted, call))
        .map((call) => ({ as: run.as, ...call })),
    );
    expect(denied).toEqual([]);
  });

  it('allows no action that neither its commands nor those of a reader need', () => {
    const used = [...callsOfRole('reader'), ...callsOfRole(role)].map(({ action }) => action);
    const actions = new Set((granted ?? []).map(({ action }) => action));
    const explained = Object.keys({ ...rarely['reader'], ...rarely[role] });
    const spare = [...actions].filter((action) => ![...used, ...explained].includes(action));
    expect(spare).toEqual([]);
  });

  it('is the least that each of its commands needs', () => {
    const possible = own
      .filter((run) => run.role !== 'reader')
      .filter((run) =>
        made.get(run)?.own.every((call) => isAllowed(permissions.get('reader'), call)),
      );
    expect(possible.map(({ as }) => as)).toEqual([]);
  });
});

it('the redrive role allows every call that redrive makes by it', () => {
  const calls = [...made.values()].flatMap(({ redriver }) => redriver);
  expect(new Set(calls.map(({ action }) => action)).size).toBe(4);
  expect(calls.filter((call) => !isAllowed(redriving, call))).toEqual([]);
});

describe('the table of roles in bin/webhooks/README.md', () => {
  const readme = readFileSync(join(projectRoot, 'bin/webhooks/README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `(\w+)` \| (.*) \| .* \|$/gm)].filter(([, role]) =>
    operatorRoles.some((one) => one === role),
  );
  const named = (role: string): readonly string[] =>
    [
      ...new Set([
        ...runs.filter((run) => run.role === role).map(({ as }) => as),
        ...Object.entries(notRun).flatMap(([as, run]) => (run.role === role ? [as] : [])),
      ]),
    ].sort();

  it('names each role with the commands that were run by it', () => {
    const table = rows.map(([, role = '', cell = '']) => [
      role,
      [...cell.matchAll(/`([^`]+)`/g)].map(([, as = '']) => as).sort(),
    ]);
    expect(table).toEqual(operatorRoles.map((role) => [role, named(role)]));
  });

  it('leaves out no command', () => {
    const titles = Object.values(commands)
      .flat()
      .flatMap(({ name, load, parts = [] }) => [
        ...(load ? [name] : []),
        ...parts.map((part) => `${name} ${part.name}`),
      ]);
    const known = [...runs.map(({ as }) => as.replace(/ --.*/, '')), ...Object.keys(notRun)];
    expect(titles.filter((title) => !known.includes(title))).toEqual([]);
  });
});
