import { styleText } from 'node:util';
import type { Command } from 'commander';
import { noteOtherCode } from '../../pipeline/code.ts';
import { connect, type TargetOptions } from '../../pipeline/connect.ts';
import { targetOptions } from '../../pipeline/options.ts';
import { helpText, type PipelineOptions } from '../../terminal/command-line.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { shown } from '../../terminal/printable.ts';
import { indentedLines } from '../../terminal/table.ts';
import { alteredText, repairCommand } from '../marks.ts';
import { type EventHeadline, timesOf } from './headline.ts';
import { type Reasons, why } from './reasons.ts';

const eventLines = (event: EventHeadline | undefined, id: string): readonly string[] =>
  event
    ? [`${event.name} ${event.id}, ${event.outcome}`, `  ${timesOf(event)}`]
    : [`event ${id}, which the archive does not hold`];

const linkLines = (pk: string, link: Reasons['link']): readonly string[] => {
  if (link === undefined || link.to === pk) return [];
  const { namedBy, event } = link;
  const by = event ? `${event.name} ${event.id}` : 'an event that is not archived';
  return [
    `  belongs to ${link.to}, which ${namedBy} named${namedBy === 'the same event' ? '' : `: ${by}`}`,
  ];
};

const print = (
  { domain, pk, sk, means, revision, setBy, event, altered, ties, link }: Reasons,
  pipeline: PipelineOptions,
): string => {
  const [by = '', ...times] = eventLines(event, setBy);
  const lines = [
    `  set by ${by}`,
    ...indentedLines(times),
    `  version: ${means}`,
    `  written by projection revision ${revision}`,
    ...ties.map(({ id, because }) => `  tied with ${id}, which it precedes: ${because}`),
    ...linkLines(pk, link),
  ];
  const wrong =
    altered.length === 0
      ? []
      : [
          styleText('red', shown(`  ✗ altered: ${alteredText(altered)}`)),
          `  Next: ${repairCommand(domain, pk, pipeline)}`,
        ];
  return [styleText('bold', shown(`${pk}  ${sk}`)), ...wrong, ...lines.map(shown), ''].join('\n');
};

/** `webhooks why`: for each record of an object, the event that set it and what decided that. */
export const addWhy = (program: Command): void => {
  targetOptions(program.command('why'))
    .description('show which event set each record of an object, and what decided that')
    .argument('<object...>', 'its key, such as payment_intent#int_1; or [domain] and its id')
    .option('--json', 'print an array of the reasons, one for each record')
    .addHelpText(
      'after',
      helpText(
        '\nExamples:\n  webhooks why payment_intent#int_hkdmabcd\n  webhooks why payments int_hkdmabcd\n\nExits with 2 when nothing is known.',
      ),
    )
    .action(async (words: readonly string[], options: TargetOptions & { json?: true }) => {
      const target = await connect(options);
      await noteOtherCode(target, printErr);
      const reasons = await why(target, words);
      if (options.json) printOut(JSON.stringify(reasons, undefined, 2));
      else for (const one of reasons) printOut(print(one, target.pipeline));
    });
};
