import { styleText } from 'node:util';
import { commandLine } from '../../terminal/command-line.ts';
import { listing } from '../../terminal/listing.ts';
import { indentedLines } from '../../terminal/table.ts';
import { printEvent } from './event/print.ts';
import type { Found } from './find.ts';
import { lookupLines, unindexedLines } from './lookup/print.ts';
import { type ObjectPrinting, printObject } from './object/print.ts';
import { printUnarchived } from './unarchived/print.ts';

/** How what was found is printed. */
export interface Printing extends ObjectPrinting {
  readonly body: boolean;
}

const accountLines = (
  account: string,
  { accountEvents }: Found,
  { pipeline, width }: Printing,
): readonly string[] => {
  if (accountEvents.length === 0) return [];
  const lines = listing(
    [
      { title: 'occurred' },
      { title: 'name', least: 20 },
      { title: 'object', least: 12 },
      { title: 'event', least: 10 },
    ],
    accountEvents.map(({ occurredAt = '-', name = '-', object = '-', id }) => [
      occurredAt,
      name,
      object,
      id,
    ]),
    width === undefined ? undefined : width - 2,
  );
  const all = commandLine('events', { options: ['--account', account], pipeline });
  return [
    styleText('bold', `The latest events of the account`),
    ...indentedLines(lines),
    `All: ${all}`,
    '',
  ];
};

/** Those of an only object are shown with it. */
const listedLookups = ({ objects, lookups }: Found) =>
  lookups.filter(({ records }) =>
    records.some(({ pk }) => objects.every(({ object }) => object !== pk?.S)),
  );

/** What was found, for a person. @param id what was looked for. */
export const print = (id: string, found: Found, printing: Printing): readonly string[] => [
  ...found.events.map((event) => printEvent(event, printing)),
  ...found.objects.map((object) => printObject(object, printing)),
  ...listedLookups(found).flatMap((lookup) => lookupLines(id, lookup, printing)),
  ...(found.accountIndexed === false ? unindexedLines(printing.pipeline) : []),
  ...accountLines(id, found, printing),
  ...(found.unarchived ? [printUnarchived(found.unarchived, printing.pipeline)] : []),
];
