import { join, type Row, sameRow } from '../../../functions/shared/store/row.ts';

/**
 * What a stored row lacks of the effect of an event that projects its key; undefined when it lacks
 * nothing. An event has had its effect when joining it once more changes nothing: the row's version
 * is as high, and it carries on the event's link and names it among its ties. Whether the attributes
 * are those of the row's own event is another question, and so is an older projection's row.
 */
export const lackOf = (expected: Row, stored: Row | undefined): string | undefined => {
  if (stored === undefined) return 'the row that it sets is not there';
  if (stored.version < expected.version) return 'the row still stands at an earlier event';
  if (stored.version === expected.version || stored.revision < expected.revision) return undefined;
  return sameRow(join(stored, expected), stored)
    ? undefined
    : 'the row, set by a later event, has lost its link to what this one names, or its tie with it';
};
