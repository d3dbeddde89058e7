import { styleText } from 'node:util';
import { type Command, Option } from 'commander';
import { domains, unrouted } from '../../../functions/domains.ts';
import { outcomes } from '../../../functions/shared/record/outcomes.ts';
import {
  isLocalStage,
  LOCAL_STAGE,
  pipelineOptions,
  STAGE_VARIABLE,
} from '../terminal/command-line.ts';
import { usageError } from '../terminal/failure.ts';
import { decimal } from '../terminal/options.ts';
import { printErr } from '../terminal/output.ts';
import { titleOf } from '../terminal/title.ts';
import type { TargetOptions } from './connect.ts';
import type { GivenCommand, GivenOption } from './control/given.ts';
import { checkRestored, worksOnRestored } from './restored-option.ts';
import type { Target } from './target.ts';

/* The options that several commands have, the same in each. */

/** The heading of the options that select the pipeline. */
export const PIPELINE_OPTIONS = 'Pipeline:';

/**
 * Makes the local pipeline of `--stage local`.
 * @throws Failure where options of a stage would be ignored: the local pipeline is in no region.
 */
const checkStage = (command: Command, running: Command): void => {
  if (isLocalStage(command.opts<TargetOptions>().stage)) command.setOptionValue('stage', undefined);
  const { stage, from, profile, region } = running.optsWithGlobals<
    TargetOptions & { from?: string }
  >();
  if (stage !== undefined || from !== undefined) return;
  for (const [option, value] of Object.entries({ '--profile': profile, '--region': region }))
    if (value !== undefined)
      throw usageError(
        `${option} needs a deployed stage, and none is given. Add --stage <name>, or omit ${option} for the local pipeline.`,
      );
};

/** Adds the options that select a deployed pipeline. */
export const targetOptions = (command: Command): Command => {
  const choice = (flags: string, text: string) =>
    new Option(flags, text).helpGroup(PIPELINE_OPTIONS);
  const restored = choice(
    '--restored <suffix>',
    'not the tables in use, but restored ones: <table>-<suffix>',
  );
  return command
    .hook('preAction', checkStage)
    .hook('preAction', (_command, running) =>
      checkRestored(titleOf(running), running.optsWithGlobals<TargetOptions>().restored),
    )
    .addOption(
      choice('--stage <name>', `a deployed stage, or "${LOCAL_STAGE}" for the local pipeline`).env(
        STAGE_VARIABLE,
      ),
    )
    .addOption(
      choice('--profile <name>', "the AWS profile that reaches it, by default the shell's"),
    )
    .addOption(choice('--region <name>', "the AWS region it is in, by default the profile's"))
    .addOption(worksOnRestored(titleOf(command)) ? restored : restored.hideHelp());
};

/**
 * Reaches the pipeline that a command's options name, and names it on standard error, unless the command
 * prints JSON.
 * @throws Failure when it is not there, or cannot be reached with these credentials.
 */
export const reachPipeline = async (
  options: TargetOptions & { readonly json?: true },
): Promise<Target> => {
  // With it come the clients of AWS, which no help needs.
  const { connect } = await import('./connect.ts');
  const target = await connect(options);
  if (!options.json) printErr(styleText('dim', `In ${target.name}:`));
  return target;
};

/** Adds the option that permits writing by other code than that of the functions. */
export const otherCodeOption = (command: Command): Command =>
  command.option('--other-code', 'write even if the functions run other code than this checkout');

/** Adds the options that select archived events. */
export const filterOptions = (command: Command): Command =>
  command
    .option('--name <names>', 'with these names or prefixes: refund,payment_intent.created')
    .addOption(
      new Option('--domain <domain>', 'handled by this domain').choices(
        [...domains, unrouted].map(({ name }) => name),
      ),
    )
    .option('--account <id>', 'of this account')
    .addOption(new Option('--outcome <outcome>', 'with this outcome').choices(outcomes))
    .option('--object <object>', 'about this object: its key, such as refund#rfd_1, or its id');

/** Seconds between two polls. */
export const USUAL_INTERVAL = 1;

/** Adds the option of how often what is followed is read. */
export const intervalOption = (command: Command): Command =>
  command.option(
    '--interval <seconds>',
    `with --follow: between two polls (default: ${USUAL_INTERVAL})`,
    decimal('--interval', { from: 0.1, to: 9_999 }, 0.5),
  );

/** The given options of a command line, those of its parent too, without those of its pipeline. */
const pairsOf = (command: Command, without: readonly string[]): readonly GivenOption[] => {
  const omitted = [...pipelineOptions.map((name) => `--${name}`), ...without];
  const values = command.optsWithGlobals<Record<string, unknown>>();
  return command.options.flatMap((option): GivenOption[] => {
    const { long } = option;
    const name = option.attributeName();
    if (!long || omitted.includes(long)) return [];
    if (command.getOptionValueSourceWithGlobals(name) !== 'cli') return [];
    const value = values[name];
    return [[long, value === true ? undefined : String(value)]];
  });
};

/**
 * The words of the given options of a command line, without those of its pipeline.
 * @param without further options to omit, by their long flags.
 */
export const givenOptions = (
  command: Command,
  without: readonly string[] = [],
): readonly string[] =>
  pairsOf(command, without).flatMap(([flag, value]) =>
    value === undefined ? [flag] : [flag, value],
  );

/** A command line as it was given. */
export const givenCommand = (command: Command): GivenCommand => ({
  title: titleOf(command),
  operands: command.args,
  pairs: pairsOf(command, []),
});
