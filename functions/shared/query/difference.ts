import { type DomainRecord, ownPart } from '../record/domain-record.ts';
import { textOf, toItem } from '../store/attributes.ts';
import { stateItem } from '../store/state-item.ts';
import { type Item, jsonOf } from './items.ts';

/** A field that two records of one key do not share: JSON text of its values, undefined where it is not. */
export interface FieldDifference {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const itemOf = (record: DomainRecord | undefined): Item =>
  record ? toItem(stateItem(record)) : {};

/** The fields of an item as JSON text. */
export const fieldsOf = (item: Item): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(item).map(([field, value]) => [field, jsonOf(value)]));

/** The fields in which two items differ, in the order of their names. */
export const differenceOfFields = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly FieldDifference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((field) => ({ field, before: before[field], after: after[field] }))
    .filter((difference) => difference.before !== difference.after);

/** The fields in which two records differ as a table stores them. */
export const differenceOf = (
  before: DomainRecord | undefined,
  after: DomainRecord | undefined,
): readonly FieldDifference[] =>
  differenceOfFields(fieldsOf(itemOf(before)), fieldsOf(itemOf(after)));

/** Whether two records are the same as a table stores them: quicker than to look for a difference. */
export const isStoredAlike = (a: DomainRecord, b: DomainRecord | undefined): boolean =>
  b !== undefined && textOf(stateItem(a)) === textOf(stateItem(b));

/**
 * The fields in which a stored record is not what its own event sets, from the event's value to the
 * stored one: something else has changed it. None where another projection wrote it, which cannot be
 * compared.
 */
export const alteredFields = (
  stored: DomainRecord,
  projected: DomainRecord,
): readonly FieldDifference[] =>
  stored.version !== projected.version || stored.revision !== projected.revision
    ? []
    : differenceOf(ownPart(projected), ownPart(stored));
