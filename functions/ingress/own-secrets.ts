import { isOwnLabel } from '../shared/event/internal.ts';
import { labelledIn } from './labelled.ts';
import { cachedSecrets, type LiveSecrets } from './secrets.ts';

/** Milliseconds between two readings while there is none, or they cannot be read. */
const MIN_AGE = 30_000;

/**
 * The live secrets of Airwallex together with those of our own labels, which another secret of Secrets Manager
 * holds: what is under any other label there is ignored. Those that cannot be read are missing, and keep
 * nothing of Airwallex from being received.
 * @param read the text of our own.
 */
export const withOwnSecrets = (
  airwallex: LiveSecrets,
  read: () => Promise<string>,
  now: () => number,
  onFailure: (error: unknown) => void,
): LiveSecrets => {
  let last = '{}';
  const readOrLast = async (): Promise<string> => {
    try {
      const text = await read();
      labelledIn(text);
      last = text;
    } catch (error) {
      onFailure(error);
    }
    return last;
  };
  const own = cachedSecrets(readOrLast, now, onFailure, MIN_AGE);
  const ownOnes = async () => (await own.current()).filter(({ label }) => isOwnLabel(label));
  return {
    current: async () => {
      const [theirs, ours] = await Promise.all([airwallex.current(), ownOnes()]);
      return [...theirs, ...ours];
    },
    renewed: async () => {
      const [theirs, ours] = await Promise.all([airwallex.renewed(), own.renewed()]);
      if (theirs === undefined && ours === undefined) return undefined;
      return [...(theirs ?? (await airwallex.current())), ...(await ownOnes())];
    },
  };
};
