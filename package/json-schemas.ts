import { toJsonSchema } from '@valibot/to-json-schema';
import { changeSchemaOf } from './change.ts';
import { definitionsIn, type Interface, schemaOf } from './reading.ts';

/** The JSON Schema (draft-07) of each kind of record as `readRecord` returns it, by its name. */
export const jsonSchemasOf = (domains: Interface) =>
  Object.fromEntries(
    definitionsIn(domains).map((definition) => [
      definition.name,
      {
        ...toJsonSchema(schemaOf(definition)),
        title: definition.name,
        description: definition.meaning,
      },
    ]),
  );

/** The JSON Schema of a change of each kind of record, by the record's name. */
export const changeJsonSchemasOf = (domains: Interface) =>
  Object.fromEntries(
    definitionsIn(domains).map((definition) => [
      definition.name,
      {
        ...toJsonSchema(changeSchemaOf(definition)),
        title: `change of ${definition.name}`,
        description: `A change of a record. ${definition.meaning}`,
      },
    ]),
  );
