import { identifier } from '../shared/event/identifier.ts';
import { labelledIn } from './labelled.ts';
import { type SigningSecret, signingSecret } from './signature.ts';

/** The live signing secrets, cached. */
export interface LiveSecrets {
  /**
   * The secrets to verify with; none when none is set yet.
   * @throws when they cannot be read and never were.
   */
  current(): Promise<readonly SigningSecret[]>;
  /** The secrets read again because a signature failed, or undefined when it is too early for that. */
  renewed(): Promise<readonly SigningSecret[] | undefined>;
}

/** Milliseconds after which the secrets are read again in any case. */
const MAX_AGE = 300_000;
/** Milliseconds between two readings that failed signatures or failed readings can cause. */
const MIN_AGE = 30_000;
/** The same while no secret is live, so that the first one set works within a second. */
const MIN_AGE_WITHOUT_SECRETS = 1_000;

const parseSecrets = (text: string): readonly SigningSecret[] =>
  labelledIn(text).flatMap(([label, secret]) =>
    typeof secret === 'string' && secret !== '' ? [signingSecret(identifier(label), secret)] : [],
  );

/**
 * Caches the live secrets: read again when old, and at most once in half a minute when a signature
 * fails, so that a rotation works within seconds and a flood of forgeries is no flood of readings.
 * While they cannot be read, those read before serve.
 * @param read the secret's text.
 * @param minAgeWithoutSecrets milliseconds between two readings while no secret is live.
 */
export const cachedSecrets = (
  read: () => Promise<string>,
  now: () => number,
  onFailure: (error: unknown) => void,
  minAgeWithoutSecrets = MIN_AGE_WITHOUT_SECRETS,
): LiveSecrets => {
  let secrets: readonly SigningSecret[] | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  const refresh = (): Promise<void> => {
    reading ??= (async () => {
      try {
        secrets = parseSecrets(await read());
      } catch (error) {
        onFailure(error);
        if (secrets === undefined) throw error;
      } finally {
        readAt = now();
        reading = undefined;
      }
    })();
    return reading;
  };

  /** Also of a clock that was set back, which would else keep old secrets for as long. */
  const ageOf = (): number => Math.abs(now() - readAt);

  return {
    current: async () => {
      const age = ageOf();
      if (secrets === undefined || age >= MAX_AGE) await refresh();
      else if (secrets.length === 0 && age >= minAgeWithoutSecrets) await refresh();
      return secrets ?? [];
    },
    renewed: async () => {
      if (ageOf() < MIN_AGE) return undefined;
      await refresh();
      return secrets;
    },
  };
};
