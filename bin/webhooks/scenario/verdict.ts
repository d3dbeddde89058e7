import { toItem } from '../../../functions/shared/store/attributes.ts';
import { type FieldDifference, fieldsOf } from '../difference.ts';
import type { ExpectedRow } from './story.ts';

/** A row of a table: its key, and its fields as JSON text. */
export interface FoundRow {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** How a row stands to its story: as it says, otherwise, not there, or not of the story. */
export interface RowVerdict {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly verdict: 'as told' | 'different' | 'missing' | 'unexpected';
  /** The fields that the story is about, as JSON text, as they are. */
  readonly fields: Readonly<Record<string, string>>;
  /** `before` is what the story says, `after` what stands there. */
  readonly differences: readonly FieldDifference[];
}

const textOf = (attributes: ExpectedRow['attributes']): Readonly<Record<string, string>> =>
  fieldsOf(
    toItem(
      Object.fromEntries(
        Object.entries(attributes).map(([name, value]) => [
          name,
          typeof value === 'number' ? { decimal: String(value) } : value,
        ]),
      ),
    ),
  );

const keyOf = ({ domain, pk, sk }: Omit<ExpectedRow, 'attributes'>): string =>
  JSON.stringify([domain, pk, sk]);

/** Nothing in a story leaves it open which event came last. */
const CERTAIN = { uncertain: undefined };

const verdictOn = (expected: ExpectedRow, found: FoundRow | undefined): RowVerdict => {
  const { domain, pk, sk } = expected;
  const told: Readonly<Record<string, string | undefined>> = {
    ...CERTAIN,
    ...textOf(expected.attributes),
  };
  if (!found) return { domain, pk, sk, verdict: 'missing', fields: {}, differences: [] };
  const differences = Object.entries(told)
    .map(([field, before]) => ({ field, before, after: found.fields[field] }))
    .filter(({ before, after }) => before !== after);
  const fields: Record<string, string> = {};
  for (const field of Object.keys(told)) {
    const value = found.fields[field];
    if (value !== undefined) fields[field] = value;
  }
  const verdict = differences.length > 0 ? 'different' : 'as told';
  return { domain, pk, sk, verdict, fields, differences };
};

/** Holds the rows about a story's objects against the story, in the story's order. */
export const verdictsOn = (
  expected: readonly ExpectedRow[],
  found: readonly FoundRow[],
): readonly RowVerdict[] => {
  const rows = new Map(found.map((row) => [keyOf(row), row]));
  const told = new Set(expected.map(keyOf));
  return [
    ...expected.map((row) => verdictOn(row, rows.get(keyOf(row)))),
    ...found
      .filter((row) => !told.has(keyOf(row)))
      .map(
        ({ domain, pk, sk }): RowVerdict => ({
          domain,
          pk,
          sk,
          verdict: 'unexpected',
          fields: {},
          differences: [],
        }),
      ),
  ];
};
