import { styleText } from 'node:util';
import type { FieldDifference } from '../../../../functions/shared/query/difference.ts';
import { commandLine, type PipelineOptions } from '../../terminal/command-line.ts';
import { withText } from '../../terminal/listing.ts';
import { shown } from '../../terminal/printable.ts';
import { counted } from '../../terminal/table.ts';
import type { ScenarioResult } from './result.ts';
import { type Scenario, scenarioNames } from './scenarios.ts';
import type { RecordVerdict } from './verdict.ts';

const colour = {
  'as expected': 'green',
  different: 'red',
  missing: 'red',
  unexpected: 'red',
} as const;

/** The scenarios, a line each. */
export const listed = (width: number | undefined): string => {
  const widest = Math.max(...scenarioNames.map(({ name }) => name.length));
  return scenarioNames
    .flatMap(({ name, summary }) => withText(name.padEnd(widest), summary, width))
    .join('\n');
};

/** The command that sends the same events again. */
export const repeatCommand = ({ name, seed, at }: Scenario, pipeline: PipelineOptions): string =>
  commandLine('scenario', {
    operands: [name],
    options: ['--seed', seed, '--at', new Date(at).toISOString().replace('.000', '')],
    pipeline,
  });

/** A JSON text for a person: without quotation marks where it is plain text. */
const plain = (json: string | undefined): string => {
  if (json === undefined) return 'no value';
  return shown(json.startsWith('"') ? String(JSON.parse(json)) : json);
};

const differenceLine = ({ field, before, after }: FieldDifference): string =>
  `    ${shown(field)}: expected ${plain(before)}, found ${plain(after)}`;

const recordLines = ({
  pk,
  sk,
  verdict,
  fields,
  differences,
}: RecordVerdict): readonly string[] => {
  const wrong = differences.map(({ field }) => field);
  const names = Object.keys(fields).filter((field) => !wrong.includes(field));
  const width = Math.max(0, ...names.map((name) => name.length));
  const mark = verdict === 'as expected' ? '✓' : '✗';
  const title = verdict === 'missing' || verdict === 'unexpected' ? `: ${verdict}` : '';
  return [
    `${styleText(colour[verdict], mark)} ${styleText('bold', shown(`${pk}  ${sk}`))}${title}`,
    ...names.map((name) => `    ${shown(name.padEnd(width))}  ${plain(fields[name])}`),
    ...differences.map((difference) => styleText('red', differenceLine(difference))),
  ];
};

/** The records of a scenario, and the events that set none. */
export const resultText = (
  { rows: records, unarchived, unprojected }: ScenarioResult,
  pipeline: PipelineOptions,
): string =>
  [
    ...records.flatMap(recordLines),
    ...unarchived.map(({ name, id }) => styleText('red', `✗ ${name} ${id}: not archived`)),
    ...unprojected.map(({ name, id }) =>
      styleText(
        'red',
        `✗ ${name} ${id}: not accepted; see ${commandLine('show', { operands: [id], pipeline })}`,
      ),
    ),
  ].join('\n');

/** The differences from the scenario, in a sentence. */
export const disagreement = ({
  rows: records,
  unarchived,
  unprojected,
}: ScenarioResult): string => {
  const wrong = records.filter(({ verdict }) => verdict !== 'as expected').length;
  const parts = [
    wrong > 0 &&
      `${wrong} of ${counted(records.length, 'record')} ${wrong === 1 ? 'is' : 'are'} not as expected`,
    unarchived.length > 0 && `${counted(unarchived.length, 'event')} not archived`,
    unprojected.length > 0 && `${counted(unprojected.length, 'event')} not accepted`,
  ];
  return `The tables differ from what the scenario expects: ${parts.filter(Boolean).join(', ')}.`;
};
