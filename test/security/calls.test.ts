import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutItemCommand, paginateScan, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { type LambdaFunction, readApplication } from '../../bin/local/cloud/application.ts';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import type { RunningFunction } from '../../bin/local/lambda/function.ts';
import { runFunctions } from '../../bin/local/lambda/functions.ts';
import { provideTable } from '../../bin/local/provide/tables.ts';
import { allSamples, readSample } from '../../bin/webhooks/send/samples.ts';
import { domains, unrouted } from '../../functions/domains.ts';
import { signingSecret } from '../../functions/ingress/signature.ts';
import { ERASED_AT, rulesKey, timeValue } from '../../functions/shared/control/rules.ts';
import { INTERNAL_LABEL } from '../../functions/shared/event/internal.ts';
import type { SealedMessage } from '../../functions/shared/event/message.ts';
import { namesOf } from '../../lib/names.ts';
import { sharedAssembly, synthesizeShared } from '../support/aws/assembly.ts';
import { toRecord, toRequest } from '../support/aws/lambda.ts';
import type { Call } from '../support/iam/call.ts';
import { allows, type Grant, grantsOf, statements } from '../support/iam/grant.ts';
import { endpointOf, useDynamoDb } from '../support/tables/dynamodb.ts';
import { isOwn } from '../support/webhook.ts';
import { type Recorder, startRecorder } from './recorder.ts';

/*
 * The role of each function allows exactly the calls that the function makes, on exactly the resources
 * that it makes them on. The bundles that would be deployed run here, each with its own recorder, through
 * everything that can happen to an event; their calls are compared with the synthesized policies, in both
 * directions.
 */

jest.setTimeout(300_000);

/** Actions that a role allows and its function never calls itself, with who does on its behalf. */
const byOthers: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'Lambda writes what the function prints',
  'logs:PutLogEvents': 'Lambda writes what the function prints',
  'sqs:ReceiveMessage': "Lambda's event source polls the queue",
  'sqs:GetQueueAttributes': "Lambda's event source looks how much there is to poll",
};

const names = namesOf('dev');
const SECRET = 'whsec_calls';
const OWN_SECRET = 'whsec_calls_of_our_own';
const folder = mkdtempSync(join(tmpdir(), 'calls-'));

const dynamodb = useDynamoDb();
const recorders = new Map<string, Recorder>();
const running = new Map<string, RunningFunction>();

const start = async (lambda: LambdaFunction, tables: string): Promise<void> => {
  const recorder = await startRecorder(
    tables,
    JSON.stringify({ live: SECRET, [INTERNAL_LABEL]: OWN_SECRET }),
  );
  const { endpoint } = recorder;
  const dir = join(folder, lambda.name);
  mkdirSync(dir);
  const functions = runFunctions(
    { functions: [lambda], routes: [] },
    {
      dir,
      endpoints: { dynamodb: endpoint, sqs: endpoint, secretsmanager: endpoint },
      console: { step: () => {}, print: () => {}, functionLine: () => {}, end: () => {} },
    },
  );
  const found = functions.get(lambda.arn);
  if (!found) throw new Error(`${lambda.name} does not run`);
  running.set(lambda.name, found);
  recorders.set(lambda.name, recorder);
};

const invoke = async (name: string, event: unknown): Promise<unknown> => {
  const outcome = await running.get(names.function(name))?.invoke(event);
  if (!outcome?.ok) throw new Error(outcome?.error);
  return JSON.parse(outcome.payload);
};

const callsOf = (name: string): readonly Call[] => recorders.get(names.function(name))?.calls ?? [];

/** Invokes the consumer of a domain with messages. */
const consume = async (
  name: string,
  messages: readonly SealedMessage[],
  receives = 1,
): Promise<void> => {
  for (let from = 0; from < messages.length; from += 10)
    await invoke(name, {
      Records: messages
        .slice(from, from + 10)
        .map((message, index) => toRecord(message, index, receives)),
    });
};

/** Events that no sample covers: unreadable ones, ties, and one too large for an item. */
const bodiesOf = (families: readonly string[]): readonly Buffer[] => {
  const made = (family: string, id: string, data: string): Buffer =>
    Buffer.from(`{"id":"${id}","name":"${family}.new","account_id":"acct_1","data":${data}}`);
  const object = (note: string): string => `{"id":"x_1","status":"PENDING","note":"${note}"}`;
  const noise = Array.from({ length: 700_000 }, (_, at) => ((at * 2_654_435_761) >>> 13) % 36);
  return families.flatMap((family, index) => [
    made(family, 'evt_quarantined', '[1]'),
    made(family, 'evt_tied_1', object('1')),
    made(family, 'evt_tied_2', object('2')),
    ...(index === 0
      ? [made(family, 'evt_large', object(noise.map((at) => at.toString(36)).join('')))]
      : []),
  ]);
};

