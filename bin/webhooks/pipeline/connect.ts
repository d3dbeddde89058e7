import { userInfo } from 'node:os';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unlogged } from '../../../functions/shared/lambda/quiet-client.ts';
import { localFolder } from '../terminal/command-line.ts';
import { localAcceptedLog } from './logs/ingress-log-file.ts';
import { localDrift, localFailures } from './logs/log-file.ts';
import { type LocalOutputs, readOutputs } from './outputs.ts';
import { restoredTarget } from './restored.ts';
import { type Target, tablesOf } from './target.ts';

/** Which pipeline a command works on: without a stage the local one. */
export interface TargetOptions {
  readonly stage?: string;
  readonly profile?: string;
  readonly region?: string;
  /** What the names of restored tables end with, to work on them instead of the tables in use. */
  readonly restored?: string;
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Reaches a local pipeline of these outputs. */
export const reachLocal = (outputs: LocalOutputs, folder = localFolder()): Target => {
  const { region, endpoints } = outputs;
  const shared = { region, credentials, maxAttempts: 3 };
  const name = 'the local pipeline';
  const dynamodb = unlogged(new DynamoDBClient({ ...shared, endpoint: endpoints.dynamodb }));
  const sqs = new SQSClient({ ...shared, endpoint: endpoints.sqs });
  return {
    name,
    pipeline: { folder },
    outputs,
    tables: tablesOf(name, dynamodb, outputs.tables),
    dynamodb,
    sqs,
    redriver: async () => sqs,
    secretsManager: async () => {
      const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
      return new SecretsManagerClient({ ...shared, endpoint: endpoints.secretsmanager });
    },
    caller: async () => userInfo().username,
    queueAges: async () => new Map(),
    accepted: localAcceptedLog(folder),
    failures: (domain, since) => localFailures({ folder, domain, since }),
    drift: (domain, since) => localDrift({ folder, domain, since }),
  };
};

const reach = async ({ stage, profile, region }: TargetOptions): Promise<Target> => {
  if (stage === undefined) return reachLocal(readOutputs());
  // Deployed stages need clients that the local pipeline does not: loading them takes 0.1 s.
  const { reachStage } = await import('./deployed.ts');
  return reachStage(stage, { ...(profile && { profile }), ...(region && { region }) });
};

/**
 * Reaches the pipeline that a command's options name, with its restored tables where they are asked for.
 * @throws Failure when it is not there, or cannot be reached with these credentials.
 */
export const connect = async (options: TargetOptions = {}): Promise<Target> => {
  const target = await reach(options);
  return options.restored === undefined ? target : restoredTarget(target, options.restored);
};
