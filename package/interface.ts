import { changeFields } from '../functions/shared/interface/change.ts';
import { metadata } from '../functions/shared/interface/metadata.ts';
import { attributesOf, type PlacedAttribute } from './attributes.ts';
import { definitionsIn, type Interface } from './reading.ts';

/*
 * The interface as plain data, so that a change of it is noticed, and what a change means for the
 * version.
 */

/** What an application relies on of an attribute. */
type Described = Omit<PlacedAttribute, 'path'>;

/** A kind of record: its keys and timelines as one text, and its attributes by path. */
interface DescribedRecord {
  readonly key: string;
  readonly meaning: string;
  readonly attributes: Readonly<Record<string, Described>>;
}

/** The interface of one version. */
export interface DescribedInterface {
  readonly version: string;
  readonly records: Readonly<Record<string, DescribedRecord>>;
}

/** What a change does to those who use the interface; `patch` changes only texts. */
export type Change = 'none' | 'patch' | 'minor' | 'major';

const changes: readonly Change[] = ['none', 'patch', 'minor', 'major'];

const attributesIn = (schema: Parameters<typeof attributesOf>[0]) =>
  Object.fromEntries(attributesOf(schema).map(({ path, ...attribute }) => [path, attribute]));

/** The interface of these domains. */
export const describeInterface = (domains: Interface, version: string): DescribedInterface => ({
  version,
  records: {
    '(metadata)': {
      key: 'of every record',
      meaning: '',
      attributes: attributesIn(metadata),
    },
    '(change)': {
      key: 'of every change',
      meaning: '',
      attributes: attributesIn({ entries: changeFields }),
    },
    ...Object.fromEntries(
      definitionsIn(domains).map(({ name, domain, pk, sk, timelines, meaning, schema }) => [
        name,
        {
          key: [domain, pk, sk, ...timelines].join(' '),
          meaning,
          attributes: attributesIn(schema),
        },
      ]),
    ),
  },
});

const greatest = (found: readonly Change[]): Change =>
  changes.findLast((change) => found.includes(change)) ?? 'none';

/** The greatest change of what has a name: an addition is a minor one, a removal a major one. */
const changeOfAll = <T>(
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  changeOf: (before: T, after: T) => Change,
): Change =>
  greatest(
    [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => {
      const [old, current] = [before[name], after[name]];
      if (old === undefined) return 'minor';
      return current === undefined ? 'major' : changeOf(old, current);
    }),
  );

const changeOfAttribute = (before: Described, after: Described): Change => {
  const { meaning, words = [], ...form } = before;
  const { meaning: newMeaning, words: newWords = [], ...newForm } = after;
  if (JSON.stringify(form) !== JSON.stringify(newForm)) return 'major';
  if (words.some((word) => !newWords.includes(word))) return 'major';
  if (newWords.length > words.length) return 'minor';
  return meaning === newMeaning ? 'none' : 'patch';
};

const changeOfRecord = (before: DescribedRecord, after: DescribedRecord): Change => {
  if (before.key !== after.key) return 'major';
  return greatest([
    changeOfAll(before.attributes, after.attributes, changeOfAttribute),
    before.meaning === after.meaning ? 'none' : 'patch',
  ]);
};

/**
 * What the change from one interface to another is at least: whether a text that changed means
 * something else, which would be a major change, is for a person to decide.
 */
export const changeOf = (before: DescribedInterface, after: DescribedInterface): Change =>
  changeOfAll(before.records, after.records, changeOfRecord);

const partsOf = (version: string): readonly number[] => version.split('.').map(Number);

/** Which part of the version was raised. */
const raised = (before: string, after: string): Change => {
  const old = partsOf(before);
  const index = partsOf(after).findIndex((part, place) => part !== old[place]);
  if (index < 0 || (partsOf(after)[index] ?? 0) < (old[index] ?? 0)) return 'none';
  return changes[changes.length - 1 - index] ?? 'none';
};

/** Why an interface must not take the place of the recorded one; undefined where it may. */
export const refusalOf = (
  recorded: DescribedInterface,
  current: DescribedInterface,
): string | undefined => {
  const change = changeOf(recorded, current);
  if (changes.indexOf(raised(recorded.version, current.version)) >= changes.indexOf(change))
    return undefined;
  return `The interface has a ${change} change since version ${recorded.version}: raise the ${change} part of "version" in package/package.json, then run: npm run interface`;
};

/** The interface as a file: a line for each attribute. */
export const textOf = ({ version, records }: DescribedInterface): string => {
  const kinds = Object.entries(records).map(([name, { attributes, ...record }]) => {
    const lines = Object.entries(attributes).map(
      ([path, attribute]) => `        ${JSON.stringify(path)}: ${JSON.stringify(attribute)}`,
    );
    const texts = Object.entries(record).map(
      ([field, text]) => `      ${JSON.stringify(field)}: ${JSON.stringify(text)},`,
    );
    return `    ${JSON.stringify(name)}: {\n${texts.join('\n')}\n      "attributes": {\n${lines.join(',\n')}\n      }\n    }`;
  });
  return `{\n  "version": ${JSON.stringify(version)},\n  "records": {\n${kinds.join(',\n')}\n  }\n}\n`;
};
