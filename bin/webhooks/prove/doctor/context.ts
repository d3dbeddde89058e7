import { join } from 'node:path';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import type { Target } from '../../pipeline/target.ts';
import { localFolder, type PipelineOptions, quoted } from '../../terminal/command-line.ts';
import { type DeployedStage, deployedStage } from './deployed-stage.ts';
import { request, type UrlAnswer } from './endpoint.ts';

/** The pipeline to check. What several checks need is requested once. */
export interface CheckContext {
  /** Its name in messages: `the local pipeline`, `stage prod`. */
  readonly name: string;
  /** What only a deployed stage has; undefined for the local pipeline. */
  readonly stage: DeployedStage | undefined;
  /** The options that direct a printed command to this pipeline. */
  readonly pipeline: PipelineOptions;
  /** Milliseconds within which the heartbeat must reach the table. */
  readonly wait: number;
  readonly target: () => Promise<Target>;
  /** The text of the secret that holds the signing secrets. */
  readonly secretText: () => Promise<string>;
  /** The answer of the webhook URL to a GET. */
  readonly urlAnswer: () => Promise<UrlAnswer>;
  /** A command that shows the last log lines of a function. */
  readonly logsOf: (name: string) => string;
  /** Reports progress while something is awaited. @param seconds so far. */
  readonly waiting: (seconds: number) => void;
}

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
};

/** The context of the checks for the pipeline that a command's options name, whether it exists or not. */
export const contextOf = (
  options: TargetOptions,
  { wait, waiting }: Pick<CheckContext, 'wait' | 'waiting'>,
): CheckContext => {
  const { stage: name, profile, region } = options;
  const stage =
    name === undefined
      ? undefined
      : deployedStage(name, { ...(profile && { profile }), ...(region && { region }) });
  const target = once(() => connect(options));
  return {
    name: name === undefined ? 'the local pipeline' : `stage ${name}`,
    stage,
    pipeline: { stage: name, profile, region },
    wait,
    waiting,
    target,
    secretText: once(async () => {
      const { outputs, secretsManager } = await target();
      const client = await secretsManager();
      const { SecretString = '' } = await client.send(
        new GetSecretValueCommand({ SecretId: outputs.signingSecretName }),
      );
      return SecretString;
    }),
    urlAnswer: once(async () => request((await target()).outputs.webhookUrl)),
    logsOf: (lambda) =>
      stage === undefined
        ? `tail ${quoted(join(localFolder(), 'logs', `${lambda}.jsonl`))}`
        : `aws logs tail ${stage.names.functionLogs(lambda)} --since 15m${stage.awsFlags}`,
  };
};
