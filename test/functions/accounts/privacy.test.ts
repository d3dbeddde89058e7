import { accountsFamilies } from '../../../functions/accounts/project.ts';
import { project } from '../../support/interpret.ts';
import { namesIn, secretsIn } from '../../support/privacy.ts';
import { samplesOf } from '../../support/samples.ts';

const neverStored =
  /^(?!.*required$).*((first|middle|last)_?name|connected_?account_?name|birth|nationality|identification_?number|number$|licen[cs]e|medicare|passport|mrz|file_?id|address|email|mobile|contact|vat|metadata|comment|url$|user_?id)/i;

const samples = samplesOf('accounts').map(({ file, body }) => {
  const json = JSON.parse(body.toString());
  return {
    file,
    body,
    secrets: secretsIn(json.data, neverStored).filter((text) => text.length > 3),
  };
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