/** Marks every archived event as quarantined, so that its next delivery changes it. */
const unsettle = async (): Promise<void> => {
  const { client } = dynamodb;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: names.eventsTable }))
    for (const { id, digest, outcome } of Items)
      if (id && digest && outcome)
        await client.send(
          new UpdateItemCommand({
            TableName: names.eventsTable,
            Key: { id, digest },
            UpdateExpression: 'SET outcome = :outcome',
            ExpressionAttributeValues: { ':outcome': { S: 'quarantined' } },
          }),
        );
};

beforeAll(async () => {
  await synthesizeShared();
  const application = readApplication(readAssembly(sharedAssembly));
  for (const table of application.tables) await provideTable(dynamodb.client, table);
  const tables = await endpointOf(dynamodb.client);
  for (const lambda of application.functions) await start(lambda, tables);
  // So that consumers look for what is erased.
  await dynamodb.client.send(
    new PutItemCommand({
      TableName: names.controlTable,
      Item: { ...rulesKey, [ERASED_AT]: timeValue(Date.now()) },
    }),
  );

  const secret = signingSecret('live', SECRET);
  const ownSecret = signingSecret(INTERNAL_LABEL, OWN_SECRET);
  const bodies = [
    ...allSamples().map(readSample),
    ...domains.flatMap(({ families }) => bodiesOf(families)),
    ...bodiesOf(['balance']),
    Buffer.from('no event at all'),
  ];
  for (const body of bodies)
    expect(
      await invoke('ingress', toRequest(body, isOwn(body) ? ownSecret : secret, Date.now())),
    ).toMatchObject({ statusCode: 200 });
  await invoke('ingress', toRequest(Buffer.from('{}'), signingSecret('', 'wrong'), Date.now()));
  const queued = new Map(
    [...domains, unrouted].map(({ name }) => [
      name,
      recorders.get(names.function('ingress'))?.take(names.queue(name)) ?? [],
    ]),
  );
  for (const [name, messages] of queued) {
    await consume(name, messages);
    await consume(name, messages);
    await consume(name, messages.slice(0, 10), 2);
    await consume(name, [{ body: 'tampered with', attributes: {} }]);
  }
  await unsettle();
  for (const [name, messages] of queued) await consume(name, messages);
});
afterAll(async () => {
  await Promise.all([...running.values()].map((one) => one.stop()));
  for (const recorder of recorders.values()) recorder.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const policy = v.object({
  Roles: v.array(v.string()),
  PolicyDocument: v.object({ Statement: statements }),
});
const role = v.object({ FunctionName: v.string(), Role: v.string() });

/** The permissions of a function's role, one action on one resource each. */
const permissionsOf = (name: string): readonly Grant[] => {
  const { resources } = readAssembly(sharedAssembly);
  const all = (type: string) => resources.filter((one) => one.type === type);
  const own = all('AWS::Lambda::Function')
    .map(({ properties }) => v.parse(role, properties))
    .find(({ FunctionName }) => FunctionName === names.function(name));
  return all('AWS::IAM::Policy')
    .map(({ properties }) => v.parse(policy, properties))
    .filter(({ Roles }) => Roles.some((one) => own?.Role.endsWith(`:${one}`)))
    .flatMap(({ PolicyDocument }) => grantsOf(PolicyDocument.Statement));
};

describe.each(['ingress', ...[...domains, unrouted].map(({ name }) => name)])(
  'the function %s',
  (name) => {
    it('makes no call that its role does not allow', () => {
      expect(callsOf(name).length).toBeGreaterThan(0);
      const grants = permissionsOf(name);
      const denied = callsOf(name).filter((call) => !grants.some((grant) => allows(grant, call)));
      expect(denied).toEqual([]);
    });

    it('has no permission that neither it nor Lambda on its behalf uses', () => {
      const grants = permissionsOf(name);
      expect(grants.length).toBeGreaterThan(5);
      const spare = grants.filter(
        (grant) =>
          byOthers[grant.action] === undefined &&
          !callsOf(name).some((call) => allows(grant, call)),
      );
      expect(spare).toEqual([]);
    });
  },
);
