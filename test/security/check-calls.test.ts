import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { arnOf } from '../../bin/local/cloud/account.ts';
import { type Application, readApplication } from '../../bin/local/cloud/application.ts';
import { type Assembly, readAssembly } from '../../bin/local/cloud/assembly.ts';
import { synthesize } from '../../bin/local/cloud/synthesize.ts';
import { runFunctions } from '../../bin/local/lambda/functions.ts';
import { listen } from '../../bin/local/processes/ports.ts';
import { provideTable } from '../../bin/local/provide/tables.ts';
import { domains } from '../../functions/domains.ts';
import { sign, signingSecret } from '../../functions/ingress/signature.ts';
import { readResults } from '../../functions/scheduled/audit-pass/results.ts';
import { readHeartbeat } from '../../functions/scheduled/heartbeat/results.ts';
import { dynamodbStore } from '../../functions/shared/store/dynamodb.ts';
import { noteHeartbeat } from '../../functions/shared/store/heartbeat.ts';
import { namesOf } from '../../lib/names.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { Call } from '../support/iam/call.ts';
import { allows, type Grant, grantsOf, statements } from '../support/iam/grant.ts';
import { createPipeline } from '../support/pipeline/pipeline.ts';
import { endpointOf, useDynamoDb } from '../support/tables/dynamodb.ts';
import { settledRefund } from '../support/tool/auditing.ts';
import { type Recorder, startRecorder } from './recorder.ts';

/*
 * The bundles of the functions that check a stage run here as they would be deployed, over the tables of a
 * pipeline that has a record changed by hand, and call exactly what their roles allow.
 */

jest.setTimeout(300_000);

const names = namesOf('prod');
const HOUR = 3_600_000;
const SECRET = 'whsec_of_heartbeats';
const folder = mkdtempSync(join(tmpdir(), 'check-calls-'));
const dynamodb = useDynamoDb();
const servers: Server[] = [];
const recorders = new Map<string, Recorder>();
const logCalls: Call[] = [];
let application: Application;
let assembly: Assembly;
let lines: readonly string[] = [];

const serve = async (
  answer: (target: string, body: string, headers: object) => Promise<object>,
) => {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const target = String(request.headers['x-amz-target']);
    response.end(JSON.stringify(await answer(target, body, request.headers)));
  });
  servers.push(server);
  return `http://127.0.0.1:${await listen(server, { port: 0, flag: '' })}`;
};

/** CloudWatch's answer: the lines of the ingress. */
const logsEndpoint = () =>
  serve(async (target, body) => {
    const { logGroupName } = JSON.parse(body);
    logCalls.push({
      action: `logs:${target.split('.')[1]}`,
      resource: arnOf('logs', `log-group:${logGroupName}`),
      keys: {},
    });
    return { events: lines.map((message) => ({ message, timestamp: Date.now() - HOUR })) };
  });

/** The answer of a pipeline that a heartbeat comes through. */
const webhookUrl = () =>
  serve(async (_target, body, headers) => {
    const timestamp = String(Reflect.get(headers, 'x-timestamp'));
    const signature = sign(signingSecret('heartbeat', SECRET), timestamp, Buffer.from(body));
    expect(Reflect.get(headers, 'x-signature')).toBe(signature);
    const { id: eventId } = JSON.parse(body);
    const times = { receivedAt: Date.now(), notedAt: Date.now() };
    await noteHeartbeat(dynamodb.client, names.eventsTable, { eventId, ...times });
    return {};
  });

/** Runs a function once, as the scheduler does. */
const run = async (name: string, variables: Readonly<Record<string, string>>): Promise<void> => {
  const lambda = application.functions.find((one) => one.name === names.function(name));
  if (!lambda) throw new Error(`There is no function ${name}.`);
  const recorder = await startRecorder(
    await endpointOf(dynamodb.client),
    JSON.stringify({ heartbeat: SECRET }),
  );
  recorders.set(name, recorder);
  const { endpoint } = recorder;
  const functions = runFunctions(
    {
      functions: [{ ...lambda, environment: { ...lambda.environment, ...variables } }],
      routes: [],
    },
    {
      dir: folder,
      endpoints: { dynamodb: endpoint, sqs: endpoint, secretsmanager: endpoint },
      console: { step: () => {}, print: () => {}, functionLine: () => {}, end: () => {} },
    },
  );
  const outcome = await functions.get(lambda.arn)?.invoke({});
  await functions.get(lambda.arn)?.stop();
  if (!outcome?.ok) throw new Error(outcome?.error);
};

