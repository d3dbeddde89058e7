import type { Command } from 'commander';
import { identifier } from '../../functions/shared/event/identifier.ts';
import { commandLine, helpText } from './command-line.ts';
import { exitCodes, Failure, wrong } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { printErr, printOut } from './output.ts';
import { shown } from './printable.ts';
import { createProgress } from './progress.ts';
import { changeStored } from './secrets/change.ts';
import { checkedLabel, enteredSecret, examined } from './secrets/entry.ts';
import { listingOf, print, useOf } from './secrets/print.ts';
import { type Survey, surveyUses, USE_DAYS, type Uses } from './secrets/usage.ts';
import { connect, type TargetOptions, targetOptions } from './target/connect.ts';
import { type Labelled, readStored } from './target/secrets.ts';
import type { Target } from './target/target.ts';

const [MINUTE, DAY] = [60_000, 86_400_000];

/** Events among which a use is told; one is enough to refuse. */
const SAMPLE = 1_000;

const survey = async (
  target: Target,
  enough?: (uses: Uses, events: number) => boolean,
): Promise<{ readonly result: Survey; readonly interrupted: boolean }> => {
  const progress = createProgress('events looked at');
  const now = Date.now();
  const range = { since: now - USE_DAYS * DAY, until: now + MINUTE };
  return interruptible((signal) =>
    surveyUses(target, range, { signal, onRead: progress.report, ...(enough && { enough }) }),
  ).finally(progress.end);
};

const labelsOf = (secrets: Labelled): string =>
  secrets.size === 0 ? 'There is none.' : `There are: ${[...secrets.keys()].join(', ')}.`;

const without = (secrets: Labelled, label: string, force: boolean): Labelled => {
  if (!secrets.has(label))
    throw new Failure(`There is no secret "${label}". ${labelsOf(secrets)}`, exitCodes.notFound);
  const rest = [...secrets].filter(([name]) => name !== label);
  if (!force && rest.every(([, secret]) => secret === ''))
    throw new Failure(
      `"${label}" is the last live secret: without one every webhook gets 500. Add another first, or --force.`,
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
      `There is a secret "${label}" already. Add the new one under a label of its own, so that both work; --replace ends the old one.`,
    );
  const same = [...secrets].find(([name, known]) => name !== label && known === secret);
  if (same) throw wrong(`That secret is live already, as "${same[0]}".`);
  return secret === undefined ? secrets : new Map([...secrets, [label, secret]]);
};

const addListing = (secrets: Command): void => {
  targetOptions(secrets.command('list'))
    .description(`list the labels, and what each verified in the last ${USE_DAYS} days`)
    .option('--json', 'print { labels, events, since, complete }')
    .addHelpText(
      'after',
      helpText(
        '\nNever a secret itself. An event counts for the label that was the first to verify it: where two\nwebhooks deliver the same, one may look unused. Ctrl-C tells what is known by then.\n\nExample:\n  webhooks secrets list --stage prod',
      ),
    )
    .action(async (options: TargetOptions & { json?: true }) => {
      const target = await connect(options);
      const { secrets: stored } = await readStored(target);
      const { result, interrupted } = await survey(target);
      const listing = listingOf(stored, result);
      printOut(
        options.json ? JSON.stringify(listing, undefined, 2) : print(listing, target.pipeline),
      );
      if (interrupted) process.exitCode = exitCodes.failed;
    });
};

/** What a replacement does, before it is done. */
const replacing = (label: string): string =>
  `--replace: the secret that "${label}" has now stops working. What Airwallex still signs with it is refused as soon as the ingress reads the secrets again, within five minutes; Airwallex tries again for ${USE_DAYS} days.`;

interface AddOptions extends TargetOptions {
  readonly replace?: true;
  readonly force?: true;
}

const addAdding = (secrets: Command): void => {
  targetOptions(secrets.command('add'))
    .description('make a signing secret live, beside those that are')
    .argument('<label>', 'what to call it, such as 2026-03: events tell which label verified them')
    .option('--replace', 'in the place of the one of this label, which stops working')
    .option('--force', 'store it even if it does not look like a secret of Airwallex')
    .addHelpText(
      'after',
      helpText(
        '\nThe secret is asked for without being shown, or read from a pipe; it is never an argument, which\nothers on this machine could see. What cannot be a secret of Airwallex is refused (exit code 1).\n\nExamples:\n  webhooks secrets add 2026-03 --stage prod\n  pbpaste | webhooks secrets add 2026-03 --stage prod',
      ),
    )
    .action(async (name: string, options: AddOptions) => {
      const label = checkedLabel(name);
      const { replace = false, force = false } = options;
      const target = await connect(options);
      const { secrets: stored } = await readStored(target);
      // Before anybody is asked for a secret.
      withSecret(stored, [label, undefined], replace);
      const isReplaced = Boolean(stored.get(label));
      if (isReplaced) printErr(replacing(label));
      const harm = `${isReplaced ? `"${shown(label)}" would have stopped working, and` : 'With it'} every webhook that Airwallex signs for "${shown(label)}" would be refused.`;
      const secret = examined(await enteredSecret(label), { force, harm });
      await changeStored(target, (secrets) => withSecret(secrets, [label, secret], replace));
      printOut(
        `"${shown(label)}" is stored for ${target.name}. What it signs is accepted within 30 seconds; what was refused meanwhile Airwallex sends again. Make sure with: ${commandLine('doctor', { pipeline: target.pipeline })}`,
      );
    });
};

const addRemoving = (secrets: Command): void => {
  targetOptions(secrets.command('remove'))
    .description('end a signing secret that nothing is signed with any more')
    .argument('<label>', 'what it is called')
    .option('--force', 'though it is in use, or the last')
    .addHelpText(
      'after',
      helpText(
        `\nRefused (exit code 3) while it verified an event of the last ${USE_DAYS} days, for so long Airwallex tries to\ndeliver one, and where no other secret is live.\n\nExample:\n  webhooks secrets remove 2025-11 --stage prod`,
      ),
    )
    .action(async (label: string, options: TargetOptions & { force?: true }) => {
      const force = options.force === true;
      const target = await connect(options);
      const { secrets: stored } = await readStored(target);
      without(stored, label, force);
      if (!force && stored.get(label) !== '') {
        const isUsed = (uses: Uses, events: number): boolean =>
          events >= SAMPLE && uses.has(identifier(label));
        const { result, interrupted } = await survey(target, isUsed);
        const use = useOf(label, result);
        if (use !== undefined)
          throw new Failure(
            `${use} What Airwallex still signs with it would be refused. Delete its webhook in Airwallex first and wait, or --force.`,
          );
        if (interrupted) throw new Failure('Nothing was changed.');
      }
      await changeStored(target, (secrets) => without(secrets, label, force));
      printOut(
        `"${shown(label)}" is removed from ${target.name}. What it signs is refused within five minutes.`,
      );
    });
};

/** `webhooks secrets`: the live signing secrets by label, so that a rotation has no gap. */
export const addSecrets = (program: Command): void => {
  const secrets = program
    .command('secrets')
    .description('list, add and remove signing secrets: a rotation without a gap');
  addListing(secrets);
  addAdding(secrets);
  addRemoving(secrets);
};
