import { identifier } from '../../../../functions/shared/event/identifier.ts';
import { flawsOf } from '../../pipeline/secrets.ts';
import { usageError } from '../../terminal/failure.ts';

/** Names with a special meaning for readers of JSON objects. */
const reserved = ['__proto__', 'constructor', 'prototype'];

/** @throws Failure where the archive cannot store such a label. */
export const checkedLabel = (label: string): string => {
  if (label !== '' && identifier(label) === label && !reserved.includes(label)) return label;
  throw usageError(
    `"${label}" is not a valid label: use letters, digits and signs other than spaces and #, such as "2026-03".`,
  );
};

/** How to treat a flawed secret. */
interface Examination {
  /** Accept it anyway. */
  readonly force: boolean;
  /** The consequence of accepting it, as a sentence. */
  readonly harm: string;
}

/**
 * Validates typed or piped text; no message repeats it. White space around it, such as the line
 * break of an `echo`, is removed.
 * @throws Failure when it is not a signing secret of Airwallex, unless that is forced.
 */
export const examined = (given: string, { force, harm }: Examination): string => {
  const secret = given.trim();
  if (secret === '')
    throw usageError('No secret was given. Type or pipe the one that Airwallex shows.');
  const flaws = flawsOf(secret);
  if (force || flaws.length === 0) return secret;
  throw usageError(
    `Nothing was changed: the given text is not a signing secret of Airwallex, because it ${flaws.join('; it ')}. ${harm} Copy the secret again, completely and without anything else, from the page of the webhook in Airwallex. --force stores it anyway.`,
  );
};
