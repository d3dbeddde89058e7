import { domains } from '../functions/domains.ts';
import { loadInterface } from '../functions/runtimes.ts';
import { changedRecordMeanings, changeFields } from '../functions/shared/interface/change.ts';
import { metadata } from '../functions/shared/interface/metadata.ts';
import { attributesOf, type PlacedAttribute } from './attributes.ts';
import { definitionsIn, type NamedDefinition } from './reading.ts';
import { type Setting, settingsOfSamples } from './set-by.ts';

/* The tables of RECORDS.md, from the schemas of records and from what samples set. */

const code = (text: string): string => `\`${text}\``;

const lastPart = (event: string): string => event.slice(event.lastIndexOf('.') + 1);
const familyOf = (event: string): string => event.slice(0, event.lastIndexOf('.'));

/** Events by family: `payment_intent`: `created`, `succeeded`. */
const listed = (events: readonly string[]): string =>
  [...new Set(events.map(familyOf))]
    .map((family) => {
      const own = events.filter((event) => familyOf(event) === family);
      return `${code(family)}: ${own.map(lastPart).map(code).join(', ')}`;
    })
    .join('; ');

/** Those of a record's events that set an attribute of it. */
const someOf = (events: readonly string[], all: readonly string[]): string => {
  const others = all.filter((event) => !events.includes(event));
  const isOneFamily = new Set(all.map(familyOf)).size === 1;
  const named = (some: readonly string[]) =>
    some.map((event) => code(isOneFamily ? lastPart(event) : event)).join(', ');
  if (events.length === 0) return 'none printed';
  if (others.length === 0) return 'all';
  return others.length < events.length ? `all but ${named(others)}` : named(events);
};

/** An attribute's type, with its known words. */
const typeOf = ({ type, words }: PlacedAttribute): string =>
  words ? words.map(code).join(' ') : type;

const cells = (...texts: readonly string[]): string => `| ${texts.join(' | ')} |`;

const timelinesOf = ({ timelines }: NamedDefinition): string =>
  timelines.map((kind) => code(`${kind}#<id>`)).join(' or ');

const recordSection = (definition: NamedDefinition, settings: readonly Setting[]): string => {
  const { name, pk, sk, meaning, schema } = definition;
  const own = settings.filter(({ record }) => record === name);
  const all = [...new Set(own.map(({ event }) => event))];
  const eventsOf = (path: string) =>
    all.filter((event) => own.some((one) => one.event === event && one.paths.includes(path)));
  return [
    `#### ${name}`,
    '',
    meaning,
    '',
    `- Key: ${code(`pk = ${pk}`)}, ${code(`sk = ${sk}`)}`,
    `- In the timeline of: ${timelinesOf(definition) || 'nothing'}`,
    `- Set by: ${all.length > 0 ? listed(all) : 'no printed event'}`,
    '',
    cells('Attribute', 'Type or known words', 'Unit', 'Meaning', 'Of its events'),
    cells('---', '---', '---', '---', '---'),
    ...attributesOf(schema).map((attribute) => {
      const { path, unit = '', meaning } = attribute;
      return cells(code(path), typeOf(attribute), unit, meaning, someOf(eventsOf(path), all));
    }),
  ].join('\n');
};

/** Every kind of record with its key, and where it is described. */
export const kindTable = async (): Promise<string> =>
  [
    cells('Kind', 'Table', '`pk`', '`sk`', 'In the timeline of'),
    cells('---', '---', '---', '---', '---'),
    ...definitionsIn(await loadInterface()).map((definition) => {
      const { name, domain, pk, sk } = definition;
      return cells(`[${name}](#${name})`, domain, code(pk), code(sk), timelinesOf(definition));
    }),
  ].join('\n');

/** Every kind of record of every domain, with its attributes. */
export const recordTables = async (): Promise<string> => {
  const kinds = await loadInterface();
  const settings = await settingsOfSamples();
  return domains
    .map(({ name }) =>
      [
        `### ${name}`,
        ...definitionsIn({ [name]: kinds[name] ?? {} }).map((one) => recordSection(one, settings)),
      ].join('\n\n'),
    )
    .join('\n\n');
};

/** What every record has beside its attributes. */
export const metadataTable = (): string =>
  [
    cells('Attribute', 'Type or known words', 'Unit', 'Meaning'),
    cells('---', '---', '---', '---'),
    ...attributesOf(metadata).map((attribute) => {
      const { path, unit = '', meaning } = attribute;
      return cells(code(path), typeOf(attribute), unit, meaning);
    }),
  ].join('\n');

/** The fields of a change. */
export const changeTable = (): string =>
  [
    cells('Field', 'Type or known words', 'Meaning'),
    cells('---', '---', '---'),
    ...Object.entries(changedRecordMeanings).map(([name, meaning]) =>
      cells(code(name), name === 'domain' || name === 'object' ? 'text' : 'group', meaning),
    ),
    ...attributesOf({ entries: changeFields }).map((attribute) =>
      cells(code(attribute.path), typeOf(attribute), attribute.meaning),
    ),
  ].join('\n');
