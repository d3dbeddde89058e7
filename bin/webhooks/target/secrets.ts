import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { Failure } from '../failure.ts';
import type { Target } from './target.ts';

const labelled = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.string()));

/**
 * The live signing secrets of a pipeline by label, in the order they were added.
 * @throws Failure when the secret holds something else than labels and secrets.
 */
export const signingSecretsOf = async (
  target: Target,
): Promise<Readonly<Record<string, string>>> => {
  const client = await target.secretsManager();
  const SecretId = target.outputs.signingSecretName;
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
  const secrets = v.safeParse(labelled, SecretString);
  if (secrets.success) return secrets.output;
  throw new Failure(
    `The secret ${SecretId} of ${target.name} must hold a JSON object {"<label>": "<signing secret>"} and holds something else: every webhook gets 500 until it does.`,
  );
};
