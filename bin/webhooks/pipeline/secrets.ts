import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { labelledIn } from '../../../functions/ingress/labelled.ts';
import { sign, signingSecret } from '../../../functions/ingress/signature.ts';
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

/** The entries of a stored text; undefined where it is not a JSON object. */
export const labelled = (text: string): ReturnType<typeof labelledIn> | undefined => {
  try {
    return labelledIn(text);
  } catch {
    return undefined;
  }
};

const isText = (entry: readonly [string, unknown]): entry is readonly [string, string] =>
  typeof entry[1] === 'string';

/** All entries of a text, with any labels, or undefined: what is written back must be complete. */
const parsed = (text: string): Labelled | undefined => {
  const entries = labelled(text);
  return entries?.every(isText) ? new Map(entries) : undefined;
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

/** The prefix of every signing secret of Airwallex. */
const PREFIX = 'whsec_';

/** Characters after the prefix. No page of Airwallex states a length: fewer could be guessed. */
const SHORTEST = 4;

/** Placeholders of commands and examples. */
const placeholder =
  /^(?:whsec_)?(?:<.*>|\W*|x+|.*(?:…|\.\.\.)|(?:(?:your|my|webhook|signing)[-_ ])*secret|change[-_ ]?me|placeholder|example|todo)$/i;

/** Whether a text is the placeholder of an example. */
export const isPlaceholder = (secret: string): boolean => placeholder.test(secret);

/** Signs that a text is not a signing secret of Airwallex, as continuations of "it". */
const flaws: readonly (readonly [applies: (secret: string) => boolean, words: string])[] = [
  [(secret) => /^\s|\s$/.test(secret), 'has white space around it, which is part of the key'],
  [(secret) => /\S\s+\S/.test(secret), 'has white space in it'],
  [(secret) => /^["'].*["']$/.test(secret), 'has quotes around it, which are part of the key'],
  [(secret) => /[^\s!-~]/.test(secret), 'has characters beyond ASCII or invisible ones'],
  [
    (secret) => !/^["'\s]*whsec_/.test(secret),
    `has no prefix ${PREFIX}, which is part of the key as Airwallex shows it`,
  ],
  [
    (secret) => secret.replace(PREFIX, '').length < SHORTEST,
    'is too short: a part was lost in copying, or it is a key for something else',
  ],
];

/**
 * Each flaw of a text as a signing secret of Airwallex: "has white space in it". They contain no part
 * of the secret.
 */
export const flawsOf = (secret: string): readonly string[] =>
  isPlaceholder(secret)
    ? ['is still the placeholder']
    : flaws.flatMap(([applies, words]) => (applies(secret) ? [words] : []));

/**
 * The headers of a webhook, signed as Airwallex signs.
 * @param secret the whole text of a signing secret.
 * @param sentAt `x-timestamp`, epoch milliseconds.
 */
export const signedHeaders = (secret: string, body: Uint8Array, sentAt = Date.now()) => {
  const timestamp = String(sentAt);
  return {
    'content-type': 'application/json',
    'x-timestamp': timestamp,
    'x-signature': sign(signingSecret('tool', secret), timestamp, body),
  };
};
