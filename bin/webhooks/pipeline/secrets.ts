import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { Failure } from '../terminal/failure.ts';
import type { Target } from './target.ts';

/** The environment variable whose secret takes the place of a pipeline's. */
export const SECRET_VARIABLE = 'AIRWALLEX_WEBHOOK_SECRET';

/** Signing secrets by label, in the order in which they were added. */
export type Labelled = ReadonlyMap<string, string>;

/** The signing secrets as they are stored at one moment. */
export interface StoredSecrets {
  readonly secrets: Labelled;
  /** Secrets Manager's name for this moment's value. */
  readonly version: string;
}

/** All entries of a text, with any labels, or undefined: what is written back must be complete. */
const parsed = (text: string): Labelled | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
    const entries = Object.entries(json);
    return entries.every(([, secret]) => typeof secret === 'string') ? new Map(entries) : undefined;
  } catch {
    return undefined;
  }
};

/** @throws Failure when the secret holds something else than labels and secrets. */
export const readStored = async (target: Target): Promise<StoredSecrets> => {
  const client = await target.secretsManager();
  const SecretId = target.outputs.signingSecretName;
  const { SecretString = '', VersionId = '' } = await client.send(
    new GetSecretValueCommand({ SecretId }),
  );
  const secrets = parsed(SecretString);
  if (secrets) return { secrets, version: VersionId };
  throw new Failure(
    `The secret ${SecretId} of ${target.name} must hold a JSON object {"<label>": "<signing secret>"} and holds something else: every webhook is answered with 500 until it does. Fix it with "aws secretsmanager put-secret-value".`,
  );
};

/**
 * The live signing secrets of a pipeline by label, in the order they were added.
 * @throws Failure when the secret holds something else than labels and secrets.
 */
export const signingSecretsOf = async (target: Target): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await readStored(target)).secrets);
