import { isObject } from '../functions/shared/event/json.ts';
import { type DomainRuntime, type Family, familyOf } from '../functions/shared/record/family.ts';
import type { Projection } from '../functions/shared/record/projection.ts';
import { entriesOf } from '../functions/shared/schema/shape.ts';
import { interpret, project } from './support/interpret.ts';
import { runtimes } from './support/runtimes.ts';
import { type Sample, samplesOf } from './support/samples.ts';

/*
 * What holds for every family of every domain: how it reads samples in their other forms, and what it
 * reports of a body that it cannot read.
 */

/** An event in which the fields of the object that it is about are changed. */
const withFields = (
  { body }: Sample,
  change: (field: string, value: unknown) => readonly (readonly [string, unknown])[],
): object => {
  const event = JSON.parse(body.toString());
  const changed = (object: object) =>
    Object.fromEntries(Object.entries(object).flatMap(([field, value]) => change(field, value)));
  const { data } = event;
  const inner = isObject(data.object);
  return { ...event, data: inner ? { ...data, object: changed(data.object) } : changed(data) };
};

/** A projection without the attributes that have no value. */
const valued = ({ records, ...rest }: Projection) => ({
  ...rest,
  records: records.map(({ attributes, ...record }) => ({
    ...record,
    attributes: Object.fromEntries(
      Object.entries(attributes).filter(([, value]) => value !== null),
    ),
  })),
});

/** Whether a family's schema lists a field of the object that its events are about. */
const lists = (family: Family | undefined, field: string): boolean => {
  const { object, ...others } = (family?.schema && entriesOf(family.schema)) ?? {};
  return field in ((object && entriesOf(object)) ?? others);
};

/** A path as text that is the same for both casings: issues have the current names of fields. */
const inOneCasing = (path: string): string => path.replaceAll('_', '').toLowerCase();

/** Names of fields that can identify an object, and of flags, which cannot be empty. */
const isId = (field: string): boolean => /(^|_)ids?$|[a-z]Ids?$/.test(field);

const SECRET = 's3cr3t 4111111111111111';

describe.each(runtimes)('each family of $domain.name', (runtime: DomainRuntime) => {
  const { families } = runtime;
  const samples = samplesOf(runtime.domain.name);

  describe.each(samples)('reads $file', (sample) => {
    it('into records with a key each, about objects of the domain', () => {
      const { object, records } = project(families, sample.body);
      const kinds = new RegExp(`^(${runtime.domain.objects.join('|')})#[^#]+$`);
      expect(object).toMatch(kinds);
      for (const { pk, sk } of records) {
        expect(pk).toMatch(kinds);
        expect(sk).toMatch(/^[a-z_]+(#[^#]+)?$/);
      }
      const keys = records.map(({ pk, sk }) => `${pk} ${sk}`);
      expect(new Set(keys).size).toBe(keys.length);
    });

    it('the same in either casing of its envelope', () => {
      const {
        account_id,
        accountId = account_id,
        created_at,
        createdAt = created_at,
        ...event
      } = JSON.parse(sample.body.toString());
      expect(project(families, { ...event, accountId, createdAt })).toEqual(
        project(families, { ...event, account_id: accountId, created_at: createdAt }),
      );
    });

    it('without account and time of its envelope, unless it is about that account', () => {
      const { id, name, data } = JSON.parse(sample.body.toString());
      const { projection, issues = [] } = interpret(families, { id, name, data });
      for (const { path, received } of issues)
        expect({ path, received }).toEqual({
          path: expect.stringMatching(/^(account_id|data\.platform_account_id)$/),
          received: 'undefined',
        });
      expect(projection?.records ?? issues).not.toHaveLength(0);
    });

    it.each([[null], [''], [[]], [{}]])('taking %j for an absent field', (nothing) => {
      const family = familyOf(runtime, sample.name);
      const isKept = (field: string, value: unknown) =>
        isId(field) || typeof value === 'boolean' || !lists(family, field);
      const absent = withFields(sample, (field, value) =>
        isKept(field, value) ? [[field, value]] : [],
      );
      const empty = withFields(sample, (field, value) => [
        [field, isKept(field, value) ? value : nothing],
      ]);
      expect(valued(project(families, empty))).toEqual(valued(project(families, absent)));
    });
  });

  it.each(samples)('reports that $file names no object, where it names none', ({ name }) => {
    for (const data of [undefined, null, [], {}, { object: {} }, { status: 'ACTIVE', amount: 1 }]) {
      const { issues = [] } = interpret(families, { id: 'evt_1', name, data });
      expect(issues).not.toHaveLength(0);
      for (const { path, received } of issues) {
        expect(path).toMatch(/^(data(\.object)?|(data\.(object\.)?)?\w*(^|_|\.)ids?)$/);
        expect(received).not.toBe('');
      }
    }
  });

  it('reports a value of a wrong type by its place and type, and never the value', () => {
    const reporting = new Set<Family | undefined>();
    for (const sample of samples) {
      const family = familyOf(runtime, sample.name);
      const { data } = JSON.parse(sample.body.toString());
      const [place, object] = isObject(data.object) ? ['data.object', data.object] : ['data', data];
      for (const wrong of Object.keys(object).filter((field) => lists(family, field))) {
        const event = withFields(sample, (field, value) => [
          [field, field === wrong ? { secret: SECRET } : value],
        ]);
        const { issues = [] } = interpret(families, event);
        expect(JSON.stringify(issues)).not.toContain(SECRET);
        for (const { path, received } of issues) {
          expect(inOneCasing(path)).toMatch(new RegExp(`^${inOneCasing(`${place}.${wrong}`)}`));
          expect(['object', 'undefined']).toContain(received);
          reporting.add(family);
        }
      }
    }
    expect(reporting).toEqual(new Set(samples.map(({ name }) => familyOf(runtime, name))));
  });
});

describe.each(runtimes)('the records of $domain.name', (runtime) => {
  const records = samplesOf(runtime.domain.name).flatMap(
    ({ body }) => project(runtime.families, body).records,
  );
  const sortOf = ({ pk, sk }: (typeof records)[number]): string =>
    [pk, sk].map((key) => key.split('#', 1)[0]).join(' ');

  it('each name every attribute that a record of their sort can have', () => {
    const attributes = new Map<string, Set<string>>();
    for (const record of records) {
      const names = attributes.get(sortOf(record)) ?? new Set();
      for (const name in record.attributes) names.add(name);
      attributes.set(sortOf(record), names);
    }
    const missing = records.flatMap((record) => {
      const named = record.fields ?? Object.keys(record.attributes);
      const others = [...(attributes.get(sortOf(record)) ?? [])].filter(
        (name) => record.bound !== 'all' && !named.includes(name),
      );
      return others.length > 0 ? [`${sortOf(record)}: ${others}`] : [];
    });
    expect([...new Set(missing)]).toEqual([]);
  });

  it('have few enough attributes for one condition of DynamoDB, which takes 300 operators', () => {
    // Of each attribute that is not stated: that it is not there and not among those without a value.
    for (const { fields = [] } of records) expect(fields.length * 5 + 10).toBeLessThan(300);
  });

  it('have no value where a body states that a field has none, and state nothing that it leaves out', () => {
    for (const { body } of samplesOf(runtime.domain.name))
      for (const { attributes } of project(runtime.families, body).records)
        for (const [name, value] of Object.entries(attributes))
          if (value === null)
            expect(body.toString()).toMatch(new RegExp(`"${name}":(null|""|\\[\\]|\\{\\})`));
  });
});
