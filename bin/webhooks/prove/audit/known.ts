import { type SigningSecret, signingSecret } from '../../../../functions/ingress/signature.ts';
import {
  type LabelLife,
  labelLives,
} from '../../../../functions/scheduled/audit/evidence/labels.ts';
import { identifier } from '../../../../functions/shared/event/identifier.ts';
import { errorName } from '../../../../functions/shared/lambda/error-fields.ts';
import { ownSecretsOf } from '../../pipeline/own-secrets.ts';
import { readRetired } from '../../pipeline/retired-secrets.ts';
import { readStored } from '../../pipeline/secrets.ts';
import type { Target } from '../../pipeline/target.ts';

/**
 * Every signing secret that is known, live or removed, under the label that events state.
 * @throws Failure where the pipeline keeps no removed secrets.
 */
export const knownSecrets = async (target: Target): Promise<readonly SigningSecret[]> => {
  const { held } = await readRetired(target);
  const { secrets } = await readStored(target);
  const own = Object.entries(await ownSecretsOf(target));
  const all = [...secrets, ...own, ...held.map(({ label, secret }) => [label, secret] as const)];
  return all
    .filter(([, secret]) => secret !== '')
    .map(([label, secret]) => signingSecret(identifier(label), secret));
};

/**
 * When each label was live.
 * @param remark is given the reason why that is not known.
 * @returns undefined where the pipeline has no control table, or these credentials may not read it.
 */
export const knownLabels = async (
  { outputs: { controlTable }, dynamodb }: Target,
  remark: (text: string) => void,
): Promise<ReadonlyMap<string, LabelLife> | undefined> => {
  if (controlTable === undefined) return undefined;
  try {
    return await labelLives({ name: controlTable, client: dynamodb });
  } catch (error) {
    if (errorName(error) !== 'AccessDeniedException') throw error;
    remark(
      `When each label was live is not known here: these credentials may not read ${controlTable}. Allow dynamodb:Query on it.`,
    );
    return undefined;
  }
};
