import * as v from 'valibot';
import { textLike } from '../functions/shared/interface/attribute.ts';
import {
  expressionOf,
  partsOf,
  type RecordDefinition,
  type RecordDefinitions,
} from '../functions/shared/interface/definition.ts';
import { metadata } from '../functions/shared/interface/metadata.ts';

/** A kind of record with the names by which an application knows it. */
export interface NamedDefinition extends RecordDefinition {
  readonly name: string;
  readonly domain: string;
}

/** The kinds of record of every domain, by the domain's name. */
export type Interface = Readonly<Record<string, RecordDefinitions>>;

/** Every kind of record. */
export const definitionsIn = (domains: Interface): readonly NamedDefinition[] =>
  Object.entries(domains).flatMap(([domain, records]) =>
    Object.entries(records).map(([name, definition]) => ({ name, domain, ...definition })),
  );

/** The schema of a record as `readRecord` returns it. */
export const schemaOf = ({ name, domain, pk, sk, schema }: NamedDefinition) =>
  v.object({
    domain: v.literal(domain),
    record: v.literal(name),
    key: v.object({
      pk: textLike(expressionOf(pk), `\`${pk}\``),
      sk: textLike(expressionOf(sk), `\`${sk}\``),
      ...Object.fromEntries([...partsOf(pk), ...partsOf(sk)].map((part) => [part, v.string()])),
    }),
    attributes: schema,
    metadata,
  });
