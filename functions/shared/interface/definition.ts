import type * as v from 'valibot';
import { type Attributes, objectOf } from './attribute.ts';

/** A kind of record, as an application may rely on it. */
export interface RecordDefinition {
  /** The pattern of `pk`, `payment_intent#<payment_intent_id>`: what is in brackets is an identifier. */
  readonly pk: string;
  /** The pattern of `sk`. */
  readonly sk: string;
  /** The kinds of object whose timeline it can be in, as the index of timelines (`stateTable.related`) finds it; none where empty. */
  readonly timelines: readonly string[];
  readonly meaning: string;
  /** Its attributes, without its keys and metadata. */
  readonly schema: v.ObjectSchema<v.ObjectEntries, undefined>;
}

/** The kinds of record of a domain, by name. */
export type RecordDefinitions = Readonly<Record<string, RecordDefinition>>;

/** Defines a kind of record. */
export const record = ({
  pk,
  sk,
  timeline = [],
  meaning,
  always,
  attributes,
}: Pick<RecordDefinition, 'pk' | 'sk' | 'meaning'> & {
  readonly timeline?: string | readonly string[];
  /** The attributes that every such record has. */
  readonly always: readonly string[];
  readonly attributes: Attributes;
}): RecordDefinition => ({
  pk,
  sk,
  timelines: [timeline].flat(),
  meaning,
  schema: objectOf(attributes, always),
});

/** The names of the identifiers in a pattern of a key. */
export const partsOf = (pattern: string): readonly string[] =>
  [...pattern.matchAll(/<(\w+)>/g)].map(([, name = '']) => name);

/** What keys of a pattern look like: an identifier is of printable ASCII without `#`. */
export const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/<(\w+)>/g, '(?<$1>[!"$-~]+)')}$`);
