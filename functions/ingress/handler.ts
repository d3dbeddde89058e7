import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { domains, unrouted } from '../domains.ts';
import {
  checkEnvironmentNames,
  domainQueueUrl,
  environmentNames,
  required,
} from '../shared/environment.ts';
import { sha256 } from '../shared/event/identifier.ts';
import { errorFields } from '../shared/lambda/error-fields.ts';
import { createLog } from '../shared/lambda/log.ts';
import { unlogged } from '../shared/lambda/quiet-client.ts';
import { prime } from '../shared/lambda/warm-up.ts';
import { withOwnSecrets } from './own-secrets.ts';
import { type IngressDependencies, receive } from './receive.ts';
import { refusalSampler } from './refusals.ts';
import { cachedSecrets } from './secrets.ts';
import { sourcesAllowed } from './sources.ts';

const log = createLog('ingress', required(environmentNames.metricsNamespace));
// Without the last the SDK only warns, and waits on.
const timeouts = { connectionTimeout: 1_000, throwOnRequestTimeout: true };
const sqs = unlogged(new SQSClient({ requestHandler: { ...timeouts, requestTimeout: 2_000 } }));
// At most 3 s, so that while secrets cannot be read those in the cache still serve in time.
const secretsManager = unlogged(
  new SecretsManagerClient({
    requestHandler: { ...timeouts, requestTimeout: 1_500 },
    maxAttempts: 2,
  }),
);

const queueUrls = new Map(
  [...domains, unrouted].map(({ name }) => [name, required(domainQueueUrl(name))]),
);

/**
 * What a message group id may be made of.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
const groupId = /^[\x21-\x7e]{1,128}$/;

const enqueue: IngressDependencies['enqueue'] = async (domain, message, group) => {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrls.get(domain),
      MessageBody: message.body,
      MessageAttributes: Object.fromEntries(
        Object.entries(message.attributes).map(([name, value]) => [
          name,
          { DataType: 'String', StringValue: value },
        ]),
      ),
      MessageGroupId: group === undefined || groupId.test(group) ? group : sha256(group),
    }),
  );
};

const readerOf = (SecretId: string) => async (): Promise<string> => {
  const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  return SecretString ?? '{}';
};
const report =
  (message: string) =>
  (error: unknown): void =>
    log.error(message, errorFields(error));

const dependencies: IngressDependencies = {
  secrets: withOwnSecrets(
    cachedSecrets(
      readerOf(required(environmentNames.signingSecret)),
      Date.now,
      report('secrets unreadable'),
    ),
    readerOf(required(checkEnvironmentNames.ownSecrets)),
    Date.now,
    report('own secrets unreadable'),
  ),
  enqueue,
  isAllowed: sourcesAllowed(process.env[environmentNames.allowedSources]),
  log,
  now: Date.now,
  ...refusalSampler(Date.now),
  rejectStaleAfterSeconds: Number(process.env[environmentNames.rejectStaleAfterSeconds] ?? 0),
};

await prime(dependencies.secrets.current());

/** The webhook endpoint. */
export const handler = (
  request: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> => receive(request, dependencies);
