import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { counted, number } from '../../terminal/table.ts';
import type { Redriven } from './run.ts';
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

/** The result for a person; nothing more where the queue was empty. */
export const printResult = (
  domain: string,
  { seen, wanted, moved }: Redriven,
  { dryRun, pipeline }: { dryRun: boolean; pipeline: PipelineOptions },
): readonly string[] => {
  const messages = seen.length;
  if (messages === 0 && !dryRun) return [];
  const result = dryRun
    ? `Dry run: ${counted(wanted.size, 'message')} would be moved.`
    : `${counted(moved, 'message')} moved, ${number(messages - moved)} remaining.`;
  return [`\n${result}`, ...discarding(domain, seen, pipeline)];
};
