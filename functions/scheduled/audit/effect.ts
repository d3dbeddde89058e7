import { type DomainRecord, join, sameRecord } from '../../shared/record/domain-record.ts';

/**
 * What a stored record is missing of the effect of an event that projects its key; undefined if nothing
 * is missing. An event has had its effect when joining it again changes nothing: the record's version is at
 * least as high, it keeps the event's link and what only the event states, and names the event among its
 * ties. Whether the attributes
 * are those of the record's own event is checked elsewhere, and so is a record of an older projection.
 */
export const missingEffect = (
  expected: DomainRecord,
  stored: DomainRecord | undefined,
): string | undefined => {
  if (stored === undefined) return 'the record that it sets is missing';
  if (stored.version < expected.version) return 'the record is still that of an earlier event';
  if (stored.version === expected.version || stored.revision < expected.revision) return undefined;
  return sameRecord(join(stored, expected), stored)
    ? undefined
    : 'the record, set by a later event, has lost what only this one states, its link, or its tie with it';
};
