import type { Command } from 'commander';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { helpText } from '../../terminal/command-line.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { print, toJson } from './print.ts';
import { readAttention } from './read.ts';

/** `webhooks quarantine`: what needs attention, by reason, and what to do about it. */
export const addQuarantine = (program: Command): void => {
  targetOptions(program.command('quarantine'))
    .description('group events that need attention by reason, with an example and what to do')
    .option('--json', 'print an array of the groups')
    .addHelpText(
      'after',
      helpText(
        '\nThese are quarantined events, events with an unknown name, and events without a name.\n\nExamples:\n  webhooks quarantine\n  webhooks events --outcome quarantined',
      ),
    )
    .action(async (options: TargetOptions & { json?: true }) => {
      const target = await reachPipeline(options);
      await noteOtherCode(target, printErr);
      const progress = createProgress('events that need attention');
      const groups = await readAttention(target, progress.report).finally(progress.end);
      printOut(options.json ? toJson(groups) : print(groups));
    });
};
