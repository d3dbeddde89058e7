import { styleText } from 'node:util';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import { issueText } from '../../../../../functions/shared/record/issue-text.ts';
import { durationOf } from '../../../terminal/duration.ts';
import { indentedJson, isJson } from '../../../terminal/json.ts';
import { shown } from '../../../terminal/printable.ts';
import { indentedLines, leftAligned, number } from '../../../terminal/table.ts';
import { markText } from '../../marks.ts';
import { bodyFields, type EventReport, type ReportedEvent } from './report.ts';

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', styleText('bold', title), ...indentedLines(lines)];

/** The secret of a receipt, and whether that is void. */
const receiptText = ({ secret, voidedBy }: EventReport['receipts'][number]): string =>
  `secret "${secret}"${voidedBy.length > 0 ? ' (void)' : ''}`;

const ruleLines = ({ rules }: EventReport): readonly string[] =>
  rules.map(({ id, reason, by, at }) => shown(`${id}: ${reason} (${isoTime(at)}, ${by})`));

const factLines = (report: EventReport): readonly string[] =>
  leftAligned(
    [
      ['object', report.object],
      ['account', report.account],
      ['organisation', report.organisation],
      ['API version', report.apiVersion],
      ['signed with', report.receipts.map(receiptText).join(', ')],
      ['request', report.requestId],
      [
        'body',
        `${number(report.bytes)} bytes${report.masked ? ', a passcode masked' : ''}${report.erasedAt ? ` after its erasure at ${report.erasedAt}` : ''}; SHA-256 ${report.digest}`,
      ],
    ].flatMap(([name, value]) => (name && value ? [[name, value]] : [])),
  );

const stepLines = ({ steps }: EventReport): readonly string[] =>
  leftAligned(
    steps.map(({ step, at, afterMs }) => [
      step,
      at,
      afterMs === null ? '' : `after ${durationOf(afterMs)}`,
    ]),
  );

const todayLines = ({ outcome, today }: EventReport): readonly string[] =>
  today.outcome === outcome
    ? []
    : [`Today's schemas make it ${today.outcome}.`, ...today.issues.map(issueText).map(shown)];

const reportLines = (report: EventReport): readonly string[] => [
  `${styleText('bold', shown(`${report.name ?? 'an event without a name'}  ${report.id}`))}  ${shown(`${report.outcome} by ${report.domain}`)}`,
  ...indentedLines(factLines(report)),
  ...section('Timeline', stepLines(report)),
  ...section('Void by rule', ruleLines(report)),
  ...section('Issues', report.issues.map(issueText).map(shown)),
  ...section('Today', todayLines(report)),
  ...section(
    'Records that it sets',
    report.records.map((mark) => `${shown(`${mark.pk}  ${mark.sk}`)}  ${markText(mark)}`),
  ),
];

/** A body: exactly its text in a pipe, indented on a terminal. */
const bodyLines = (bytes: Uint8Array, isTerminal: boolean): readonly string[] => {
  const { body, bodyBase64 } = { body: undefined, bodyBase64: undefined, ...bodyFields(bytes) };
  if (body === undefined) return [`base64 of a body that is not text: ${bodyBase64}`];
  return isTerminal && isJson(body) ? indentedJson(body).split('\n').map(shown) : [shown(body)];
};

/** How the report on an event is printed. */
interface EventPrinting {
  readonly body: boolean;
  /** The width of the terminal; undefined for a pipe. */
  readonly width: number | undefined;
}

/** The report on an event, for a person. */
export const printEvent = (
  { report, body }: ReportedEvent,
  { body: withBody, width }: EventPrinting,
): string =>
  [
    ...reportLines(report),
    ...(withBody ? ['', ...bodyLines(body, width !== undefined)] : []),
    '',
  ].join('\n');
