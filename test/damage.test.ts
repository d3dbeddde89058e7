import type { DomainRuntime } from '../functions/shared/record/family.ts';
import type { Attributes, Projection } from '../functions/shared/record/projection.ts';
import { isNothing } from '../functions/shared/schema/fields.ts';
import { interpret, project } from './support/interpret.ts';
import { runtimes } from './support/runtimes.ts';
import { type Sample, samplesOf } from './support/samples.ts';

/*
 * A field of a form that no schema can read never keeps an event out, unless the event is about it, is
 * ordered by it or moves money by it: it is dropped, and every other attribute is as before.
 */

/** Fields without which an event cannot be applied: by name, so that the schemas do not decide it. */
const essential =
  /(^|_)(ids?|account|destination|matched_authorizations|ref|identifier|reference|number|last4)$|Id$|status$|(^|_)(at|from|to|date|time)$|At$|amount|total_|stage$|process_result$|captured|refunded|count$|card_version$|^reference$|charge_day$|cycles$|min_|max_/i;

type Path = readonly (string | number)[];

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;

/** The places of a body's `data` at which nothing essential is, each with the name of its field. */
const placesIn = (value: unknown, path: Path = []): Path[] => {
  if (!isContainer(value)) return [path];
  const inside = Object.entries(value).flatMap(([name, inner]) =>
    placesIn(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return [path, ...inside];
};

const isEssential = (value: unknown, name = ''): boolean =>
  (name !== '' && essential.test(name)) ||
  (isContainer(value) &&
    Object.entries(value).some(([inner, one]) =>
      isEssential(one, Array.isArray(value) ? name : inner),
    ));

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) => (isContainer(inner) ? Reflect.get(inner, step) : undefined),
    value,
  );

const nameOf = (path: Path): string =>
  String(path.findLast((step) => typeof step === 'string') ?? '');

/** The event with another value at a place of its data. */
const damaged = ({ body }: Sample, path: Path, value: unknown): object => {
  const event = JSON.parse(body.toString());
  const parent = at(event.data, path.slice(0, -1));
  if (isContainer(parent)) Reflect.set(parent, path.at(-1) ?? '', value);
  return event;
};

/** The attributes of a record that differ, of which there may be one: that of the damaged field. */
const differing = (before: Attributes, after: Attributes): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );

const recordsByKey = ({ records }: Projection) =>
  new Map(records.map(({ pk, sk, attributes }) => [`${pk} ${sk}`, attributes]));

/** The records that damage changed in more than the damaged field's own attribute. */
const wronged = (families: DomainRuntime['families'], sample: Sample, event: object) => {
  const { projection, issues = [] } = interpret(families, event);
  if (!projection) return [`refused for ${issues.map(({ path }) => path)}`];
  const after = recordsByKey(projection);
  return [...recordsByKey(project(families, sample.body))]
    .filter(([key, before]) => differing(before, after.get(key) ?? {}).length > 1)
    .map(([key]) => key);
};

describe.each(runtimes)('an odd field of $domain.name', ({ domain, families }) => {
  const places = samplesOf(domain.name).flatMap((sample) => {
    const { data } = JSON.parse(sample.body.toString());
    return placesIn(data)
      .filter((path) => path.length > 1 || (path.length === 1 && path[0] !== 'object'))
      .filter((path) => !isNothing(at(data, path)))
      .filter((path) => !isEssential(at(data, path), nameOf(path)))
      .map((path) => ({ sample, path, odd: isContainer(at(data, path)) ? 'odd' : { odd: true } }));
  });

  it('leaves every other attribute as it was', () => {
    expect(places.length).toBeGreaterThan(domain.name === 'connections' ? 3 : 50);
    const wrong = places.flatMap(({ sample, path, odd }) =>
      wronged(families, sample, damaged(sample, path, odd)).map(
        (what) => `${sample.file} ${path.join('.')}: ${what}`,
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('is reported by its place, if the schema knows it', () => {
    const reported = places.filter(({ sample, path, odd }) =>
      interpret(families, damaged(sample, path, odd)).issues?.some((issue) =>
        issue.path.startsWith('data.'),
      ),
    );
    expect(reported.length).toBeGreaterThan(0);
  });
});
