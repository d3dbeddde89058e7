import * as v from 'valibot';
import { expressionOf } from '../functions/shared/interface/definition.ts';
import { metadataNames } from '../functions/shared/interface/metadata.ts';
import { type Plain, plainItem } from './plain.ts';
import { definitionsIn, type Interface, type NamedDefinition, schemaOf } from './reading.ts';
import { UnreadableItem } from './unreadable-item.ts';

/** A record as an application reads it, of any kind. */
export interface AnyRecord {
  readonly domain: string;
  readonly record: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A record's key in its table. */
interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A kind of record, and how its keys and readings are recognized. */
interface Kind {
  readonly definition: NamedDefinition;
  readonly pk: RegExp;
  readonly sk: RegExp;
  readonly schema: ReturnType<typeof schemaOf>;
}

/** Every kind of record of these domains. */
export const kindsIn = (domains: Interface): readonly Kind[] =>
  definitionsIn(domains).map((definition) => ({
    definition,
    pk: expressionOf(definition.pk),
    sk: expressionOf(definition.sk),
    schema: schemaOf(definition),
  }));

/** The kind of record that a key is of, with the identifiers in the key. */
export const kindOf = (kinds: readonly Kind[], key: Key) => {
  for (const kind of kinds) {
    const object = kind.pk.exec(key.pk);
    const fact = kind.sk.exec(key.sk);
    if (object && fact) return { ...kind, parts: { ...object.groups, ...fact.groups } };
  }
  return undefined;
};

const MOST_SHOWN = 80;

/** A part of a key in a message: nothing that a terminal would take for a command. */
const shown = (key: string): string => JSON.stringify(key.slice(0, MOST_SHOWN));

const textAt = (item: Readonly<Record<string, Plain>>, name: string): string => {
  const value = item[name];
  if (typeof value === 'string') return value;
  throw new UnreadableItem(`This is no item of a state table: it has no text \`${name}\`.`);
};

/** What is wrong, by place and type, without the value. */
const problemOf = (issue: v.BaseIssue<unknown>): string => {
  const place = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  const found = issue.received === 'undefined' ? 'it is absent' : `it is a ${typeof issue.input}`;
  return `${place} was expected to be ${issue.expected ?? issue.message}, and ${found}`;
};

/** The values of an item whose names are in a list, or are not. */
const valuesOf = (
  item: Readonly<Record<string, Plain>>,
  isIncluded: (name: string) => boolean,
): Readonly<Record<string, Plain>> =>
  Object.fromEntries(Object.entries(item).filter(([name]) => isIncluded(name)));

const isMetadata = (name: string): boolean => metadataNames.includes(name);
const isAttribute = (name: string): boolean => name !== 'pk' && name !== 'sk' && !isMetadata(name);

/** A reader of the records of these domains. */
export const readerOf = (domains: Interface): ((item: unknown) => AnyRecord) => {
  const kinds = kindsIn(domains);
  return (item) => {
    const values = plainItem(item);
    const key = { pk: textAt(values, 'pk'), sk: textAt(values, 'sk') };
    const place = `${shown(key.pk)}, ${shown(key.sk)}`;
    const kind = kindOf(kinds, key);
    if (kind === undefined)
      throw new UnreadableItem(
        `No kind of record has the key ${place}: it is of another table, or of a newer version of the interface.`,
      );
    const { domain, name } = kind.definition;
    const result = v.safeParse(kind.schema, {
      domain,
      record: name,
      key: { ...key, ...kind.parts },
      attributes: valuesOf(values, isAttribute),
      metadata: valuesOf(values, isMetadata),
    });
    if (result.success) return result.output;
    throw new UnreadableItem(
      `The item with the key ${place} is no whole ${name}: ${problemOf(result.issues[0])}. An index may carry only a part of it; if the table has it so too, check it by \`webhooks audit\`.`,
    );
  };
};
