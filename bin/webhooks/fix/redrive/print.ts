import { styleText } from 'node:util';
import { durationOf } from '../../terminal/duration.ts';
import { counted, leftAligned, number } from '../../terminal/table.ts';
import { type DeadLetter, deadLetterGroups } from './survey.ts';

/** Letters that a person is shown one by one; `--json` has all. */
const MAX_SHOWN = 50;

const failureText = ({ failure, finding }: DeadLetter): string =>
  failure === undefined
    ? finding
    : `failed with ${failure.error}${failure.cause ? ` caused by ${failure.cause}` : ''}; ${finding}`;

const letterTable = (letters: readonly DeadLetter[]): readonly string[] => {
  const [header = '', ...lines] = leftAligned([
    ['message', 'event', 'name', 'object', 'account', 'why'],
    ...letters
      .slice(0, MAX_SHOWN)
      .map((letter) => [
        letter.messageId,
        letter.eventId ?? '-',
        letter.name ?? '-',
        letter.object ?? '-',
        letter.account ?? '-',
        failureText(letter),
      ]),
  ]);
  const more = letters.length - MAX_SHOWN;
  return [
    styleText('bold', header),
    ...lines,
    ...(more > 0 ? [`and ${number(more)} more: --json lists all`] : []),
  ];
};

/** What a dead-letter queue holds and why, for a person. @param now epoch milliseconds. */
export const printSurvey = (
  domain: string,
  letters: readonly DeadLetter[],
  now: number,
): string => {
  if (letters.length === 0) return `The dead-letter queue of ${domain} is empty.`;
  const [header = '', ...lines] = leftAligned([
    ['messages', 'event name', 'oldest', 'youngest', 'receives', 'failed with', 'what it is'],
    ...deadLetterGroups(letters).map((group) => [
      group.messages,
      group.name ?? '-',
      durationOf(now - group.oldest),
      durationOf(now - group.youngest),
      group.receives,
      group.error ?? '-',
      group.finding,
    ]),
  ]);
  const title = `The dead-letter queue of ${domain} holds ${counted(letters.length, 'message')}.`;
  return [title, '', styleText('bold', header), ...lines, '', ...letterTable(letters)].join('\n');
};
