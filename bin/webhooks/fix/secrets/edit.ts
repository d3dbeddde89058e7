import { isOwnLabel } from '../../../../functions/shared/event/internal.ts';
import type { Labelled } from '../../pipeline/secrets.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';

const labelsOf = (secrets: Labelled): string =>
  secrets.size === 0 ? 'There are none.' : `There are: ${[...secrets.keys()].join(', ')}.`;

/** The secrets without one of them. @throws Failure where it is the last live one, unless that is forced. */
export const without = (secrets: Labelled, label: string, force: boolean): Labelled => {
  if (!secrets.has(label))
    throw new Failure(`There is no secret "${label}". ${labelsOf(secrets)}`, exitCodes.notFound);
  const rest = [...secrets].filter(([name]) => name !== label);
  const ofAirwallex = rest.filter(([name]) => !isOwnLabel(name));
  if (!force && !isOwnLabel(label) && ofAirwallex.every(([, secret]) => secret === ''))
    throw new Failure(
      `"${label}" is the last live secret: without one every webhook gets 500. Add another first, or use --force.`,
      exitCodes.failed,
    );
  return new Map(rest);
};

/**
 * The secrets with another one under a label.
 * @param added its label, and the secret where it is known.
 * @throws Failure where the label exists already, unless it is to be replaced.
 */
export const withSecret = (
  secrets: Labelled,
  [label, secret]: readonly [string, string | undefined],
  replace: boolean,
): Labelled => {
  if (secrets.has(label) && !replace)
    throw new Failure(
      `A secret "${label}" already exists. Add the new one under its own label, so that both work; with --replace the old one stops working.`,
      exitCodes.failed,
    );
  const same = [...secrets].find(([name, known]) => name !== label && known === secret);
  if (same) throw usageError(`That secret is already live, as "${same[0]}".`);
  return secret === undefined ? secrets : new Map([...secrets, [label, secret]]);
};
