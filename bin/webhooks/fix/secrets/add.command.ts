import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { requireConfirmed } from '../../pipeline/control/confirm.ts';
import { recorded } from '../../pipeline/control/trail.ts';
import { givenCommand, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { holderOf } from '../../pipeline/own-secrets.ts';
import { retiredSecretsOf } from '../../pipeline/retired-secrets.ts';
import { type Labelled, readStored } from '../../pipeline/secrets.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { hiddenInput } from '../../terminal/prompt.ts';
import { changeStored } from './change.ts';
import { withSecret } from './edit.ts';
import { checkedLabel, examined } from './entry.ts';
import { noteAdded, requireUnused } from './label.ts';
import { changedText } from './print.ts';
import { retire } from './retire.ts';
import { USE_DAYS } from './usage.ts';

/** The effect of a replacement, printed before it is made. */
const replacing = (label: string): string =>
  `--replace: the current secret of "${label}" stops working. Webhooks that Airwallex still signs with it are refused once the ingress reads the secrets again, within five minutes; Airwallex retries for ${USE_DAYS} days.`;

/** Seconds within which the ingress knows of a new secret. */
const EFFECTIVE_SECONDS = 30;

interface Options extends TargetOptions {
  readonly json?: true;
  readonly yes?: true;
  readonly replace?: true;
  readonly force?: true;
}

/** `webhooks secrets add`: makes another signing secret live, so that a rotation has no gap. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('<label>', 'its name, such as 2026-03: events state which label verified them')
    .option('--replace', 'replace the secret of this label, which stops working')
    .option('--force', 'store it even if it does not look like a secret of Airwallex')
    .option('--json', 'print { label, change, effectiveWithinSeconds }')
    .addHelpText(
      'after',
      helpText(
        '\nThe secret is read from a prompt that does not show it, or from a pipe; it is never an argument, which other users of this machine could see. What cannot be a secret of Airwallex is refused (exit code 1), and so is a label whose secret was removed (exit code 3).\n\nA replaced secret is kept as "secrets remove" keeps one.\n\nExamples:\n  webhooks secrets add 2026-03 --yes --stage prod\n  pbpaste | webhooks secrets add 2026-03 --yes --stage prod',
      ),
    )
    .action(async (name: string, options: Options, command: Command) => {
      const label = checkedLabel(name);
      const { replace = false, force = false } = options;
      const target = await holderOf(await reachPipeline(options), label);
      const { secrets: stored } = await readStored(target);
      // Before the prompt for a secret.
      withSecret(stored, [label, undefined], replace);
      await requireUnused(target, label);
      const current = stored.get(label);
      if (current) retiredSecretsOf(target);
      const given = givenCommand(command);
      requireConfirmed(target, options, given);
      const isReplaced = Boolean(current);
      const harm = `${isReplaced ? `"${shown(label)}" would have stopped working, and` : 'With it'} every webhook that Airwallex signs for "${shown(label)}" would be refused.`;
      const secret = examined(await hiddenInput(`Signing secret for "${label}", not shown: `), {
        force,
        harm,
      });
      if (isReplaced) printErr(replacing(label));
      await recorded(target, given, async () => {
        const edit = (secrets: Labelled) => withSecret(secrets, [label, secret], replace);
        if (current) await retire(target, [label, current], edit);
        else {
          await noteAdded(target, label);
          await changeStored(target, edit);
        }
        return { result: 'done', counts: { secrets: 1 } };
      });
      printOut(
        changedText(
          {
            ...{ label, change: isReplaced ? 'replaced' : 'added' },
            effectiveWithinSeconds: EFFECTIVE_SECONDS,
          },
          `"${shown(label)}" is stored for ${target.name}. Webhooks signed with it are accepted within ${EFFECTIVE_SECONDS} seconds; Airwallex retries those refused before. See what it has verified: ${commandLine('secrets list', { pipeline: target.pipeline })}`,
          options.json === true,
        ),
      );
    });
};
