import type { Command } from 'commander';
import { identifier } from '../../../../functions/shared/event/identifier.ts';
import { noteOtherCode } from '../../pipeline/code.ts';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { print } from './print.ts';
import { printUnarchived } from './print-unarchived.ts';
import { bodyFields, eventReports } from './show.ts';
import { whereIs } from './unarchived.ts';

/** `webhooks show`: an event's facts, its timeline and the records that it sets. */
export const addShow = (program: Command): void => {
  targetOptions(program.command('show'))
    .description('show an event: its facts, its timeline and the records that it sets')
    .argument('<event>', 'its id')
    .option('--body', 'with its exact body, which may hold personal data')
    .option(
      '--json',
      'print an array, one element for each body received under the id; an object where none is archived',
    )
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks show evt_hkdmabcd\n  webhooks show evt_hkdmabcd --body --json\n\nOf an event that is not archived it shows whether it waits, is a dead letter, may have been refused or was\nnever received, and exits with 2.',
      ),
    )
    .action(async (id: string, options: TargetOptions & { body?: true; json?: true }) => {
      // An id that `events` has shown is already in the form of a key.
      const key = id.startsWith('sha256:') ? id : identifier(id);
      const target = await connect(options);
      await noteOtherCode(target, printErr);
      const events = await eventReports(target, key);
      if (events.length === 0) {
        const found = await whereIs(target, id);
        printOut(
          options.json
            ? JSON.stringify(found, undefined, 2)
            : printUnarchived(found, target.pipeline),
        );
        process.exitCode = exitCodes.notFound;
        return;
      }
      if (!options.json) for (const one of events) printOut(print(one, options.body === true));
      else
        printOut(
          JSON.stringify(
            events.map(({ report, body }) =>
              options.body ? { ...report, ...bodyFields(body) } : report,
            ),
            undefined,
            2,
          ),
        );
    });
};
