import { join, type Row, sameRow } from '../../../functions/shared/store/row.ts';

/**
 * What a stored row is missing of the effect of an event that projects its key; undefined if nothing
 * is missing. An event has had its effect when joining it again changes nothing: the row's version is at
 * least as high, it keeps the event's link and names the event among its ties. Whether the attributes
 * are those of the row's own event is checked elsewhere, and so is a row of an older projection.
 */
export const missingEffect = (expected: Row, stored: Row | undefined): string | undefined => {
  if (stored === undefined) return 'the row that it sets is missing';
  if (stored.version < expected.version) return 'the row is still that of an earlier event';
  if (stored.version === expected.version || stored.revision < expected.revision) return undefined;
  return sameRow(join(stored, expected), stored)
    ? undefined
    : 'the row, set by a later event, has lost its link to what this one names, or its tie with it';
};
