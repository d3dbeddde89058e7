import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Family, familyOf } from '../../functions/shared/record/family.ts';
import { isUnread } from '../../functions/shared/schema/object.ts';
import type { Shape } from '../../functions/shared/schema/shape.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { runtimes } from '../support/runtimes.ts';
import { roots } from './roots.ts';
import { isAt, reasonedFields, reasonFor } from './unread.ts';

/*
 * The schemas against the vendor's typed models, which `npm run models` writes to `models.json`:
 * every field of a model is read, or unread for a stated reason, so that it is no drift. A field that is
 * named like the `type` beside it (`variant` in `fields.ts`) is known by that.
 */

interface Written {
  readonly source: string;
  /** By model: its fields, each as its name or as `name:Model`. */
  readonly models: Readonly<Record<string, string>>;
}

const { models }: Written = JSON.parse(
  readFileSync(join(projectRoot, 'test/models/models.json'), 'utf8'),
);

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

interface Field {
  /** In the event, `data.object.status`. */
  readonly place: string;
  readonly state: 'read' | 'unread' | 'variant' | 'open';
}

/** What a schema knows of a model's fields, and of the models in those that it reads. */
const compared = (
  model: string,
  entries: Shape['entries'],
  place: string,
  types: (place: string) => readonly string[],
): readonly Field[] =>
  (models[model] ?? '').split(' ').flatMap((text): readonly Field[] => {
    const [name = '', inner = ''] = text.split(':');
    const entry = entries?.[name];
    const at = `${place}.${name}`;
    if (entry === undefined) {
      const isVariant = entries?.['type']?.namesField === true;
      const isKnown = isVariant && types(`${place}.type`).includes(name.toUpperCase());
      return [{ place: at, state: isKnown ? 'variant' : 'open' }];
    }
    if (isUnread(entry)) return [{ place: at, state: 'unread' }];
    const fields = inner === '' ? undefined : entriesOf(entry);
    const below = fields ? compared(inner, fields, at, types) : [];
    return [{ place: at, state: 'read' }, ...below];
  });

/** The fields of the models of a family, by their state. */
const fieldsOf = (name: string): readonly Field[] => {
  const family = familyNamed(name);
  const types = (place: string) => family?.words?.[place.replace(/^data\./, '')] ?? [];
  return Object.entries(roots[name] ?? {}).flatMap(([place, names]) => {
    const entries = place
      .split('.')
      .slice(1)
      .reduce((object, step) => entriesOf(object?.[step]), entriesOf(family?.schema));
    return names.flatMap((model) => compared(model, entries, place, types));
  });
};

describe.each(Object.keys(roots))('the schema of %s', (name) => {
  const fields = fieldsOf(name);

  it('reads fields of the vendor’s model, and knows every other: no difference is open', () => {
    expect(fields.filter(({ state }) => state === 'read')).not.toEqual([]);
    expect(fields.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('has a stated reason for each field that it leaves unread', () => {
    const unread = fields.filter(({ state }) => state === 'unread').map(({ place }) => place);
    expect(unread.filter((place) => reasonFor(place) === undefined)).toEqual([]);
  });
});

it('each stated reason is that of a field that a schema leaves unread', () => {
  const unread = Object.keys(roots)
    .flatMap(fieldsOf)
    .filter(({ state }) => state === 'unread')
    .map(({ place }) => place);
  expect(reasonedFields.filter((field) => !unread.some((place) => isAt(place, field)))).toEqual([]);
});
