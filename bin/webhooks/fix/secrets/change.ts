import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
} from '@aws-sdk/client-secrets-manager';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import {
  type RetiredSecret,
  readRetired,
  retiredSecretsOf,
  retiredText,
} from '../../pipeline/retired-secrets.ts';
import { type Labelled, readStored } from '../../pipeline/secrets.ts';
import type { Target } from '../../pipeline/target.ts';
import { awsFlags, commandLine, quoted } from '../../terminal/command-line.ts';
import { Failure } from '../../terminal/failure.ts';

/** How many times a change is retried after that of another writer, and an outdated read. */
const TRIES = 5;
const PAUSE_MILLISECONDS = 400;

/** Secrets Manager writes a version once, so that of two changes to one version the second is refused. */
const tokenAfter = (version: string): string => sha256(`webhooks secrets after ${version}`);

/** What a secret of Secrets Manager holds at one moment. */
interface Holding<T> {
  readonly held: T;
  /** Secrets Manager's name for this moment's value. */
  readonly version: string;
}

/** A secret of Secrets Manager, and how it is read and written. */
interface Place<T> {
  readonly SecretId: string;
  readonly read: () => Promise<Holding<T>>;
  readonly text: (held: T) => string;
}

const isStored = async <T>({ read }: Place<T>, version: string): Promise<boolean> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await read()).version === version) return true;
    await pause(PAUSE_MILLISECONDS);
  }
  return false;
};

/** The previous version; undefined where it is unknown, or access to it is denied. */
const versionBefore = async (target: Target, SecretId: string): Promise<string | undefined> => {
  const client = await target.secretsManager();
  const described = await client.send(new DescribeSecretCommand({ SecretId })).catch(() => {});
  const versions = Object.entries(described?.VersionIdsToStages ?? {});
  return versions.find(([, stages]) => stages.includes('AWSPREVIOUS'))?.[0];
};

/**
 * Replaces what was read. Secrets Manager does not compare, but writes a version id only
 * once: as the id is derived from the version read, this tool never overwrites what it has not read.
 * Another writer in between is detected afterwards, and Secrets Manager keeps its value as the
 * previous version.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 * @returns whether it was stored; if not, nothing was changed.
 */
const replace = async <T>(
  target: Target,
  place: Place<T>,
  before: Holding<T>,
  after: T,
): Promise<boolean> => {
  const client = await target.secretsManager();
  const { SecretId, text } = place;
  const version = tokenAfter(before.version);
  try {
    await client.send(
      new PutSecretValueCommand({
        SecretId,
        ClientRequestToken: version,
        SecretString: text(after),
      }),
    );
  } catch (error) {
    if (error instanceof ResourceExistsException) return false;
    throw error;
  }
  if (!(await isStored(place, version)))
    throw new Failure(
      `Secrets Manager took the change, but something else is stored. Check what is stored, then try again: ${commandLine('secrets list', { pipeline: target.pipeline })}`,
    );
  const previous = await versionBefore(target, SecretId);
  if (previous !== undefined && previous !== before.version && previous !== version)
    throw new Failure(
      `The change is stored, but it has replaced secrets that another writer stored at the same moment. Compare them: aws secretsmanager get-secret-value --secret-id ${quoted(SecretId)} --version-stage AWSPREVIOUS${awsFlags(target.pipeline)}`,
    );
  return true;
};

/** @param edit returns what is to be held; an error that it throws ends the change. */
const change = async <T>(target: Target, place: Place<T>, edit: (held: T) => T): Promise<void> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await place.read();
    if (await replace(target, place, before, edit(before.held))) return;
    await pause(PAUSE_MILLISECONDS);
  }
  throw new Failure(
    `Nothing was changed: another writer changes the secret ${place.SecretId}, or has restored an earlier version of it. Try again; if that fails, store it again with "aws secretsmanager put-secret-value".`,
  );
};

/**
 * Changes the signing secrets, and retries after a concurrent change.
 * @param edit returns the secrets to store; an error that it throws ends the change.
 */
export const changeStored = (
  target: Target,
  edit: (secrets: Labelled) => Labelled,
): Promise<void> =>
  change(
    target,
    {
      SecretId: target.outputs.signingSecretName,
      read: async () => {
        const { secrets, version } = await readStored(target);
        return { held: secrets, version };
      },
      text: (secrets) => JSON.stringify(Object.fromEntries(secrets)),
    },
    edit,
  );

/** The same of the secrets that were removed. */
export const changeRetired = (
  target: Target,
  edit: (retired: readonly RetiredSecret[]) => readonly RetiredSecret[],
): Promise<void> =>
  change(
    target,
    {
      SecretId: retiredSecretsOf(target),
      read: () => readRetired(target),
      text: retiredText,
    },
    edit,
  );
