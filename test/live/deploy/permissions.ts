import assert from 'node:assert/strict';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { account, type MiniStack } from './ministack.ts';
import type { Stage } from './stage.ts';

/** What the account's functions are called by here. */
interface Resources {
  readonly ingressRole: string;
  readonly paymentsRole: string;
  readonly secret: string;
  readonly retired: string;
  readonly tables: { readonly payments: string; readonly issuing: string; readonly events: string };
  readonly queue: string;
  readonly deadLetters: string;
}

/** Lets whoever owns the account take the role, beside Lambda. */
const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account.id}:root`, Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

/** Clients that are to AWS what a function is. */
export const actingAs = async (role: string, { endpoint }: MiniStack, { aws }: Stage) => {
  const policy = JSON.stringify(trust);
  const [name, document] = [`--role-name=${role}`, `--policy-document=${policy}`];
  await aws('iam', 'update-assume-role-policy', name, document);
  const shared = { endpoint, region: account.region };
  const sts = new STSClient({
    ...shared,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const RoleArn = `arn:aws:iam::${account.id}:role/${role}`;
  const taken = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = taken.Credentials ?? {};
  const config = {
    ...shared,
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    },
  };
  return {
    dynamodb: new DynamoDBClient(config),
    secrets: new SecretsManagerClient(config),
    sns: new SNSClient(config),
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
  };
};

const isDenied = async (request: () => Promise<unknown>): Promise<boolean> => {
  try {
    await request();
    return false;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // That its condition fails means that it was allowed.
    if (error.name === 'ConditionalCheckFailedException') return false;
    assert.match(error.name, /AccessDenied|AuthorizationError/, String(error));
    return true;
  }
};

/** A write with a condition that never holds. @param key the key that it would write, the hash first. */
export const neverPut = (TableName: string, key: Readonly<Record<string, string>>) =>
  new PutItemCommand({
    TableName,
    Item: Object.fromEntries(Object.entries(key).map(([name, text]) => [name, { S: text }])),
    ConditionExpression: 'attribute_exists(#hash)',
    ExpressionAttributeNames: { '#hash': Object.keys(key)[0] ?? '' },
  });

/** Tries requests, each allowed unless its title begins with "not". @returns how many. */
export const checkAllowed = async (
  requests: Readonly<Record<string, () => Promise<unknown>>>,
): Promise<number> => {
  for (const [title, request] of Object.entries(requests))
    assert.equal(await isDenied(request), title.startsWith('not '), `may ${title}`);
  return Object.keys(requests).length;
};

/** Creates a role that whoever owns the account may take. @param allowed its action on everything. */
export const createRole = async (
  { aws }: Stage,
  role: string,
  allowed: { readonly Action: string },
): Promise<void> => {
  const Statement = [{ Effect: 'Allow', Resource: '*', ...allowed }];
  const policy = JSON.stringify({ Version: '2012-10-17', Statement });
  const name = `--role-name=${role}`;
  const trusted = `--assume-role-policy-document=${JSON.stringify(trust)}`;
  await aws('iam', 'create-role', name, trusted);
  await aws('iam', 'put-role-policy', name, '--policy-name=all', `--policy-document=${policy}`);
};

/**
 * In the account that policies are in force in, the ingress and a consumer may do what they do and
 * nothing else, and nobody but
 * the ingress and the redrive role sends to a queue.
 * @returns how many requests were tried.
 */
export const checkPermissions = async (
  emulator: MiniStack,
  stage: Stage,
  { ingressRole, paymentsRole, secret, retired, tables, queue, deadLetters }: Resources,
): Promise<number> => {
  const ingress = await actingAs(ingressRole, emulator, stage);
  const consumer = await actingAs(paymentsRole, emulator, stage);
  await createRole(stage, 'administrator', { Action: '*' });
  const admin = await actingAs('administrator', emulator, stage);
  const read = new GetSecretValueCommand({ SecretId: secret });
  const receive = new ReceiveMessageCommand({ QueueUrl: queue, VisibilityTimeout: 0 });
  const send = new SendMessageCommand({ QueueUrl: queue, MessageBody: 'never sent' });
  const put = (table: string, [hash, range]: readonly [string, string]) =>
    neverPut(table, { [hash]: 'never put', [range]: 'never put' });
  const tried = await checkAllowed({
    'read the secrets': () => ingress.secrets.send(read),
    'not read the removed secrets': () =>
      ingress.secrets.send(new GetSecretValueCommand({ SecretId: retired })),
    'not write the secrets': () =>
      ingress.secrets.send(new PutSecretValueCommand({ SecretId: secret, SecretString: '{}' })),
    'not receive from a queue': () => ingress.sqs.send(receive),
    'not write a table': () => ingress.dynamodb.send(put(tables.payments, ['pk', 'sk'])),
  });
  return (
    tried +
    (await checkAllowed({
      'write its table': () => consumer.dynamodb.send(put(tables.payments, ['pk', 'sk'])),
      'write the archive': () => consumer.dynamodb.send(put(tables.events, ['id', 'digest'])),
      "not write another domain's table": () =>
        consumer.dynamodb.send(put(tables.issuing, ['pk', 'sk'])),
      'not scan its table': () =>
        consumer.dynamodb.send(new ScanCommand({ TableName: tables.payments })),
      'not read the secrets': () => consumer.secrets.send(read),
      'not send to its queue': () => consumer.sqs.send(send),
    })) +
    (await checkAllowed({
      'look at a queue as an administrator': () =>
        admin.sqs.send(new GetQueueAttributesCommand({ QueueUrl: queue })),
      'not send to a queue as an administrator': () => admin.sqs.send(send),
      'not send to a dead-letter queue as an administrator': () =>
        admin.sqs.send(
          new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: 'never sent' }),
        ),
    }))
  );
};