beforeAll(async () => {
  const cloud = join(folder, 'cdk.out');
  await synthesize({ project: projectRoot, folder: cloud, stage: 'prod' }, () => {});
  assembly = readAssembly(cloud);
  application = readApplication(assembly);
  const { client } = dynamodb;
  for (const table of application.tables) await provideTable(client, table);
  const pipeline = createPipeline(
    (domain) =>
      dynamodbStore(
        client,
        { events: names.eventsTable, state: names.stateTable(domain) },
        domains.find(({ name }) => name === domain) ?? {},
      ),
    () => Date.now() - HOUR,
  );
  await pipeline.send(settledRefund);
  const timestamp = new Date(Date.now() - HOUR).toISOString();
  lines = pipeline.lines.map((line) => JSON.stringify({ ...line, timestamp }));
  await client.send(
    new UpdateItemCommand({
      TableName: names.stateTable('payments'),
      Key: { pk: { S: 'refund#rfd_1' }, sk: { S: 'refund' } },
      UpdateExpression: 'SET #status = :status',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':status': { S: 'ALTERED' } },
    }),
  );
  mkdirSync(join(folder, 'logs'), { recursive: true });
  await run('audit', { AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: await logsEndpoint() });
  await run('heartbeat', { WEBHOOK_URL: await webhookUrl() });
});
afterAll(() => {
  for (const recorder of recorders.values()) recorder.stop();
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const control = () => ({ client: dynamodb.client, name: names.controlTable });

it('the deployed audit finds the record that was changed by hand, and logs the line that is a metric', async () => {
  const { forward, broken, backward } = await readResults(control());
  expect(forward).toMatchObject({ events: 5, accepted: 5, lost: 0, breaches: 1 });
  expect(broken).toEqual(forward);
  expect(backward?.last).toMatchObject({ records: 2, explained: 1, breaches: 1 });
  const log = readFileSync(join(folder, 'logs', 'audit.jsonl'), 'utf8');
  const reported = log
    .split('\n')
    .filter((line) => line.includes('"message":"breaches"'))
    .map((line): unknown => JSON.parse(line));
  expect(reported).toEqual([
    expect.objectContaining({ level: 'ERROR', part: 'forward', breaches: 1 }),
    expect.objectContaining({ level: 'ERROR', part: 'backward', breaches: 1 }),
  ]);
  expect(log).not.toContain('ALTERED');
});

it('the deployed heartbeat is signed as Airwallex signs, and kept once it is noted', async () => {
  expect(await readHeartbeat(control())).toEqual({
    sentAt: expect.any(Number),
    took: expect.any(Number),
  });
  const log = readFileSync(join(folder, 'logs', 'heartbeat.jsonl'), 'utf8');
  expect(log).not.toContain(SECRET);
});

const policy = v.object({
  Roles: v.array(v.string()),
  PolicyDocument: v.object({ Statement: statements }),
});
const role = v.object({ FunctionName: v.string(), Role: v.string() });

/** What the role of a function allows, one action on one resource each, without what Lambda does for it. */
const permissionsOf = (name: string): readonly Grant[] => {
  const all = (type: string) => assembly.resources.filter((one) => one.type === type);
  const own = all('AWS::Lambda::Function')
    .map(({ properties }) => v.parse(role, properties))
    .find(({ FunctionName }) => FunctionName === names.function(name));
  return all('AWS::IAM::Policy')
    .map(({ properties }) => v.parse(policy, properties))
    .filter(({ Roles }) => Roles.some((one) => own?.Role.endsWith(`:${one}`)))
    .flatMap(({ PolicyDocument }) => grantsOf(PolicyDocument.Statement))
    .filter(({ action }) => !['logs:CreateLogStream', 'logs:PutLogEvents'].includes(action));
};

/** Whether a permission covers a call. The local account calls the log group of the ingress otherwise. */
const covers = (grant: Grant, call: Call): boolean =>
  allows(grant, call) ||
  (grant.action === call.action &&
    grant.resource.includes(':local:') &&
    call.resource === arnOf('logs', `log-group:${names.functionLogs('ingress')}`));

describe.each(['audit', 'heartbeat'])('the function %s', (name) => {
  const callsOf = (): readonly Call[] => [
    ...(recorders.get(name)?.calls ?? []),
    ...(name === 'audit' ? logCalls : []),
  ];

  it('makes no call that its role does not allow', () => {
    expect(callsOf().length).toBeGreaterThan(2);
    const grants = permissionsOf(name);
    expect(callsOf().filter((call) => !grants.some((grant) => covers(grant, call)))).toEqual([]);
  });

  it('has no permission that it does not use', () => {
    // The table of a domain without events of the last hours is read by the check of all records alone.
    const spare = permissionsOf(name).filter(
      (grant) => !callsOf().some((call) => covers(grant, call)),
    );
    const others = domains.filter(({ name: domain }) => domain !== 'payments');
    expect(spare.map(({ action, resource }) => `${action} ${resource}`).sort()).toEqual(
      name === 'audit'
        ? others
            .map(
              (domain) =>
                `dynamodb:BatchGetItem ${arnOf('dynamodb', `table/${names.stateTable(domain.name)}`)}`,
            )
            .sort()
        : [],
    );
  });
});
