import { toItem } from '../../functions/shared/store/attributes.ts';
import type { Row } from '../../functions/shared/store/row.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { jsonOf } from './render.ts';
import type { Item } from './target/items.ts';

/** A field that two rows of one key do not share: JSON text of its values, undefined where it is not. */
export interface FieldDifference {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const itemOf = (row: Row | undefined): Item => (row ? toItem(stateItem(row)) : {});

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

/** The fields in which two rows differ as a table stores them. */
export const differenceOf = (
  before: Row | undefined,
  after: Row | undefined,
): readonly FieldDifference[] =>
  differenceOfFields(fieldsOf(itemOf(before)), fieldsOf(itemOf(after)));
