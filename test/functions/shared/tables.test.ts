import { domains } from '../../../functions/domains.ts';
import { stateIndexes, stateTable } from '../../../functions/shared/tables.ts';

it('no index of a state table has a key that a field of an object could be named as', () => {
  const keys = domains.flatMap((domain) =>
    stateIndexes(domain, true).flatMap(({ hash, range }) => [hash, range]),
  );
  for (const key of new Set(keys))
    if (![stateTable.hash, stateTable.range].some((own) => own === key))
      expect(key).toMatch(/^[a-z]+[A-Z]/);
});

it('a domain has look-ups only if it asks for them, and an index by account only on a platform', () => {
  const namesOf = (...parameters: Parameters<typeof stateIndexes>) =>
    stateIndexes(...parameters).map(({ name }) => name);
  expect(namesOf({}, false)).toEqual(['related-1', 'open-1']);
  expect(namesOf({ lookups: [] }, false)).toEqual([
    'related-1',
    'open-1',
    'lookup-1',
    'by-customer-1',
  ]);
  expect(namesOf({}, true)).toEqual(['related-1', 'open-1', 'by-account-1']);
});
