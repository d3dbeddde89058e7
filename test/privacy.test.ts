import { domains } from '../functions/domains.ts';
import { loadPrivacy, loadRuntime } from '../functions/runtimes.ts';
import type { Domain, Privacy } from '../functions/shared/domain.ts';
import { type DomainRuntime, familyOf } from '../functions/shared/record/family.ts';
import type { Shape } from '../functions/shared/schema/shape.ts';
import { project } from './support/interpret.ts';
import { samplesOf } from './support/samples.ts';

/*
 * What `privacy.ts` of each domain lists as personal: it has an owner, and no record holds it.
 */

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

/** Every name of a field that a schema lists, however deep. */
const fieldsOf = (shape: Shape | undefined): readonly string[] => {
  const { entries = {}, wrapped, item, options = [], pipe = [] } = shape ?? {};
  const inner = [wrapped, item, ...options, ...pipe, ...Object.values(entries)];
  const schemas = inner.filter((part) => part?.kind === 'schema');
  return [...Object.keys(entries), ...schemas.flatMap(fieldsOf)];
};

/** Every text in a private field that is not an ordinary one. */
const privateTextsIn = (value: Json, privacy: Privacy): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]: [string, Json]) =>
        privacy.privateNames.test(name)
          ? textsIn(inner).filter((text) => !privacy.ordinary.test(text))
          : privateTextsIn(inner, privacy),
      );

const privateTextsOf = (body: Buffer, privacy: Privacy): readonly string[] =>
  privateTextsIn(JSON.parse(body.toString()).data, privacy);

/** How many private texts the samples hold together, as real bodies do. */
const LEAST_PRIVATE_TEXTS = 680;

it('has samples that are as full of personal data as real bodies', async () => {
  const found = async (domain: Domain) => {
    const privacy = await loadPrivacy(domain);
    return samplesOf(domain.name).flatMap(({ body }) => privateTextsOf(body, privacy));
  };
  const texts = await Promise.all(domains.map(found));
  expect(texts.flat().length).toBeGreaterThan(LEAST_PRIVATE_TEXTS);
});

describe.each(domains)('the records of $name', (domain) => {
  let privacy: Privacy;
  let runtime: DomainRuntime;
  beforeAll(async () => {
    runtime = await loadRuntime(domain);
    privacy = await loadPrivacy(domain);
  });

  it('are about kinds of object whose owners are stated', () => {
    expect(Object.keys(privacy.owners).sort()).toEqual([...domain.objects].sort());
  });

  it('state their owners by fields that a schema knows', () => {
    const known = new Map<string, ReadonlySet<string>>();
    for (const { name, body } of samplesOf(domain.name)) {
      const [kind = ''] = project(runtime.families, body).object.split('#');
      const fields = fieldsOf(familyOf(runtime, name)?.schema);
      known.set(kind, new Set([...(known.get(kind) ?? []), ...fields]));
    }
    for (const [kind, owners] of Object.entries(privacy.owners))
      expect([...(known.get(kind) ?? [])]).toEqual(expect.arrayContaining([...owners]));
  });

  it.each(samplesOf(domain.name))('hold nothing personal of $file', ({ body }) => {
    const { records } = project(runtime.families, body);
    const stored = JSON.stringify(records);
    const asStored = (text: string) => (privacy.partOfOthers ? JSON.stringify(text) : text);
    const texts = privateTextsOf(body, privacy);
    expect(texts.filter((text) => stored.includes(asStored(text)))).toEqual([]);
    const names = records.flatMap(({ attributes }) => namesIn(attributes));
    expect(names.filter((name) => privacy.privateNames.test(name))).toEqual([]);
  });
});
