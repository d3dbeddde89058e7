import { isOwnLabel } from '../../../functions/shared/event/internal.ts';
import { upgradeLine } from '../terminal/command-line.ts';
import { Failure } from '../terminal/failure.ts';
import { readStored, signingSecretsOf } from './secrets.ts';
import type { Target } from './target.ts';

/*
 * The secrets of our own labels lie apart from those of Airwallex, in a secret of their own. A target whose
 * signing secrets are these lets everything that reads or changes signing secrets work on them.
 */

const holding = (target: Target, signingSecretName: string): Target => ({
  ...target,
  outputs: { ...target.outputs, signingSecretName },
});

/** The secrets of our own labels; none where an earlier version made the pipeline. */
export const ownSecretsOf = async (target: Target): Promise<Readonly<Record<string, string>>> => {
  const { ownSecretsName } = target.outputs;
  return ownSecretsName === undefined ? {} : signingSecretsOf(holding(target, ownSecretsName));
};

/**
 * A target whose signing secrets are those that a label belongs to: of our own labels another secret holds them.
 * @param isStored whether the label must be there already: an earlier version kept it among those of Airwallex.
 * @throws Failure where the pipeline has no secret for labels of our own.
 */
export const holderOf = async (
  target: Target,
  label: string,
  isStored = false,
): Promise<Target> => {
  if (!isOwnLabel(label)) return target;
  const { ownSecretsName } = target.outputs;
  if (ownSecretsName !== undefined) {
    const holder = holding(target, ownSecretsName);
    if (!isStored || (await readStored(holder)).secrets.has(label)) return holder;
  }
  if (isStored) return target;
  throw new Failure(
    `"${label}" is a label of our own, and ${target.name} has no secret for these, because an earlier version of this project made it. Make it: ${upgradeLine(target.pipeline)}`,
  );
};
