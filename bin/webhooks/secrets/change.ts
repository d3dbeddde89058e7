import { setTimeout as pause } from 'node:timers/promises';
import {
  DescribeSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
} from '@aws-sdk/client-secrets-manager';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { awsFlags, commandLine, quoted } from '../command-line.ts';
import { Failure } from '../failure.ts';
import { type Labelled, readStored, type Stored } from '../target/secrets.ts';
import type { Target } from '../target/target.ts';

/** How often a change is tried anew after somebody else's, and a reading that is behind. */
const TRIES = 5;
const PAUSE_MILLISECONDS = 400;

/** A version is written at most once, so that of two changes to one version the second is refused. */
const tokenAfter = (version: string): string => sha256(`webhooks secrets after ${version}`);

const isStored = async (target: Target, version: string): Promise<boolean> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await readStored(target)).version === version) return true;
    await pause(PAUSE_MILLISECONDS);
  }
  return false;
};

/** What was stored just before; undefined where nobody says, or nobody may. */
const versionBefore = async (target: Target): Promise<string | undefined> => {
  const client = await target.secretsManager();
  const SecretId = target.outputs.signingSecretName;
  const described = await client.send(new DescribeSecretCommand({ SecretId })).catch(() => {});
  const versions = Object.entries(described?.VersionIdsToStages ?? {});
  return versions.find(([, stages]) => stages.includes('AWSPREVIOUS'))?.[0];
};

/**
 * Puts secrets in the place of those that were read. Secrets Manager compares nothing, but writes a
 * version id only once: as the id follows from the version read, this tool never overwrites what it
 * has not read. Another writer may come between; that is found afterwards, and its value kept by
 * Secrets Manager as the previous one.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
 * @returns whether it was done; if not, nothing was changed.
 */
const replace = async (target: Target, before: Stored, after: Labelled): Promise<boolean> => {
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
      `Secrets Manager took the change, but something else is stored. Try again, after a look at what is there: ${commandLine('secrets list', { pipeline: target.pipeline })}`,
    );
  const previous = await versionBefore(target);
  if (previous !== undefined && previous !== before.version && previous !== version)
    throw new Failure(
      `The change is made, but at the same moment somebody else stored secrets that it has replaced. Compare them: aws secretsmanager get-secret-value --secret-id ${quoted(SecretId)} --version-stage AWSPREVIOUS${awsFlags(target.pipeline)}`,
    );
  return true;
};

/**
 * Changes the signing secrets: again upon what somebody else has made of them meanwhile.
 * @param edit gives the secrets to store; what it throws ends the change.
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
    'Nothing was changed: somebody else changes the signing secrets, or has put an earlier version of them back. Try again; if it stays so, store them anew with "aws secretsmanager put-secret-value".',
  );
};
