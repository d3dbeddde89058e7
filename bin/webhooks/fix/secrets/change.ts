import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
} from '@aws-sdk/client-secrets-manager';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { type Labelled, readStored, type StoredSecrets } from '../../pipeline/secrets.ts';
import type { Target } from '../../pipeline/target.ts';
import { awsFlags, commandLine, quoted } from '../../terminal/command-line.ts';
import { Failure } from '../../terminal/failure.ts';

/** How many times a change is retried after that of another writer, and an outdated read. */
const TRIES = 5;
const PAUSE_MILLISECONDS = 400;

/** Secrets Manager writes a version once, so that of two changes to one version the second is refused. */
const tokenAfter = (version: string): string => sha256(`webhooks secrets after ${version}`);

const isStored = async (target: Target, version: string): Promise<boolean> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await readStored(target)).version === version) return true;
    await pause(PAUSE_MILLISECONDS);
  }
  return false;
};

/** The previous version; undefined where it is unknown, or access to it is denied. */
const versionBefore = async (target: Target): Promise<string | undefined> => {
  const client = await target.secretsManager();
  const SecretId = target.outputs.signingSecretName;
  const described = await client.send(new DescribeSecretCommand({ SecretId })).catch(() => {});
  const versions = Object.entries(described?.VersionIdsToStages ?? {});
  return versions.find(([, stages]) => stages.includes('AWSPREVIOUS'))?.[0];
};

/**
 * Replaces the secrets that were read. Secrets Manager does not compare, but writes a version id only
 * once: as the id is derived from the version read, this tool never overwrites what it has not read.
 * Another writer in between is detected afterwards, and Secrets Manager keeps its value as the
 * previous version.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 * @returns whether it was stored; if not, nothing was changed.
 */
const replace = async (
  target: Target,
  before: StoredSecrets,
  after: Labelled,
): Promise<boolean> => {
  const client = await target.secretsManager();
  const SecretId = target.outputs.signingSecretName;
  const version = tokenAfter(before.version);
  try {
    await client.send(
      new PutSecretValueCommand({
        SecretId,
        ClientRequestToken: version,
        SecretString: JSON.stringify(Object.fromEntries(after)),
      }),
    );
  } catch (error) {
    if (error instanceof ResourceExistsException) return false;
    throw error;
  }
  if (!(await isStored(target, version)))
    throw new Failure(
      `Secrets Manager took the change, but something else is stored. Check what is stored, then try again: ${commandLine('secrets list', { pipeline: target.pipeline })}`,
    );
  const previous = await versionBefore(target);
  if (previous !== undefined && previous !== before.version && previous !== version)
    throw new Failure(
      `The change is stored, but it has replaced secrets that another writer stored at the same moment. Compare them: aws secretsmanager get-secret-value --secret-id ${quoted(SecretId)} --version-stage AWSPREVIOUS${awsFlags(target.pipeline)}`,
    );
  return true;
};

/**
 * Changes the signing secrets, and retries after a concurrent change.
 * @param edit returns the secrets to store; an error that it throws ends the change.
 */
export const changeStored = async (
  target: Target,
  edit: (secrets: Labelled) => Labelled,
): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await readStored(target);
    if (await replace(target, before, edit(before.secrets))) return;
    await pause(PAUSE_MILLISECONDS);
  }
  throw new Failure(
    'Nothing was changed: another writer changes the signing secrets, or has restored an earlier version of them. Try again; if that fails, store them again with "aws secretsmanager put-secret-value".',
  );
};
