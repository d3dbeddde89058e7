import { join } from 'node:path';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { localFolder, type Pipeline, quoted } from '../command-line.ts';
import { connect, type TargetOptions } from '../target/connect.ts';
import type { Target } from '../target/target.ts';
import { type DeployedStage, deployedStage } from './deployed-stage.ts';
import { type Answer, request } from './door.ts';

/** What the doctor looks at. What several checks ask is asked once. */
export interface Patient {
  /** What a person calls it: `the local pipeline`, `stage prod`. */
  readonly name: string;
  /** What only a deployed stage has; undefined for the local pipeline. */
  readonly stage: DeployedStage | undefined;
  /** What leads a printed command here. */
  readonly pipeline: Pipeline;
  /** Milliseconds that the heartbeat may take into the table. */
  readonly wait: number;
  readonly target: () => Promise<Target>;
  /** The text of the secret that holds the signing secrets. */
  readonly secretText: () => Promise<string>;
  /** How the webhook URL answers a GET. */
  readonly door: () => Promise<Answer>;
  /** A command that shows the last log lines of a function. */
  readonly logsOf: (name: string) => string;
  /** Tells that something is being waited for. @param seconds so far. */
  readonly waiting: (seconds: number) => void;
}

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
};

/** The pipeline that a command's options name, whether it is there or not. */
export const patientOf = (
  options: TargetOptions,
  { wait, waiting }: Pick<Patient, 'wait' | 'waiting'>,
): Patient => {
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
    door: once(async () => request((await target()).outputs.webhookUrl)),
    logsOf: (lambda) =>
      stage === undefined
        ? `tail ${quoted(join(localFolder(), 'logs', `${lambda}.jsonl`))}`
        : `aws logs tail ${stage.names.functionLogs(lambda)} --since 15m${stage.awsFlags}`,
  };
};
