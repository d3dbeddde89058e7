import { styleText } from 'node:util';
import {
  cdkLine,
  commandLine,
  type PipelineOptions,
  startLine,
} from '../../../terminal/command-line.ts';
import { withText } from '../../../terminal/listing.ts';
import { shown } from '../../../terminal/printable.ts';
import { indentedLines } from '../../../terminal/table.ts';
import { recordLines } from '../record-lines.ts';
import type { FoundRecords } from './lookup.ts';

/** How records are listed. */
interface Listing {
  readonly pipeline: PipelineOptions;
  /** The width of the terminal; undefined for a pipe. */
  readonly width: number | undefined;
}

const titleOf = (value: string, { by, domain }: FoundRecords): string => {
  if (by === 'customer') return 'Payments of the customer';
  if (by === 'account') return `Records about the account in ${domain}`;
  return `Records with ${by} ${value}`;
};

/** Records that were found by something else than their id, for a person. @param value by which. */
export const lookupLines = (
  value: string,
  found: FoundRecords,
  { pipeline, width }: Listing,
): readonly string[] => {
  const { by, records, more } = found;
  const inner = width === undefined ? undefined : width - 2;
  const lines = recordLines(records, inner);
  const header = lines.length - records.length;
  const command = (index: number): string =>
    commandLine('show', { operands: [records[index - header]?.['pk']?.S ?? ''], pipeline });
  // The commands of all records of an account would hide them.
  const listed =
    by === 'customer' || by === 'account'
      ? lines
      : lines.flatMap((line, index) =>
          index < header ? [line] : withText(line, command(index), inner),
        );
  return [
    styleText('bold', shown(titleOf(value, found))),
    ...indentedLines(listed),
    ...(more ? [`Only the first ${records.length} are listed.`] : []),
    '',
  ];
};

/** What to do so that records are found by account, for a person. */
export const unindexedLines = (pipeline: PipelineOptions): readonly string[] => [
  `Records are not found by account here. To list them, set "platform": true for the stage in cdk.json. Next: ${
    pipeline.stage === undefined
      ? startLine(['--reset'], pipeline)
      : cdkLine(['deploy', '--all'], pipeline)
  }`,
  '',
];
