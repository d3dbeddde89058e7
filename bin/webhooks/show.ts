import type { Command } from 'commander';
import { identifier } from '../../functions/shared/event/identifier.ts';
import { commandLine, helpText } from './command-line.ts';
import { exitCodes, Failure } from './failure.ts';
import { printOut } from './output.ts';
import { accountsOf, bodyFields } from './show/account.ts';
import { print } from './show/print.ts';
import { noteOtherCode } from './target/code.ts';
import { connect, type TargetOptions, targetOptions } from './target/connect.ts';

/** `webhooks show`: an event's facts, the way it went, and the rows that it sets. */
export const addShow = (program: Command): void => {
  targetOptions(program.command('show'))
    .description('show an event: its facts, the way it went with times, the rows that it sets')
    .argument('<event>', 'its id')
    .option('--body', 'and its exact body, which may hold personal data')
    .option('--json', 'print an array, an element for each body that came under the id')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks show evt_hkdmabcd\n  webhooks show evt_hkdmabcd --body --json\n\nExits with 2 when the archive does not hold it.',
      ),
    )
    .action(async (id: string, options: TargetOptions & { body?: true; json?: true }) => {
      // An id that `events` has shown is one that can stand in a key already.
      const key = id.startsWith('sha256:') ? id : identifier(id);
      const target = await connect(options);
      await noteOtherCode(target);
      const told = await accountsOf(target, key);
      if (told.length === 0)
        throw new Failure(
          `The archive holds no event "${id}". If it was just sent, try again in a second. What came last is listed by: ${commandLine('events', { pipeline: target.pipeline })}`,
          exitCodes.notFound,
        );
      if (!options.json) for (const one of told) printOut(print(one, options.body === true));
      else
        printOut(
          JSON.stringify(
            told.map(({ account, body }) =>
              options.body ? { ...account, ...bodyFields(body) } : account,
            ),
            undefined,
            2,
          ),
        );
    });
};
