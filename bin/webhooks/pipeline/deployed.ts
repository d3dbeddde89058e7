import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { domains, unrouted } from '../../../functions/domains.ts';
import { unlogged } from '../../../functions/shared/lambda/quiet-client.ts';
import {
  deployedDrift,
  deployedFailures,
} from '../../../functions/shared/query/logs/consumer-log-group.ts';
import { deployedAcceptedLog } from '../../../functions/shared/query/logs/ingress-log-group.ts';
import {
  checksOutput,
  constructId,
  INGRESS,
  type Names,
  namesOf,
  reactionFunction,
  redriveRoleOutput,
} from '../../../lib/names.ts';
import { projectionsIn } from '../../../lib/projections.ts';
import { cdkLine } from '../terminal/command-line.ts';
import { exitCodes, Failure } from '../terminal/failure.ts';
import type { Outputs } from './outputs.ts';
import { createQueueAges } from './queues/queue-ages.ts';
import { sqsByRole, sqsClient } from './queues/redrive-role.ts';
import { type Target, tablesOf } from './target.ts';

/** How a deployed stage is reached; defaults come from the shell, as with the AWS CLI. */
export interface Reach {
  readonly profile?: string;
  readonly region?: string;
}

/** What of these a stack's outputs name: a domain may be newer than the deployment. */
const named = (
  { outputs }: Stack,
  keys: readonly string[],
  suffix: string,
): Record<string, string> =>
  Object.fromEntries(
    keys.flatMap((key) => {
      const value = outputs.get(`${constructId(key)}${suffix}`);
      return value === undefined ? [] : [[key, value]];
    }),
  );

/** A queue beside another one of the same account and region. */
const besides = (queueUrl: string, name: string): string =>
  `${queueUrl.slice(0, queueUrl.lastIndexOf('/') + 1)}${name}`;

/** Where the changes of a stage are published; nothing where they are not. */
const changesOf = ({ outputs }: Stack, names: Names): Pick<Outputs, 'changes'> => {
  const unpublishedQueue = outputs.get('UnpublishedQueue');
  if (unpublishedQueue === undefined) return {};
  const reactions = outputs.get('Reactions')?.split(',') ?? [];
  const queuesOf = (queue: (reaction: string) => string): Record<string, string> =>
    Object.fromEntries(
      reactions.map((name) => [reactionFunction(name), besides(unpublishedQueue, queue(name))]),
    );
  return {
    changes: {
      unpublishedQueue,
      effectsTable: names.effectsTable,
      queues: queuesOf(names.reactionQueue),
      deadLetterQueues: queuesOf(names.reactionDeadLetterQueue),
    },
  };
};

/** What the stage retains, as its data stack states it: an earlier version of this project does not. */
const retainedOf = ({ outputs }: Stack): Pick<Outputs, 'retained'> => {
  const policy = outputs.get('RemovalPolicy');
  if (policy === 'destroy') return {};
  const allowsSamples = outputs.get('AllowSamples') === 'true';
  return { retained: { isStated: policy !== undefined, allowsSamples } };
};

const missing = (stage: string, stack: string, region: string, reach: Reach): Failure =>
  new Failure(
    `There is no stage ${stage} in ${region}: it has no stack ${stack}. Choose another --stage, --region or --profile, or deploy it: ${cdkLine(['deploy', '--all'], { stage, ...reach })}`,
    exitCodes.notFound,
  );

