import type { Command } from 'commander';
import { identifier } from '../../../../functions/shared/event/identifier.ts';
import { INTERNAL_LABEL } from '../../../../functions/shared/event/internal.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { type Labelled, readStored } from '../../pipeline/secrets.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { createProgress } from '../../terminal/progress.ts';
import { hiddenInput } from '../../terminal/prompt.ts';
import { changeStored } from './change.ts';
import { checkedLabel, examined } from './entry.ts';
import type { ChangedLabel } from './json.ts';
import { listingOf, print, useOf } from './print.ts';
import { type LabelUsage, surveyUses, USE_DAYS, type Uses } from './usage.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];

/** Number of events to read before a removal is refused, so that the message can state a share. */
const MIN_EVENTS = 1_000;

const survey = async (
  target: Target,
  enough?: (uses: Uses, events: number) => boolean,
): Promise<{ readonly result: LabelUsage; readonly interrupted: boolean }> => {
  const progress = createProgress('events read');
  const now = Date.now();
  const range = { since: now - USE_DAYS * DAY, until: now + MINUTE };
  return interruptible((signal) =>
    surveyUses(target, range, { signal, onRead: progress.report, ...(enough && { enough }) }),
  ).finally(progress.end);
};

const labelsOf = (secrets: Labelled): string =>
  secrets.size === 0 ? 'There are none.' : `There are: ${[...secrets.keys()].join(', ')}.`;

const without = (secrets: Labelled, label: string, force: boolean): Labelled => {
  if (!secrets.has(label))
    throw new Failure(`There is no secret "${label}". ${labelsOf(secrets)}`, exitCodes.notFound);
  const rest = [...secrets].filter(([name]) => name !== label);
  const ofAirwallex = rest.filter(([name]) => name !== INTERNAL_LABEL);
  if (!force && label !== INTERNAL_LABEL && ofAirwallex.every(([, secret]) => secret === ''))
    throw new Failure(
      `"${label}" is the last live secret: without one every webhook gets 500. Add another first, or use --force.`,
      exitCodes.failed,
    );
  return new Map(rest);
};

