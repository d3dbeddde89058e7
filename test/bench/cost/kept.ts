import { archiveIndexes } from '../../../functions/shared/tables.ts';
import { type CostLine, MILLION, type Usage } from './model.ts';
import { prices } from './prices.ts';

/** The archive's table class, as the setting has it. */
export type ArchiveClass = 'standard' | 'infrequent-access';

const GIGABYTE = 1_000_000_000;
const MONTHS = 12;

/** The bill's lines of what is written to the archive. */
const archived = ['archive', ...archiveIndexes.map(({ name }) => name)];

interface Year {
  /** The events themselves: in the archive and its backup. */
  readonly events: readonly CostLine[];
  /** What finds them, and what follows from them: indexes and records. */
  readonly beside: readonly CostLine[];
}

/** What is paid to keep a million such events for a year beside what `billOf` has, line by line. */
export const yearOf = (
  { units, stored }: Pick<Usage, 'units' | 'stored'>,
  archiveClass: ArchiveClass,
): Year => {
  const { tableGigabyte, backupGigabyte } = prices.monthly;
  const standard = { writeUnit: prices.writeUnit, tableGigabyte };
  const ofArchive = archiveClass === 'standard' ? standard : prices.infrequentAccess;
  const line = (what: string, perEvent: number, price: number): CostLine => ({
    what,
    perEvent,
    dollars: perEvent * price * MILLION,
  });
  const kept = (what: string, bytes: number, price: number): CostLine =>
    line(`${what}, GB-months`, (bytes / GIGABYTE) * MONTHS, price);
  const { archive, states } = stored;
  const archiveUnits = archived.reduce((sum, name) => sum + (units[name] ?? 0), 0);
  return {
    events: [
      line("writing in the archive's class", archiveUnits, ofArchive.writeUnit - prices.writeUnit),
      kept('archive', archive.table, ofArchive.tableGigabyte),
      kept('backup of the archive', archive.table, backupGigabyte),
    ],
    // A backup has no indexes: a restore makes them again.
    beside: [
      kept("the archive's indexes", archive.indexes, ofArchive.tableGigabyte),
      kept('records and their indexes', states.table + states.indexes, tableGigabyte),
      kept('backup of the records', states.table, backupGigabyte),
    ],
  };
};
