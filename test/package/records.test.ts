import * as fc from 'fast-check';
import { domains } from '../../functions/domains.ts';
import { attributesOf, pathsIn } from '../../package/attributes.ts';
import { plainItem } from '../../package/plain.ts';
import { readerOf } from '../../package/read-record.ts';
import { definitionsIn } from '../../package/reading.ts';
import { definitionsOf } from '../support/runtimes.ts';
import type { Item } from '../support/tables/tables.ts';
import { anyItems, itemsOfSamples } from './items.ts';
import { unset } from './unset.ts';

/*
 * The kinds of record that each domain lists in its `records.ts`, against every record that its
 * families project.
 */

const everyKind = Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)]));

const readRecord = readerOf(everyKind);

/** An item's values without its keys: attributes and metadata. */
const valuesIn = (item: Item) => {
  const { pk: _pk, sk: _sk, ...values } = plainItem(item);
  return values;
};

/** Expects that a record is read without losing an attribute or a digit. */
const expectWhole = (item: Item): void => {
  const { attributes, metadata } = readRecord(item);
  expect({ ...attributes, ...metadata }).toEqual(valuesIn(item));
};

describe.each(domains)('the records of $name', (domain) => {
  const samples = itemsOfSamples(domain);

  it.each(samples)('that $file sets are read whole', ({ items }) => {
    for (const item of items) expectWhole(item);
  });

  it('that any history ends in are read whole', () => {
    fc.assert(fc.property(anyItems(domain), (items) => items.forEach(expectWhole)));
  });

  it.each(definitionsIn({ [domain.name]: definitionsOf(domain) }))(
    '$name have every attribute in some sample, but for those listed with a reason',
    ({ name, schema }) => {
      const items = samples.flatMap((sample) => sample.items);
      const paths = items
        .filter((item) => readRecord(item).record === name)
        .flatMap((item) => pathsIn(valuesIn(item)));
      const unseen = attributesOf(schema).filter(({ path }) => !paths.includes(path));
      expect(unseen.map(({ path }) => path)).toEqual(unset[name] ?? []);
    },
  );
});
