import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { counted, number } from '../../terminal/table.ts';
import type { Redriven } from './run.ts';
import type { Source } from './sources.ts';
import type { DeadLetter } from './survey.ts';

/** How a message that no redrive can help is discarded; nothing where each is readable. */
const discarding = (
  domain: string,
  letters: readonly DeadLetter[],
  pipeline: PipelineOptions,
): readonly string[] => {
  const [first] = letters.filter(({ unreadable }) => unreadable);
  if (first === undefined) return [];
  const options = ['--discard', '--message', first.messageId];
  const command = commandLine('redrive', { operands: [domain], options, pipeline });
  return [`An unreadable message holds no event of the ingress. To discard one: ${command}`];
};

/** What cannot be looked at while earlier changes of the same records are there. */
const behindText = (behind: number): readonly string[] =>
  behind === 0
    ? []
    : [
        `About ${counted(behind, 'more message is', 'more messages are')} behind these, of the same records: SQS gives them away in order, one after the other.`,
      ];

/** The result for a person; nothing more where the queue was empty. */
export const printResult = (
  { name, isOrdered }: Pick<Source, 'name' | 'isOrdered'>,
  { seen, wanted, behind, moved, remaining }: Redriven,
  { dryRun, pipeline }: { dryRun: boolean; pipeline: PipelineOptions },
): readonly string[] => {
  if (seen.length === 0 && !dryRun) return [];
  const result = dryRun
    ? `Dry run: ${counted(wanted.size, 'message')} would be moved.`
    : `${counted(moved, 'message')} moved, ${number(remaining)} remaining.`;
  return [
    ...(dryRun ? behindText(behind) : []),
    `\n${result}`,
    ...(isOrdered ? [] : discarding(name, seen, pipeline)),
  ];
};
