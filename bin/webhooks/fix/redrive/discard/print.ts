import { isoTime } from '../../../../../functions/shared/event/time.ts';
import { commandLine, type PipelineOptions } from '../../../terminal/command-line.ts';
import { counted, indentedLines, leftAligned, number } from '../../../terminal/table.ts';
import type { Discarded, UnreadableLetter } from './note.ts';

type Letter = UnreadableLetter & Partial<Discarded>;

const factLines = ({ messageId, cause, digest, bytes, queuedAt, discardedAt }: Letter) =>
  indentedLines(
    leftAligned([
      ['message', messageId],
      ['cause', cause],
      ['sha256', digest],
      ['bytes', number(bytes)],
      ['queued', isoTime(queuedAt) ?? '?'],
      ...(discardedAt === undefined ? [] : [['discarded', isoTime(discardedAt) ?? '?']]),
    ]),
  );

/** What would be recorded and removed, for a person. */
export const printDryRun = (letter: UnreadableLetter, pipeline: PipelineOptions): string => {
  const { domain, messageId } = letter;
  const again = commandLine('redrive', {
    operands: [domain],
    options: ['--discard', '--message', messageId, '--yes'],
    pipeline,
  });
  return [
    `Dry run: nothing was recorded or removed. Of this message of the dead-letter queue of ${domain} the archive would keep`,
    ...factLines(letter),
    'and it would be deleted with its body permanently. To discard it:',
    again,
  ].join('\n');
};

/** What was recorded and removed, for a person. */
export const printDiscarded = (letter: Discarded): string =>
  [
    `Discarded: the message is deleted from the dead-letter queue of ${letter.domain}. The archive keeps`,
    ...factLines(letter),
  ].join('\n');

/** What was discarded of a domain, for a person. */
export const printNotes = (domain: string, notes: readonly Discarded[]): string =>
  notes.length === 0
    ? `No message of ${domain} was discarded.`
    : [
        `${counted(notes.length, 'message')} of ${domain} ${notes.length === 1 ? 'was' : 'were'} discarded.`,
        ...notes.flatMap((note) => ['', ...factLines(note)]),
      ].join('\n');
