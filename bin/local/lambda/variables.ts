import { credentials, localAccount, queueUrlAtAws } from '../cloud/account.ts';
import type { LambdaFunction } from '../cloud/application.ts';

export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  /** Undefined where the pipeline has no topics. */
  readonly sns?: string | undefined;
  readonly secretsmanager: string;
}

/** A queue's URL on this machine. */
export const queueUrl = (endpoints: Endpoints, name: string): string =>
  `${endpoints.sqs}/${localAccount.id}/${name}`;

/**
 * The variables of a function's process: those that Lambda sets, those of the template and the
 * emulators' addresses. No variables of this machine, so that no real credentials are visible.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const variablesOf = (
  lambda: LambdaFunction,
  endpoints: Endpoints,
): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(lambda.environment).map(([name, value]) => [
      name,
      // The SDK prefers the host of a queue's URL to an endpoint from the environment.
      value.replaceAll(queueUrlAtAws, queueUrl(endpoints, '')),
    ]),
  ),
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: localAccount.region,
  AWS_DEFAULT_REGION: localAccount.region,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  ...(endpoints.sns !== undefined && { AWS_ENDPOINT_URL_SNS: endpoints.sns }),
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsmanager,
  AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split('.')[0]}.x`,
  AWS_LAMBDA_FUNCTION_NAME: lambda.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memorySize),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_FORMAT: lambda.logFormat,
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  LAMBDA_TASK_ROOT: lambda.code,
  _HANDLER: lambda.handler,
  TZ: ':UTC',
});
