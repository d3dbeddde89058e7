import type { Command } from 'commander';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { exitCodes } from '../../terminal/failure.ts';
import { outWidth, printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { find } from './find.ts';
import { showJson } from './json.ts';
import { print } from './print.ts';

interface Options extends TargetOptions {
  readonly body?: true;
  readonly related?: true;
  readonly verbose?: true;
  readonly json?: true;
}

/** `webhooks show`: an event, an object, an account, an order or a request, by what a person knows of it. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument(
      '<id...>',
      'an id, or a key of your own such as an order number; or the key of an object, such as payment_intent#int_1; or its domain and its id',
    )
    .option('--body', 'an event with its exact body, which may hold personal data')
    .option('--related', 'an object with all of each record that belongs to it')
    .option('--verbose', 'an object with versions, revisions and times')
    .option(
      '--json',
      'print { events, objects, lookups, accountIndexed, accountEvents, unarchived }',
    )
    .addHelpText(
      'after',
      helpText(
        '\nOf an event it shows the facts, its timeline and the records that it sets; of an object its records, the event that set each and why, and what belongs to it. A key of your own is a merchant_order_id, a merchant_customer_id or the reference of a payment link. Of a customer it lists the payments too, of an account its latest events and, where the stage is a platform, the records about it. Of an event that is not archived it shows whether it waits, is a dead letter, may have been refused or was never received, and exits with 2.\n\nExamples:\n  webhooks show evt_hkdmabcd\n  webhooks show int_hkdmabcd\n  webhooks show refund#rfd_1 --verbose\n  webhooks show acct_1234\n  webhooks show ORD-2026-001847\n  webhooks show evt_hkdmabcd --body --json',
      ),
    )
    .action(async (words: readonly string[], options: Options) => {
      const { body = false, related = false, verbose = false } = options;
      const target = await reachPipeline(options);
      await noteOtherCode(target, printErr);
      const progress = createProgress('events read');
      const found = await find(target, words, progress.report).finally(progress.end);
      if (options.json) printOut(JSON.stringify(showJson(found, body), undefined, 2));
      else
        print(words.at(-1) ?? '', found, {
          ...{ body, related, verbose },
          ...{ pipeline: target.pipeline, width: outWidth() },
        }).forEach(printOut);
      const { events, objects, lookups, accountEvents } = found;
      if (events.length + objects.length + lookups.length + accountEvents.length === 0)
        process.exitCode = exitCodes.notFound;
    });
};
