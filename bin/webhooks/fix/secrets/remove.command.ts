import type { Command } from 'commander';
import { identifier } from '../../../../functions/shared/event/identifier.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { requireConfirmed } from '../../pipeline/control/confirm.ts';
import { recorded } from '../../pipeline/control/trail.ts';
import { givenCommand, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { holderOf } from '../../pipeline/own-secrets.ts';
import { retiredSecretsOf } from '../../pipeline/retired-secrets.ts';
import { readStored } from '../../pipeline/secrets.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { createProgress } from '../../terminal/progress.ts';
import { without } from './edit.ts';
import { noteRemoved } from './label.ts';
import { changedText, useOf } from './print.ts';
import { retire } from './retire.ts';
import { latestUse, surveyUses, USE_DAYS, type Uses } from './usage.ts';

/** Number of events to read before a removal is refused, so that the message can state a share. */
const MIN_EVENTS = 1_000;

/** Seconds within which the ingress knows of a removed secret. */
const EFFECTIVE_SECONDS = 300;

interface Options extends TargetOptions {
  readonly yes?: true;
  readonly force?: true;
  readonly json?: true;
}

/** `webhooks secrets remove`: removes a signing secret, unless it is in use, and keeps it for audits alone. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('<label>', 'its name')
    .option('--force', 'even if it is in use or the last live one')
    .option('--json', 'print { label, change, effectiveWithinSeconds }')
    .addHelpText(
      'after',
      helpText(
        `\nRefused (exit code 3) if it verified an event of the last ${USE_DAYS} days, because Airwallex retries for three days, and if no other secret is live.\n\nThe removed secret is kept in a secret that no function may read, for "audit --verify". Its label is never used again.\n\nExample:\n  webhooks secrets remove 2025-11 --yes --stage prod`,
      ),
    )
    .action(async (label: string, options: Options, command: Command) => {
      const force = options.force === true;
      const target = await holderOf(await reachPipeline(options), label, true);
      const { secrets: stored } = await readStored(target);
      without(stored, label, force);
      retiredSecretsOf(target);
      if (!force && stored.get(label) !== '') {
        const isUsed = (uses: Uses, events: number): boolean =>
          events >= MIN_EVENTS && uses.has(identifier(label));
        const progress = createProgress('events read');
        const { result, interrupted } = await interruptible((signal) =>
          surveyUses(target, latestUse(Date.now()), {
            ...{ signal, onRead: progress.report, enough: isUsed },
          }),
        ).finally(progress.end);
        const use = useOf(label, result);
        if (use !== undefined)
          throw new Failure(
            `${use} Webhooks that Airwallex still signs with it would be refused. First delete its webhook in Airwallex and wait, or use --force.`,
            exitCodes.failed,
          );
        if (interrupted) throw new Failure('Nothing was changed.', exitCodes.interrupted);
      }
      const given = givenCommand(command);
      requireConfirmed(target, options, given);
      await recorded(target, given, async () => {
        await retire(
          target,
          [label, stored.get(label) ?? ''],
          (secrets) => without(secrets, label, force),
          () => noteRemoved(target, label),
        );
        return { result: 'done', counts: { secrets: 1 } };
      });
      printOut(
        changedText(
          { label, change: 'removed', effectiveWithinSeconds: EFFECTIVE_SECONDS },
          `"${shown(label)}" is removed from ${target.name}. Webhooks signed with it are refused within five minutes. It is kept apart, so that "audit --verify" can verify what it has signed.`,
          options.json === true,
        ),
      );
    });
};
