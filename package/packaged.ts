import manifest from './package.json' with { type: 'json' };
import { readerOf } from './read-record.ts';
import { definitionsIn, type Interface, schemaOf } from './reading.ts';

export { UnreadableItem } from './unreadable-item.ts';

/** The version of the interface, which is that of the package. */
export const interfaceVersion = manifest.version;

/** What the package exports of the records of these domains. */
export const packaged = (domains: Interface) => ({
  readRecord: readerOf(domains),
  schemas: Object.fromEntries(
    definitionsIn(domains).map((definition) => [definition.name, schemaOf(definition)]),
  ),
});
