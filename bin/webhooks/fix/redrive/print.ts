import { styleText } from 'node:util';
import { durationOf } from '../../terminal/duration.ts';
import { counted, leftAligned } from '../../terminal/table.ts';
import type { DeadLetterSurvey } from './survey.ts';

/** What a dead-letter queue holds and why, for a person. @param now epoch milliseconds. */
export const printSurvey = (
  domain: string,
  { groups, messages }: DeadLetterSurvey,
  now: number,
): string => {
  if (messages.size === 0) return `The dead-letter queue of ${domain} is empty.`;
  const [header = '', ...lines] = leftAligned([
    ['messages', 'event name', 'oldest', 'youngest', 'receives', 'one of them', 'what it is'],
    ...groups.map((group) => [
      group.messages,
      group.name ?? '-',
      durationOf(now - group.oldest),
      durationOf(now - group.youngest),
      group.receives,
      group.example,
      group.finding,
    ]),
  ]);
  const title = `The dead-letter queue of ${domain} holds ${counted(messages.size, 'message')}.`;
  return [title, '', styleText('bold', header), ...lines].join('\n');
};
