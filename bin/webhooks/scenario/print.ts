import { styleText } from 'node:util';
import { commandLine, type Pipeline } from '../command-line.ts';
import type { FieldDifference } from '../difference.ts';
import { shown } from '../printable.ts';
import { counted, list } from '../table.ts';
import type { Ending } from './ending.ts';
import { type Scenario, scenarioNames } from './scenarios.ts';
import type { RowVerdict } from './verdict.ts';

const colour = {
  'as told': 'green',
  different: 'red',
  missing: 'red',
  unexpected: 'red',
} as const;

/** The scenarios, a line each. */
export const listed = (): string =>
  list(scenarioNames.map(({ name, story }) => [name, story])).join('\n');

/** How a scenario is told again. */
export const again = ({ name, seed, at }: Scenario, pipeline: Pipeline): string =>
  commandLine('scenario', {
    operands: [name],
    options: ['--seed', seed, '--at', new Date(at).toISOString().replace('.000', '')],
    pipeline,
  });

/** A JSON text as people read it: without quotation marks where it is plain text. */
const plain = (json: string | undefined): string => {
  if (json === undefined) return 'nothing';
  return shown(json.startsWith('"') ? String(JSON.parse(json)) : json);
};

const differenceLine = ({ field, before, after }: FieldDifference): string =>
  `    ${shown(field)}: the scenario says ${plain(before)}, the table ${plain(after)}`;

const rowLines = ({ pk, sk, verdict, fields, differences }: RowVerdict): readonly string[] => {
  const wrong = differences.map(({ field }) => field);
  const names = Object.keys(fields).filter((field) => !wrong.includes(field));
  const width = Math.max(0, ...names.map((name) => name.length));
  const mark = verdict === 'as told' ? '✓' : '✗';
  const title = verdict === 'missing' || verdict === 'unexpected' ? `: ${verdict}` : '';
  return [
    `${styleText(colour[verdict], mark)} ${styleText('bold', shown(`${pk}  ${sk}`))}${title}`,
    ...names.map((name) => `    ${shown(name.padEnd(width))}  ${plain(fields[name])}`),
    ...differences.map((difference) => styleText('red', differenceLine(difference))),
  ];
};

/** The rows that a scenario has come to, and what of it has come to none. */
export const ended = ({ rows, unarchived, unprojected }: Ending, pipeline: Pipeline): string =>
  [
    ...rows.flatMap(rowLines),
    ...unarchived.map(({ name, id }) => styleText('red', `✗ ${name} ${id}: not archived`)),
    ...unprojected.map(({ name, id }) =>
      styleText(
        'red',
        `✗ ${name} ${id}: not accepted; see ${commandLine('get', { operands: ['events', id], pipeline })}`,
      ),
    ),
  ].join('\n');

/** What does not agree with the scenario, in a sentence. */
export const disagreement = ({ rows, unarchived, unprojected }: Ending): string => {
  const wrong = rows.filter(({ verdict }) => verdict !== 'as told').length;
  const parts = [
    wrong > 0 &&
      `${wrong} of ${counted(rows.length, 'row')} ${wrong === 1 ? 'is' : 'are'} not as it says`,
    unarchived.length > 0 && `${counted(unarchived.length, 'event')} not archived`,
    unprojected.length > 0 && `${counted(unprojected.length, 'event')} not accepted`,
  ];
  return `The tables do not hold what the scenario says: ${parts.filter(Boolean).join(', ')}.`;
};
