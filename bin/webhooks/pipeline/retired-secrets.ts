import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import * as v from 'valibot';
import { upgradeLine } from '../terminal/command-line.ts';
import { Failure } from '../terminal/failure.ts';
import type { Target } from './target.ts';

const retiredSecret = v.object({
  label: v.string(),
  secret: v.string(),
  /** UTC text: since when it was live, where that is known. */
  since: v.optional(v.string()),
  /** UTC text. */
  removedAt: v.string(),
});

const stored = v.object({ retired: v.optional(v.array(retiredSecret), []) });

/** A signing secret that was removed or replaced. */
export type RetiredSecret = v.InferOutput<typeof retiredSecret>;

/** The name of the secret with those that were removed. @throws Failure where the pipeline has none. */
export const retiredSecretsOf = ({ name, pipeline, outputs }: Target): string => {
  if (outputs.retiredSecretsName !== undefined) return outputs.retiredSecretsName;
  throw new Failure(
    `${name} has no place for removed secrets, because an earlier version of this project made it. Nothing was changed or verified. Make the place: ${upgradeLine(pipeline)}`,
  );
};

/** The text that is stored of them. */
export const retiredText = (retired: readonly RetiredSecret[]): string =>
  JSON.stringify({ retired });

const parsed = (text: string): v.InferOutput<typeof stored> | undefined => {
  try {
    const read = v.safeParse(stored, JSON.parse(text));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The removed signing secrets, the earliest first, and Secrets Manager's name for this moment's value.
 * @throws Failure where there is no place for them, or it holds something else.
 */
export const readRetired = async (
  target: Target,
): Promise<{ readonly held: readonly RetiredSecret[]; readonly version: string }> => {
  const SecretId = retiredSecretsOf(target);
  const client = await target.secretsManager();
  const { SecretString = '{}', VersionId = '' } = await client.send(
    new GetSecretValueCommand({ SecretId }),
  );
  const read = parsed(SecretString);
  if (read) return { held: read.retired, version: VersionId };
  throw new Failure(
    `The secret ${SecretId} of ${target.name} must hold the removed signing secrets and holds something else. Nothing was changed. Put its previous version back with "aws secretsmanager update-secret-version-stage".`,
  );
};
