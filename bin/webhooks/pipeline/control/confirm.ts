import { commandLine } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import type { Target } from '../target.ts';
import type { GivenCommand } from './given.ts';

/** The option that confirms a change. */
export interface ConfirmOptions {
  readonly yes?: true;
}

/** Whether a command may change a pipeline: a stage that retains what it stores takes only what is confirmed. */
export const isConfirmed = (
  { outputs: { retained } }: Pick<Target, 'outputs'>,
  { yes }: ConfirmOptions,
): boolean => retained === undefined || yes === true;

/** Why a stage is protected, a sentence. */
export const retainedText = ({ name, outputs: { retained } }: Target): string =>
  retained?.isStated === false
    ? `${name} does not state whether it retains what it stores, because an earlier version of this project deployed it, so it is treated as if it did.`
    : `${name} retains what it stores.`;

/** The command of a given one that does it. */
const confirmedLine = ({ title, operands, pairs }: GivenCommand, { pipeline }: Target): string => {
  const options = pairs.flatMap(([flag, value]) => (value === undefined ? [flag] : [flag, value]));
  return commandLine(title, { operands, options: [...options, '--yes'], pipeline });
};

/** Why nothing was changed, with the command that does it. @param given undefined where it is not printed. */
export const unconfirmed = (target: Target, given: GivenCommand | undefined): Failure =>
  new Failure(
    `Nothing was changed: ${retainedText(target)} ${
      given === undefined ? 'Add --yes to do it.' : `To do it: ${confirmedLine(given, target)}`
    }`,
    exitCodes.failed,
  );

/** @throws Failure where a change is not confirmed. */
export const requireConfirmed = (
  target: Target,
  options: ConfirmOptions,
  given: GivenCommand | undefined,
): void => {
  if (!isConfirmed(target, options)) throw unconfirmed(target, given);
};