const describe = async (
  client: CloudFormationClient,
  stage: string,
  region: string,
  reach: Reach,
): Promise<Outputs> => {
  const names = namesOf(stage);
  const { dataStack, serviceStack, signingSecrets } = names;
  const [data, service] = await Promise.all(
    [dataStack, serviceStack].map((name) => stackNamed(client, name)),
  );
  if (!data) throw missing(stage, dataStack, region, reach);
  const webhookUrl = service?.outputs.get('WebhookUrl');
  if (webhookUrl === undefined) throw missing(stage, serviceStack, region, reach);
  const states = domains.map(({ name }) => name);
  const receivers = [...states, unrouted.name];
  const controlTable = data.outputs.get('ControlTableName');
  const retiredSecretsName = data.outputs.get('RetiredSecretsName');
  const ownSecretsName = data.outputs.get('OwnSecretsName');
  const hourlyChecks = service?.outputs.get(checksOutput)?.split(',');
  const redriveRole = service?.outputs.get(redriveRoleOutput);
  const projections = projectionsIn((name) => service?.outputs.get(name), states);
  return {
    webhookUrl,
    region,
    signingSecretName: data.outputs.get('SigningSecretName') ?? signingSecrets,
    tables: named(data, ['events', ...states], 'TableName'),
    queues: named(data, receivers, 'QueueUrl'),
    deadLetterQueues: named(data, receivers, 'DeadLetterQueueUrl'),
    ...changesOf(data, names),
    ...retainedOf(data),
    ...(controlTable !== undefined && { controlTable }),
    ...(retiredSecretsName !== undefined && { retiredSecretsName }),
    ...(hourlyChecks && { hourlyChecks }),
    ...(ownSecretsName !== undefined && { ownSecretsName }),
    ...(redriveRole !== undefined && { redriveRole }),
    ...(projections && { projections }),
  };
};

/**
 * Reaches a deployed stage by the outputs of its stacks.
 * @throws Failure with exit code 2 when there is no such stage in this account and region.
 */
export const reachStage = async (stage: string, reach: Reach): Promise<Target> => {
  const shared = { ...reach, maxAttempts: 5 };
  const cloudformation = new CloudFormationClient(shared);
  const region = await cloudformation.config.region();
  const outputs = await describe(cloudformation, stage, region, reach);
  const name = `stage ${stage} in ${region}`;
  const dynamodb = unlogged(new DynamoDBClient(shared));
  const sqs = sqsClient(shared);
  const logs = new CloudWatchLogsClient(shared);
  const logOf = (domain: string, since: number) => ({
    ...{ client: logs, logGroupName: namesOf(stage).functionLogs(domain), since },
  });
  return {
    name,
    pipeline: { stage, ...reach },
    outputs,
    tables: tablesOf(name, dynamodb, outputs.tables),
    dynamodb,
    sqs,
    redriver: async () =>
      outputs.redriveRole === undefined ? sqs : sqsByRole(shared, outputs.redriveRole, name),
    secretsManager: async () => {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
      return new SecretsManagerClient(shared);
    },
    caller: async () => {
      const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
      const { Arn = '' } = await new STSClient(shared).send(new GetCallerIdentityCommand({}));
      return Arn;
    },
    queueAges: createQueueAges(shared),
    accepted: deployedAcceptedLog(logs, namesOf(stage).functionLogs(INGRESS)),
    failures: (domain, since) => deployedFailures(logOf(domain, since)),
    drift: (domain, since) => deployedDrift(logOf(domain, since)),
  };
};

/** A stack as CloudFormation describes it. */
export interface Stack {
  readonly status: string;
  /** Values of its outputs, by their names. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** CloudFormation has no error of its own for it. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'ValidationError' &&
  error.message.includes('does not exist');

/** A stack by its name; undefined where there is none. */
export const stackNamed = async (
  client: CloudFormationClient,
  name: string,
): Promise<Stack | undefined> => {
  try {
    const { Stacks: [stack] = [] } = await client.send(
      new DescribeStacksCommand({ StackName: name }),
    );
    if (!stack) return undefined;
    const { StackStatus: status = '?', Outputs = [] } = stack;
    const outputs = Outputs.map(({ OutputKey = '', OutputValue = '' }): [string, string] => [
      OutputKey,
      OutputValue,
    ]);
    return { status, outputs: new Map(outputs) };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};