const withSecret = (
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

const addListing = (secrets: Command): void => {
  targetOptions(secrets.command('list'))
    .description(`list the labels, and how many events each verified in the last ${USE_DAYS} days`)
    .option('--json', 'print { labels, events, since, complete }')
    .addHelpText(
      'after',
      helpText(
        '\nIt never prints a secret. An event counts for the label that was the first to verify it: where two webhooks deliver the same event, one may appear unused. Ctrl-C prints the result so far.\n\nExample:\n  webhooks secrets list --stage prod',
      ),
    )
    .action(async (options: TargetOptions & { json?: true }) => {
      const target = await reachPipeline(options);
      const { secrets: stored } = await readStored(target);
      const { result, interrupted } = await survey(target);
      const listing = listingOf(stored, result);
      printOut(
        options.json ? JSON.stringify(listing, undefined, 2) : print(listing, target.pipeline),
      );
      if (interrupted) process.exitCode = exitCodes.interrupted;
    });
};

/** The effect of a replacement, printed before it is made. */
const replacing = (label: string): string =>
  `--replace: the current secret of "${label}" stops working. Webhooks that Airwallex still signs with it are refused once the ingress reads the secrets again, within five minutes; Airwallex retries for ${USE_DAYS} days.`;

/** Prints that a label is changed. */
const printChanged = (changed: ChangedLabel, text: string, json: boolean): void =>
  printOut(json ? JSON.stringify(changed, undefined, 2) : text);

/** Seconds within which the ingress knows of a new secret, and of a removed one. */
const EFFECTIVE = { added: 30, removed: 300 };

interface AddOptions extends TargetOptions {
  readonly json?: true;
  readonly replace?: true;
  readonly force?: true;
}

const addAdding = (secrets: Command): void => {
  targetOptions(secrets.command('add'))
    .description('make another signing secret live')
    .argument('<label>', 'its name, such as 2026-03: events state which label verified them')
    .option('--replace', 'replace the secret of this label, which stops working')
    .option('--force', 'store it even if it does not look like a secret of Airwallex')
    .option('--json', 'print { label, change, effectiveWithinSeconds }')
    .addHelpText(
      'after',
      helpText(
        '\nThe secret is read from a prompt that does not show it, or from a pipe; it is never an argument, which other users of this machine could see. What cannot be a secret of Airwallex is refused (exit code 1).\n\nExamples:\n  webhooks secrets add 2026-03 --stage prod\n  pbpaste | webhooks secrets add 2026-03 --stage prod',
      ),
    )
    .action(async (name: string, options: AddOptions) => {
      const label = checkedLabel(name);
      const { replace = false, force = false } = options;
      const target = await reachPipeline(options);
      const { secrets: stored } = await readStored(target);
      // Before the prompt for a secret.
      withSecret(stored, [label, undefined], replace);
      const isReplaced = Boolean(stored.get(label));
      const harm = `${isReplaced ? `"${shown(label)}" would have stopped working, and` : 'With it'} every webhook that Airwallex signs for "${shown(label)}" would be refused.`;
      const secret = examined(await hiddenInput(`Signing secret for "${label}", not shown: `), {
        force,
        harm,
      });
      if (isReplaced) printErr(replacing(label));
      await changeStored(target, (secrets) => withSecret(secrets, [label, secret], replace));
      printChanged(
        {
          ...{ label, change: isReplaced ? 'replaced' : 'added' },
          effectiveWithinSeconds: EFFECTIVE.added,
        },
        `"${shown(label)}" is stored for ${target.name}. Webhooks signed with it are accepted within ${EFFECTIVE.added} seconds; Airwallex retries those refused before. Verify with: ${commandLine('doctor', { pipeline: target.pipeline })}`,
        options.json === true,
      );
    });
};

const addRemoving = (secrets: Command): void => {
  targetOptions(secrets.command('remove'))
    .description('remove a signing secret that is no longer used')
    .argument('<label>', 'its name')
    .option('--force', 'even if it is in use or the last live one')
    .option('--json', 'print { label, change, effectiveWithinSeconds }')
    .addHelpText(
      'after',
      helpText(
        `\nRefused (exit code 3) if it verified an event of the last ${USE_DAYS} days, because Airwallex retries for three days, and if no other secret is live.\n\nExample:\n  webhooks secrets remove 2025-11 --stage prod`,
      ),
    )
    .action(async (label: string, options: TargetOptions & { force?: true; json?: true }) => {
      const force = options.force === true;
      const target = await reachPipeline(options);
      const { secrets: stored } = await readStored(target);
      without(stored, label, force);
      if (!force && stored.get(label) !== '') {
        const isUsed = (uses: Uses, events: number): boolean =>
          events >= MIN_EVENTS && uses.has(identifier(label));
        const { result, interrupted } = await survey(target, isUsed);
        const use = useOf(label, result);
        if (use !== undefined)
          throw new Failure(
            `${use} Webhooks that Airwallex still signs with it would be refused. First delete its webhook in Airwallex and wait, or use --force.`,
            exitCodes.failed,
          );
        if (interrupted) throw new Failure('Nothing was changed.', exitCodes.interrupted);
      }
      await changeStored(target, (secrets) => without(secrets, label, force));
      printChanged(
        { label, change: 'removed', effectiveWithinSeconds: EFFECTIVE.removed },
        `"${shown(label)}" is removed from ${target.name}. Webhooks signed with it are refused within five minutes.`,
        options.json === true,
      );
    });
};

/** `webhooks secrets`: the live signing secrets by label, so that a rotation has no gap. */
export const define = (secrets: Command): void => {
  addListing(secrets);
  addAdding(secrets);
  addRemoving(secrets);
};
