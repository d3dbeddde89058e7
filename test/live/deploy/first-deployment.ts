import assert from 'node:assert/strict';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import * as v from 'valibot';
import type { Deployment } from './deployment.ts';
import { account } from './ministack.ts';
import type { Stage } from './stage.ts';

const functions = v.object({ Functions: v.array(v.object({ FunctionName: v.string() })) });

/** The tables, queues and functions whose names another try would need. */
const namesIn = async ({ aws, dynamodb, sqs }: Stage, prefix: string) => {
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand());
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand());
  const listed = v.parse(functions, JSON.parse(await aws('lambda', 'list-functions')));
  const ofStage = (names: readonly string[]) => names.filter((name) => name.startsWith(prefix));
  return {
    data: ofStage([...TableNames, ...QueueUrls.map((url) => url.slice(url.lastIndexOf('/') + 1))]),
    functions: ofStage(listed.Functions.map(({ FunctionName }) => FunctionName)),
  };
};

const trust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
};

/**
 * Lets the first deployment of a stage that retains its data fail twice: the data stack at a secret
 * whose name is taken, then the service stack at a role. Asserts that a stack that failed leaves no
 * name behind, and that the third try succeeds.
 */
export const checkFirstDeployment = async (
  deployment: Deployment,
  stage: Stage,
): Promise<string> => {
  const { names } = deployment;
  const prefix = names.queue('');

  const secret = ['--secret-id', names.signingSecrets];
  await stage.aws('secretsmanager', 'create-secret', '--name', names.signingSecrets);
  await assert.rejects(deployment.deploy(), /already exists/);
  assert.deepEqual(await namesIn(stage, prefix), { data: [], functions: [] });
  await stage.aws('secretsmanager', 'delete-secret', ...secret, '--force-delete-without-recovery');

  const role = ['--role-name', names.role('unrouted', account.region)];
  const policy = ['--assume-role-policy-document', JSON.stringify(trust)];
  await stage.aws('iam', 'create-role', ...role, ...policy);
  await assert.rejects(deployment.deploy(), /already exists/);
  const remaining = await namesIn(stage, prefix);
  assert.deepEqual(remaining.functions, []);
  await stage.aws('iam', 'delete-role', ...role);

  await deployment.deploy();
  return `failed at a secret, then at a role; ${remaining.data.length} tables and queues kept between`;
};
