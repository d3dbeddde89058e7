import { type FieldDifference, fieldsOf } from '../../../../functions/shared/query/difference.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import type { ExpectedRecord } from './script.ts';

/** A record of a table: its key, and its fields as JSON text. */
export interface FoundRecord {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** A record compared with the scenario: as expected, different, missing, or not part of the scenario. */
export interface RecordVerdict {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly verdict: 'as expected' | 'different' | 'missing' | 'unexpected';
  /** The stored values of the fields that the scenario checks, as JSON text. */
  readonly fields: Readonly<Record<string, string>>;
  /** `before` is the expected value, `after` the stored one. */
  readonly differences: readonly FieldDifference[];
}

const textOf = (attributes: ExpectedRecord['attributes']): Readonly<Record<string, string>> =>
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

const keyOf = ({ domain, pk, sk }: Omit<ExpectedRecord, 'attributes'>): string =>
  JSON.stringify([domain, pk, sk]);

/** In no scenario is it ambiguous which event came last. */
const CERTAIN = { uncertain: undefined };

const verdictOn = (expected: ExpectedRecord, found: FoundRecord | undefined): RecordVerdict => {
  const { domain, pk, sk } = expected;
  const fieldsExpected: Readonly<Record<string, string | undefined>> = {
    ...CERTAIN,
    ...textOf(expected.attributes),
  };
  if (!found) return { domain, pk, sk, verdict: 'missing', fields: {}, differences: [] };
  const differences = Object.entries(fieldsExpected)
    .map(([field, before]) => ({ field, before, after: found.fields[field] }))
    .filter(({ before, after }) => before !== after);
  const fields: Record<string, string> = {};
  for (const field of Object.keys(fieldsExpected)) {
    const value = found.fields[field];
    if (value !== undefined) fields[field] = value;
  }
  const verdict = differences.length > 0 ? 'different' : 'as expected';
  return { domain, pk, sk, verdict, fields, differences };
};

/** Compares the records of a scenario's objects with the expected ones, in the scenario's order. */
export const verdictsOn = (
  expected: readonly ExpectedRecord[],
  found: readonly FoundRecord[],
): readonly RecordVerdict[] => {
  const records = new Map(found.map((record) => [keyOf(record), record]));
  const keys = new Set(expected.map(keyOf));
  return [
    ...expected.map((one) => verdictOn(one, records.get(keyOf(one)))),
    ...found
      .filter((one) => !keys.has(keyOf(one)))
      .map(
        ({ domain, pk, sk }): RecordVerdict => ({
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
