import * as fc from 'fast-check';
import { domains } from '../../functions/domains.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { attributesOf, pathsIn } from '../../package/attributes.ts';
import { plainItem } from '../../package/plain.ts';
import { readerOf } from '../../package/read-record.ts';
import { definitionsIn } from '../../package/reading.ts';
import { definitionsOf } from '../support/runtimes.ts';
import type { Item } from '../support/tables/tables.ts';
import { anyItems, itemsOfSamples } from './items.ts';
import { isUnset, unset } from './unset.ts';

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

  const definitions = definitionsIn({ [domain.name]: definitionsOf(domain) });

  it.each(definitions)(
    '$name have every attribute in some sample, but for those listed with a reason',
    ({ name, schema }) => {
      const items = samples.flatMap((sample) => sample.items);
      const set = items
        .filter((item) => readRecord(item).record === name)
        .flatMap((item) => pathsIn(valuesIn(item)));
      const paths = attributesOf(schema).map(({ path }) => path);
      expect(paths.filter((path) => !set.includes(path) && !isUnset(name, path))).toEqual([]);
    },
  );

  it('have the attributes that projections can set, and no other', () => {
    const projected = samples.flatMap(({ records }) =>
      records.map((record) => {
        const kind = readRecord(toItem(stateItem(record))).record;
        const names = Object.keys(record.attributes).filter(
          (name) => record.attributes[name] !== undefined,
        );
        const fields = [...Object.keys(record.attributes), ...(record.fields ?? [])];
        return { kind, names, fields };
      }),
    );
    for (const { name, schema } of definitions) {
      const own = projected.filter(({ kind }) => kind === name);
      const attributes = Object.keys(schema.entries);
      const fields = own.flatMap((record) => record.fields);
      expect(own.flatMap(({ names }) => names.filter((one) => !attributes.includes(one)))).toEqual(
        [],
      );
      if (own.length > 0)
        expect({ name, unknown: attributes.filter((one) => !fields.includes(one)) }).toEqual({
          name,
          unknown: [],
        });
    }
  });
});

it('every attribute that is listed as set by no sample is one', () => {
  const definitions = definitionsIn(everyKind);
  const known = (record: string) => definitions.find(({ name }) => name === record)?.schema;
  for (const { records, attributes } of unset) {
    const paths = records.flatMap((record) =>
      attributesOf(known(record) ?? { entries: {} }).map(({ path }) => path),
    );
    const missing = attributes.filter((one) => !paths.some((path) => path.startsWith(one)));
    expect(missing).toEqual([]);
  }
});

it('amounts of payments are never negative, as the documents state', () => {
  const payments = domains.filter(({ name }) => name === 'payments');
  const items = payments.flatMap((domain) => itemsOfSamples(domain).flatMap((one) => one.items));
  expect(items.length).toBeGreaterThan(100);
  expect(JSON.stringify(items)).not.toContain('"N":"-');
});
