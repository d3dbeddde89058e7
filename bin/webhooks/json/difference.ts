import * as v from 'valibot';
import type { FieldDifference } from '../../../functions/shared/query/difference.ts';
import { maybeText } from './event.ts';

/** An attribute whose stored value is not the expected one: JSON text of both, null where there is none. */
export const differenceShape = v.strictObject({
  field: v.string(),
  stored: maybeText,
  expected: maybeText,
});

/** A difference as JSON. */
export type DifferenceJson = v.InferOutput<typeof differenceShape>;

/** The same for a difference that leads from the expected value to the stored one. */
export const fromExpected = ({ field, before, after }: FieldDifference): DifferenceJson => ({
  field,
  stored: after ?? null,
  expected: before ?? null,
});

/** The same for a difference that leads from the stored value to the expected one. */
export const fromStored = ({ field, before, after }: FieldDifference): DifferenceJson => ({
  field,
  stored: before ?? null,
  expected: after ?? null,
});

/** An attribute that changed: JSON text of both values, null where there is none. */
export const changedFieldShape = v.strictObject({
  field: v.string(),
  before: maybeText,
  after: maybeText,
});

export const changedFieldJson = ({
  field,
  before,
  after,
}: FieldDifference): v.InferOutput<typeof changedFieldShape> => ({
  field,
  before: before ?? null,
  after: after ?? null,
});
