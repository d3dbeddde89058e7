import type { DomainRuntime } from '../../functions/shared/record/family.ts';
import { project } from './interpret.ts';
import { samplesOf } from './samples.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Every name of a field, however deep. */
const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
    : [];

/** Every text inside the fields whose names must not be stored. */
const secretsIn = (value: Json, neverStored: RegExp): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
        neverStored.test(name) ? textsIn(inner) : secretsIn(inner, neverStored),
      );

/** What a domain's records must not say. */
interface Privacy extends DomainRuntime {
  /** Names of fields that stay in the archive's body. */
  readonly neverStored: RegExp;
  /** Whether a text of such a field may stand in others too. */
  isOrdinary(text: string): boolean;
  /** How many of the others the samples have at least. */
  readonly least: number;
  /** Whether they must not even be part of a text that is stored. */
  readonly norInside: boolean;
}

/** Tests with a domain's samples that its records have no such field, and no text that stands in one. */
export const testPrivacy = ({
  domain,
  families,
  neverStored,
  isOrdinary,
  least,
  norInside,
}: Privacy): void => {
  const samples = samplesOf(domain.name).map(({ file, body }) => {
    const { data } = JSON.parse(body.toString());
    const secrets = secretsIn(data, neverStored).filter((text) => !isOrdinary(text));
    return { file, body, secrets };
  });

  it('has samples as full of personal data as the real ones', () => {
    expect(samples.flatMap(({ secrets }) => secrets).length).toBeGreaterThan(least);
  });

  it.each(samples)('nothing personal of $file is in its records', ({ body, secrets }) => {
    const { records } = project(families, body);
    const stored = JSON.stringify(records);
    const quoted = (text: string) => (norInside ? text : JSON.stringify(text));
    expect(secrets.filter((text) => stored.includes(quoted(text)))).toEqual([]);
    const names = records.flatMap(({ attributes }) => namesIn(attributes));
    expect(names.filter((name) => neverStored.test(name))).toEqual([]);
  });
};
