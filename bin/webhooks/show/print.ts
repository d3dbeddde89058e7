import { styleText } from 'node:util';
import { durationOf } from '../duration.ts';
import { standingOf } from '../history/standing.ts';
import { issueText } from '../issue-text.ts';
import { shown } from '../printable.ts';
import { indented, list, number } from '../table.ts';
import { type Account, bodyFields, type Told } from './account.ts';

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', styleText('bold', title), ...indented(lines)];

const factLines = (account: Account): readonly string[] =>
  list(
    [
      ['object', account.object],
      ['account', account.account],
      ['organisation', account.org],
      ['API version', account.apiVersion],
      ['signed with', `secret "${account.secret}"`],
      ['request', account.requestId],
      [
        'body',
        `${number(account.bytes)} bytes${account.masked ? ', a passcode masked' : ''}${account.erasedAt ? ` left, erased ${account.erasedAt}` : ''}; SHA-256 ${account.digest}`,
      ],
    ].flatMap(([name, value]) => (name && value ? [[name, value]] : [])),
  );

const wayLines = ({ way }: Account): readonly string[] =>
  list(
    way.map(({ step, at, after }) => [
      step,
      at,
      after === undefined ? '' : `after ${durationOf(after)}`,
    ]),
  );

const todayLines = ({ outcome, today }: Account): readonly string[] =>
  today.outcome === outcome
    ? []
    : [`Today's schemas make it ${today.outcome}.`, ...today.issues.map(issueText).map(shown)];

const accountLines = (account: Account): readonly string[] => [
  `${styleText('bold', shown(`${account.name ?? 'an event without a name'}  ${account.id}`))}  ${shown(`${account.outcome} by ${account.domain}`)}`,
  ...indented(factLines(account)),
  ...section('Its way', wayLines(account)),
  ...section('Issues', account.issues.map(issueText).map(shown)),
  ...section('Today', todayLines(account)),
  ...section(
    'Rows that it sets',
    account.rows.map((mark) => `${shown(`${mark.pk}  ${mark.sk}`)}  ${standingOf(mark)}`),
  ),
];

/** What is told of an event, for a person. */
export const print = ({ account, body }: Told, withBody: boolean): string => {
  const { body: text, bodyBase64 } = {
    body: undefined,
    bodyBase64: undefined,
    ...bodyFields(body),
  };
  return [
    ...accountLines(account),
    ...(withBody ? ['', shown(text ?? `base64 of a body that is no text: ${bodyBase64}`)] : []),
    '',
  ].join('\n');
};
