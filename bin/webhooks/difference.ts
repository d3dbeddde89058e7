import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { toItem } from '../../functions/shared/store/attributes.ts';
import type { Row } from '../../functions/shared/store/row.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { jsonOf } from './render.ts';

/** A field that two rows of one key do not share: JSON text of its values, undefined where it is not. */
export interface FieldDifference {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const itemOf = (row: Row | undefined): Record<string, AttributeValue> =>
  row ? toItem(stateItem(row)) : {};

const textOf = (value: AttributeValue | undefined): string | undefined => value && jsonOf(value);

/** The fields in which two rows differ as a table stores them, in the order of their names. */
export const differenceOf = (
  before: Row | undefined,
  after: Row | undefined,
): readonly FieldDifference[] => {
  const [old, young] = [itemOf(before), itemOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(young)])]
    .sort()
    .map((field) => ({ field, before: textOf(old[field]), after: textOf(young[field]) }))
    .filter((difference) => difference.before !== difference.after);
};
