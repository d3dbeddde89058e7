import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { labelledIn } from '../../ingress/labelled.ts';
import { type SigningSecret, sign, signingSecret } from '../../ingress/signature.ts';
import { checkEnvironmentNames, environmentNames, required } from '../../shared/environment.ts';
import { HEARTBEAT_LABEL } from '../../shared/event/internal.ts';
import { createLog } from '../../shared/lambda/log.ts';
import { unlogged } from '../../shared/lambda/quiet-client.ts';
import { timeouts } from '../../shared/lambda/timeouts.ts';
import { latestHeartbeat } from '../../shared/query/heartbeat.ts';
import { beat } from './beat.ts';
import { type HeartbeatResult, keepHeartbeat } from './results.ts';

/** Milliseconds: longer than the ingress may take. */
const ANSWER = 15_000;

const client = unlogged(new DynamoDBClient({ requestHandler: timeouts }));
const secrets = unlogged(new SecretsManagerClient({ requestHandler: timeouts }));
const SecretId = required(checkEnvironmentNames.ownSecrets);
const url = required(checkEnvironmentNames.webhookUrl);
const events = { client, name: required(environmentNames.eventsTable) };
const control = { client, name: required(environmentNames.controlTable) };
const log = createLog('heartbeat', required(environmentNames.metricsNamespace));

/** The secret of heartbeats: read each time, so that a new one works at once. */
const secretOf = async (): Promise<SigningSecret> => {
  const { SecretString = '{}' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  const [, secret] = labelledIn(SecretString).find(([label]) => label === HEARTBEAT_LABEL) ?? [];
  if (typeof secret !== 'string' || secret === '')
    throw new Error(`There is no secret "${HEARTBEAT_LABEL}": webhooks secrets add heartbeat`);
  return signingSecret(HEARTBEAT_LABEL, secret);
};

const post = async (secret: SigningSecret, body: Uint8Array): Promise<number> => {
  const timestamp = String(Date.now());
  const { status } = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': sign(secret, timestamp, body),
    },
    body: new Uint8Array(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER),
  });
  return status;
};

const dependencies = {
  latest: () => latestHeartbeat(events),
  keep: (result: HeartbeatResult) => keepHeartbeat(control, result),
  log,
  now: Date.now,
  wait,
};

/** What the scheduler runs every hour. */
export const handler = async (): Promise<void> => {
  const secret = await secretOf();
  await beat({ ...dependencies, post: (body) => post(secret, body) });
};
