import { filterPolicyOf } from '../functions/shared/change/on.ts';
import { changeReaderOf, changeSchemaOf } from './change.ts';
import { definitionsIn, type Interface } from './reading.ts';

export { UnreadableChange } from './change.ts';
export { filterPolicyOf };

/** What the package exports of the changes of the records of these domains. */
export const packagedChanges = (domains: Interface) => ({
  readChange: changeReaderOf(domains),
  changeSchemas: Object.fromEntries(
    definitionsIn(domains).map((definition) => [definition.name, changeSchemaOf(definition)]),
  ),
});
