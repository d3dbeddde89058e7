import { readFileSync } from 'node:fs';
import { type Family, familyOf } from '../../functions/shared/record/family.ts';
import type { Shape } from '../../functions/shared/schema/shape.ts';
import { runtimes } from '../support/runtimes.ts';

/*
 * The schemas against the vendor's typed models: every field of a model is read, or listed as
 * deliberately unread, so that it is no drift. `models.json` holds the names of the models' fields, by
 * the place of their object in an event's `data`.
 */

interface Models {
  readonly source: string;
  readonly families: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const models: Models = JSON.parse(readFileSync('test/functions/models.json', 'utf8'));

const familyNamed = (name: string): Family | undefined =>
  runtimes.map((runtime) => familyOf(runtime, name)).find((family) => family !== undefined);

/** The fields of the object that a schema is of, or a list of such objects. */
const entriesOf = (shape: Shape | undefined): Shape['entries'] => {
  if (shape === undefined || shape.entries) return shape?.entries;
  const inner = shape.pipe ?? shape.options ?? [shape.wrapped, shape.item];
  for (const part of inner) {
    const entries = part?.kind === 'schema' ? entriesOf(part) : undefined;
    if (entries) return entries;
  }
  return undefined;
};

const placesOf = (name: string) =>
  Object.entries(models.families[name] ?? {}).map(([place, fields]) => ({
    place,
    fields: fields.split(' '),
  }));

describe.each(Object.keys(models.families))('the schema of %s', (name) => {
  const family = familyNamed(name);

  it.each(placesOf(name))(
    'knows every field of the vendor’s model in $place',
    ({ place, fields }) => {
      const steps = place.split('.').slice(1);
      const entries = steps.reduce(
        (object, step) => entriesOf(object?.[step]),
        entriesOf(family?.schema),
      );
      const types = family?.words?.[[...steps, 'type'].join('.')] ?? [];
      const isVariant = (field: string): boolean =>
        entries?.['type']?.namesField === true && types.includes(field.toUpperCase());
      expect(fields.filter((field) => !entries?.[field] && !isVariant(field))).toEqual([]);
    },
  );
});
