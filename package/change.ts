import * as v from 'valibot';
import { textLike } from '../functions/shared/interface/attribute.ts';
import {
  changeFields,
  changedRecordMeanings as meanings,
} from '../functions/shared/interface/change.ts';
import { expressionOf } from '../functions/shared/interface/definition.ts';
import type { Shape } from '../functions/shared/schema/shape.ts';
import { definitionsIn, type Interface, type NamedDefinition } from './reading.ts';

/** A text that is no change, or not one that this version of the interface can read. */
export class UnreadableChange extends Error {
  override readonly name = 'UnreadableChange';
}

/** Attributes as they were before a change: any may be missing, and null is that there was none. */
const earlier = ({ entries = {} }: Pick<Shape, 'entries'>) =>
  v.object(
    Object.fromEntries(
      Object.entries(entries).map(([name, entry]) => [
        name,
        v.exactOptional(v.nullable(entry.wrapped ?? entry)),
      ]),
    ),
  );

/** The schema of a change of a kind of record. */
export const changeSchemaOf = ({ name, domain, pk, sk, schema }: NamedDefinition) => {
  const key = v.object({
    pk: textLike(expressionOf(pk), `\`${pk}\``),
    sk: textLike(expressionOf(sk), `\`${sk}\``),
  });
  return v.object({
    domain: v.pipe(v.literal(domain), v.description(meanings.domain)),
    object: v.pipe(v.literal(name), v.description(meanings.object)),
    key: v.pipe(key, v.description(meanings.key)),
    ...changeFields,
    record: v.pipe(v.nullable(schema), v.description(meanings.record)),
    previous: v.pipe(earlier(schema), v.description(meanings.previous)),
  });
};

/** A change as an application reads it, of any kind of record. */
export type AnyReadChange = v.InferOutput<ReturnType<typeof changeSchemaOf>>;

const parsed = (input: unknown): unknown => {
  if (typeof input !== 'string') return input;
  try {
    return JSON.parse(input);
  } catch {
    throw new UnreadableChange('This text is no JSON.');
  }
};

const placeOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).map(({ key }) => String(key)).join('.');

/** A reader of the changes of the records of these domains: of a message's body, or what was parsed of it. */
export const changeReaderOf = (domains: Interface): ((input: unknown) => AnyReadChange) => {
  const schemas = new Map(
    definitionsIn(domains).map((definition) => [definition.name, changeSchemaOf(definition)]),
  );
  const object = v.object({ object: v.string() });
  return (input) => {
    const change = parsed(input);
    const named = v.safeParse(object, change);
    const schema = named.success ? schemas.get(named.output.object) : undefined;
    if (schema === undefined)
      throw new UnreadableChange(
        'This is no change of a kind of record that is known: it comes from another topic, or from a newer version of the interface.',
      );
    const result = v.safeParse(schema, change);
    if (result.success) return result.output;
    throw new UnreadableChange(
      `This is no whole change: ${placeOf(result.issues[0])} is not as the interface has it.`,
    );
  };
};
