import * as v from 'valibot';
import { expressionOf } from '../functions/shared/interface/definition.ts';
import { metadataNames } from '../functions/shared/interface/metadata.ts';
import { type Plain, plainItem } from './plain.ts';
import { definitionsIn, type Interface, schemaOf } from './reading.ts';
import { UnreadableItem } from './unreadable-item.ts';

/** A record as an application reads it, of any kind. */
export interface AnyRecord {
  readonly domain: string;
  readonly record: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

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

/** A reader of the records of these domains. */
export const readerOf = (domains: Interface): ((item: unknown) => AnyRecord) => {
  const kinds = definitionsIn(domains).map((definition) => ({
    definition,
    pk: expressionOf(definition.pk),
    sk: expressionOf(definition.sk),
    schema: schemaOf(definition),
  }));
  return (item) => {
    const values = plainItem(item);
    const pk = textAt(values, 'pk');
    const sk = textAt(values, 'sk');
    for (const kind of kinds) {
      const object = kind.pk.exec(pk);
      const fact = kind.sk.exec(sk);
      if (object === null || fact === null) continue;
      const own = Object.entries(values).filter(([name]) => name !== 'pk' && name !== 'sk');
      const result = v.safeParse(kind.schema, {
        domain: kind.definition.domain,
        record: kind.definition.name,
        key: { pk, sk, ...object.groups, ...fact.groups },
        attributes: Object.fromEntries(own.filter(([name]) => !metadataNames.includes(name))),
        metadata: Object.fromEntries(own.filter(([name]) => metadataNames.includes(name))),
      });
      if (result.success) return result.output;
      throw new UnreadableItem(
        `The item with the key ${shown(pk)}, ${shown(sk)} is no whole ${kind.definition.name}: ${problemOf(result.issues[0])}. An index may carry only a part of it; if the table has it so too, check it by \`webhooks audit\`.`,
      );
    }
    throw new UnreadableItem(
      `No kind of record has the key ${shown(pk)}, ${shown(sk)}: it is of another table, or of a newer version of the interface.`,
    );
  };
};
