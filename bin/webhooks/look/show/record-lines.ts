import type { Item } from '../../../../functions/shared/query/items.ts';
import { listing } from '../../terminal/listing.ts';

/**
 * A listing of records: the object, the record, its status, and the event that set it.
 * @param width that of the terminal; undefined for a pipe.
 */
export const recordLines = (
  records: readonly Item[],
  width: number | undefined,
): readonly string[] =>
  listing(
    [
      { title: 'object', least: 16 },
      { title: 'record', least: 12 },
      { title: 'status' },
      { title: 'set by', least: 16 },
    ],
    records.map(({ pk, sk, status, eventName }) => [
      pk?.S ?? '-',
      sk?.S ?? '-',
      status?.S ?? '-',
      eventName?.S ?? '-',
    ]),
    width,
  );
