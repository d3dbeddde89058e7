import { durationOf } from '../../terminal/duration.ts';
import { listing, withText } from '../../terminal/listing.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, number } from '../../terminal/table.ts';
import { type DeadLetter, deadLetterGroups } from './survey.ts';

/** Letters that a person is shown one by one; `--json` has all. */
const MAX_SHOWN = 50;

const failureText = ({ failure, finding }: DeadLetter): string =>
  failure === undefined
    ? finding
    : `failed with ${failure.error}${failure.cause ? ` caused by ${failure.cause}` : ''}; ${finding}`;

const columns = [
  // It is what --message takes.
  { title: 'message' },
  { title: 'event', least: 10 },
  { title: 'name', least: 14 },
  { title: 'object', least: 10 },
  { title: 'account', least: 8 },
];

const letterTable = (
  letters: readonly DeadLetter[],
  width: number | undefined,
): readonly string[] => {
  const first = letters.slice(0, MAX_SHOWN);
  const cells = first.map(({ messageId, eventId, name, object, account }) => [
    ...[messageId, eventId ?? '-', name ?? '-', object ?? '-', account ?? '-'],
  ]);
  const lines = listing(columns, cells, width);
  const header = lines.slice(0, lines.length - first.length);
  const more = letters.length - MAX_SHOWN;
  return [
    ...header,
    ...lines.slice(header.length).flatMap((line, index) => {
      const letter = first[index];
      return letter ? withText(line, shown(failureText(letter)), width) : [];
    }),
    ...(more > 0 ? [`and ${number(more)} more: --json lists all`] : []),
  ];
};

const groupColumns = [
  { title: 'messages' },
  { title: 'event name', least: 14 },
  { title: 'oldest' },
  { title: 'youngest' },
  { title: 'receives' },
  { title: 'failed with', least: 11 },
];

const groupTable = (
  letters: readonly DeadLetter[],
  now: number,
  width: number | undefined,
): readonly string[] => {
  const groups = deadLetterGroups(letters);
  const cells = groups.map((group) => [
    number(group.messages),
    group.name ?? '-',
    durationOf(now - group.oldest),
    durationOf(now - group.youngest),
    number(group.receives),
    group.error ?? '-',
  ]);
  const lines = listing(groupColumns, cells, width);
  const header = lines.slice(0, lines.length - groups.length);
  return [
    ...header,
    ...lines
      .slice(header.length)
      .flatMap((line, index) => withText(line, shown(groups[index]?.finding ?? ''), width)),
  ];
};

/**
 * What a dead-letter queue holds and why, for a person.
 * @param now epoch milliseconds.
 * @param width that of the terminal; undefined for a pipe.
 */
export const printSurvey = (
  domain: string,
  letters: readonly DeadLetter[],
  now: number,
  width: number | undefined,
): string => {
  if (letters.length === 0) return `The dead-letter queue of ${domain} is empty.`;
  const title = `The dead-letter queue of ${domain} holds ${counted(letters.length, 'message')}.`;
  return [title, '', ...groupTable(letters, now, width), '', ...letterTable(letters, width)].join(
    '\n',
  );
};
