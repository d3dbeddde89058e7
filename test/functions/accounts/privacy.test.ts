import { accountsFamilies } from '../../../functions/accounts/project.ts';
import { project } from '../../support/interpret.ts';
import { samplesOf } from '../../support/samples.ts';

const neverStored =
  /^(?!.*required$).*((first|middle|last)_?name|connected_?account_?name|birth|nationality|identification_?number|number$|licen[cs]e|medicare|passport|mrz|file_?id|address|email|mobile|contact|vat|metadata|comment|url$|user_?id)/i;

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
    : [];

/** The texts inside fields that must not be stored; country codes and the like are too short to tell. */
const secretsIn = (value: Json): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
        neverStored.test(name) ? textsIn(inner) : secretsIn(inner),
      );

const samples = samplesOf('accounts').map(({ file, body }) => {
  const json: { data: Json } = JSON.parse(body.toString());
  return { file, body, secrets: secretsIn(json.data).filter((text) => text.length > 3) };
});

it('has samples as full of personal data as the real ones', () => {
  expect(samples.flatMap(({ secrets }) => secrets).length).toBeGreaterThan(80);
});

it.each(samples)('nothing personal of $file is in its rows', ({ body, secrets }) => {
  const { facts } = project(accountsFamilies, body);
  const stored = JSON.stringify(facts);
  expect(secrets.filter((text) => stored.includes(JSON.stringify(text)))).toEqual([]);
  expect(
    facts.flatMap(({ attributes }) => namesIn(attributes)).filter((n) => neverStored.test(n)),
  ).toEqual([]);
});

it('an identifier that is somebody’s e-mail is not stored', () => {
  const sample = samples.find(({ file }) => file === 'account.active~individual.json');
  expect(sample?.body.toString()).toContain('"identifier":"odile.marchetti@mail.example"');
  const { facts } = project(accountsFamilies, sample?.body ?? {});
  expect(JSON.stringify(facts)).not.toContain('odile');
});
